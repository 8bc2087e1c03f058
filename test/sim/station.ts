import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type App, createApp } from '../../main/app.ts';
import type { World } from '../../main/world.ts';
import type { Problem, Result } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import type { Random } from '../support/random.ts';
import { type Cable, createCable, portsOf } from './cable.ts';
import type { Disk } from './disk.ts';
import type { Network, Wire } from './network.ts';
import { createPrinterAt, type PrinterAt, paperOf } from './paper.ts';
import {
  begin,
  copyOf,
  plainWorld,
  randomBytesOf,
  scannerPath,
  type Template,
} from './templates.ts';
import type { Life, Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

/** What people were told of a unit: green, perhaps undone (nobody heard the answer), undone. */
export type Told = 'green' | 'perhaps-undone' | 'undone';

/** A station of a simulation: the real one, in a world that is not, and what people there were told. */
export interface SimStation {
  readonly name: string;
  /** Null while it is down. */
  app(): App | null;
  folder(): string;
  /** Why it did not open; null: it did. */
  refused(): Problem | null;
  wire: Wire;
  /** What its wall clock is wrong by, milliseconds. */
  clockOff: number;
  readonly cable: Cable;
  readonly printer: PrinterAt;
  /** `GROUP SN` -> what was told of it. */
  readonly told: Map<string, Told>;
  /** Texts that went into a log. */
  readonly logged: string[];
  /** How often a unit was green. */
  readonly greens: Map<string, number>;
  open(folder?: string): Promise<void>;
  /** Ends it as it should be. */
  close(): Promise<void>;
  /** It is gone at once; what is left is its folder. */
  kill(): void;
  /**
   * It is gone in the middle of what it does, just before its `n`th write or sync from now; with the power goes
   * what of its journal was not synced, or some of it.
   */
  killAtWrite(n: number, how: 'process' | 'power'): void;
  /** No death that was planned comes any more, and its disk works. */
  disarm(): void;
  /** Everything of it is thrown away. */
  end(): void;
  /** Reads what is shown; to be called after everything that happens. */
  observe(): void;
  /** A call of a person; `told` hears the answer unless the station is gone by then. */
  call(name: string, input: object, role: Role, told?: (reply: Result<never>) => void): void;
}

export interface StationNeeds {
  name: string;
  template: Template;
  random: Random;
  timeline: Timeline;
  trace: Trace;
  disk: Disk;
  network: Network;
}

export function createSimStation(needs: StationNeeds): SimStation {
  const { name, random, timeline, trace, disk, network } = needs;
  let settings = needs.template.settings;
  let folder = copyOf(needs.template.folder);
  let life: Life = { dead: true };
  let app: App | null = null;
  let refused: Problem | null = null;
  let lastRead = 0;
  /** The folder as it was when it died in the middle of something. */
  let image: string | null = null;

  const cable = createCable();
  const printer = createPrinterAt();

  const worldOf = (mine: Life): World => ({
    ...plainWorld,
    folder,
    clock: {
      now: () => Math.floor(begin + timeline.steady() + station.clockOff),
      steady: timeline.steady,
      after: (ms, work) => timeline.after(ms, work, mine),
    },
    random: randomBytesOf(random),
    http: network.http(name, () => station.wire, mine),
    ports: portsOf(new Map([[scannerPath, cable]]), mine),
    settings: { get: () => settings, set: (value) => (settings = structuredClone(value)) },
    paper: paperOf({
      at: printer,
      timeline,
      random,
      life: mine,
      say: (text) => trace.say(`${name} ${text}`),
    }),
    log: {
      info: (text, about) => void station.logged.push(`${text} ${JSON.stringify(about)}`),
      warn: (text, about) => void station.logged.push(`${text} ${JSON.stringify(about)}`),
    },
  });

  /** Nothing of the dead one reaches anybody; its folder goes on as `left`. */
  function bury(left: string): void {
    const gone = app;
    const old = folder;
    life.dead = true;
    app = null;
    cable.listener = null;
    folder = left;
    disk.forget(old);
    void gone?.parts.backups.stop();
    gone?.parts.store.close();
    rmSync(old, { recursive: true, force: true });
  }

  function losePart(copy: string): void {
    for (const file of readdirSync(copy)) {
      const kept = file.startsWith('journal-') ? disk.synced(join(folder, file)) : null;
      const { size } = statSync(join(copy, file));
      if (kept !== null && kept < size) truncateSync(join(copy, file), random.int(kept, size));
    }
  }

  const station: SimStation = {
    name,
    app: () => (life.dead ? null : app),
    folder: () => folder,
    refused: () => refused,
    wire: 'well',
    clockOff: 0,
    cable,
    printer,
    told: new Map(),
    greens: new Map(),
    logged: [],
    async open() {
      const mine = { dead: false };
      life = mine;
      disk.watch(folder);
      const opened = await createApp(worldOf(mine), { live: true });
      refused = opened.ok ? null : opened.problem;
      if (!opened.ok) {
        life.dead = true;
        trace.say(`${name} does not open: ${opened.problem.code}`);
        return;
      }
      app = opened.value;
      lastRead = app.parts.lastReads[0]?.id ?? 0;
      trace.say(`${name} is open`);
    },
    async close() {
      const closing = app;
      if (!closing || life.dead) return;
      trace.say(`${name} closes`);
      await closing.close();
      if (life.dead) return;
      life.dead = true;
      app = null;
    },
    kill() {
      if (life.dead || !app) return;
      trace.say(`${name} is killed`);
      bury(copyOf(folder));
    },
    killAtWrite(n, how) {
      if (life.dead || !app) return;
      disk.before(folder, n, () => {
        if (life.dead) return;
        life.dead = true;
        image = copyOf(folder);
        if (how === 'power') losePart(image);
        trace.say(`${name} is killed at a write (${how})`);
      });
    },
    disarm: () => disk.calm(folder),
    end() {
      life.dead = true;
      void app?.parts.backups.stop();
      app?.parts.store.close();
      app = null;
      disk.forget(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    observe() {
      if (image !== null) {
        const left = image;
        image = null;
        bury(left);
      }
      if (life.dead || !app) return;
      const fresh = app.parts.lastReads.filter(({ id }) => id > lastRead);
      for (const read of fresh.toReversed()) {
        lastRead = read.id;
        trace.say(`${name} ${read.verdict} ${read.text} ${read.problem?.code ?? ''}`);
        if (read.verdict !== 'accepted') continue;
        const key = `${read.groupId} ${read.deviceSn}`;
        station.told.set(key, 'green');
        station.greens.set(key, (station.greens.get(key) ?? 0) + 1);
      }
    },
    call(call, input, role, told = () => {}) {
      const mine = life;
      if (life.dead || !app) return;
      void app.call(call, input, { role }).then((reply) => {
        if (mine.dead) return;
        trace.say(`${name} ${call} -> ${reply.ok ? 'ok' : reply.problem.code}`);
        told(reply as Result<never>);
      });
    },
  };
  return station;
}
