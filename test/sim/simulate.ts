import { prepared } from '../../main/store/prepared.ts';
import { createEnosModel } from '../support/enos-model.ts';
import { seeded } from '../support/random.ts';
import { createDisk } from './disk.ts';
import { endFault } from './faults.ts';
import { wrongHistory } from './history.ts';
import { brokenPromises } from './invariants.ts';
import { createNetwork } from './network.ts';
import { createSimStation } from './station.ts';
import { answerPrinters, type Hall, happen, nextBatch } from './story.ts';
import { begin, secrets, templateOf } from './templates.ts';
import { createTimeline, quiet } from './timeline.ts';
import { createTrace } from './trace.ts';

/** One run of everything from one seed. */
export interface Outcome {
  seed: number;
  /** Sentences; none: every promise was kept. */
  wrong: string[];
  trace: string[];
  hash: string;
  /** Simulated seconds, greens, devices in the cloud, deaths of stations. */
  seconds: number;
  greens: number;
  devices: number;
  deaths: number;
}

export interface SimulationOptions {
  steps?: number;
  /** A planted fault, to see that it is found: a lost answer is told as a request that never left. */
  lies?: boolean;
}

const mostStations = 3;
const hour = 3_600_000;

/** What still moves by itself, or waits for somebody at a printer. */
const openSql = `SELECT (SELECT count(*) FROM operation WHERE state IN ('queued','sending','in_doubt'))
  + (SELECT count(*) FROM print_job WHERE state IN ('making','sent','printed?'))
  + (SELECT count(*) FROM label WHERE account IN ('reserved','sent'))
  + (SELECT count(*) FROM job WHERE state = 'running' AND planned < total) AS n`;

export async function simulate(seed: number, options: SimulationOptions = {}): Promise<Outcome> {
  const { steps = 45, lies = false } = options;
  const random = seeded(seed);
  const timeline = createTimeline();
  const trace = createTrace(timeline.steady);
  const disk = createDisk();
  const model = createEnosModel({
    appSecret: secrets.app,
    now: () => Math.floor(begin + timeline.steady()),
    newId: () => `id-${random.int(0, 2 ** 31)}`,
    createReturns: random.pick(['sn', 'deviceSn']),
  });
  const network = createNetwork({ model, random, timeline, trace, lies });
  const places = Array.from({ length: random.int(1, mostStations) }, (_, place) => place);
  const templates = await Promise.all(places.map(templateOf));
  const stations = templates.map((template, place) =>
    createSimStation({ name: `ST-${place + 1}`, template, random, timeline, trace, disk, network }),
  );
  const hall: Hall = { random, timeline, trace, disk, network, stations, asked: new Set() };
  const wrong: string[] = [];

  /** Whatever is due until then happens; false: there is nothing more. */
  async function until(end: number): Promise<void> {
    let over = false;
    timeline.after(end - timeline.steady(), () => {
      over = true;
    });
    while (!over && (await timeline.step())) for (const station of stations) station.observe();
  }

  const check = () => wrong.push(...stations.flatMap(brokenPromises));

  for (const station of stations) {
    await station.open();
    await quiet();
    nextBatch(hall, station);
  }
  for (let step = 0; step < steps && wrong.length === 0; step++) {
    await until(timeline.steady() + random.int(10, random.chance(0.2) ? 60_000 : 6_000));
    happen(hall);
    await quiet();
    for (const station of stations) station.observe();
    check();
  }
  if (wrong.length === 0) {
    await heal();
    wrong.push(...(await wrongHistory({ hall, model })));
  }

  /** Everything works again, people are there, and there is time. */
  async function heal(): Promise<void> {
    trace.say('all is well again');
    Object.assign(network.health, { sick: 0, downUntil: 0 });
    for (const station of stations) {
      station.wire = 'well';
      station.clockOff = 0;
      station.disarm();
      for (const fault of ['full-journal', 'full-database', 'no-paper', 'unplugged'] as const) {
        endFault(hall, station, fault);
      }
    }
    await until(timeline.steady() + 15_000);
    // After a failed sync nothing more is taken until somebody starts the station again.
    for (const station of stations) void station.close();
    await until(timeline.steady() + 15_000);
    for (const station of stations) {
      if (!station.app()) await station.open();
      await quiet();
    }
    check();
    for (let waited = 0; waited < hour && !allDone(); waited += 20_000) {
      for (const station of stations) answerPrinters(hall, station);
      await until(timeline.steady() + 20_000);
    }
  }

  function allDone(): boolean {
    return stations.every((station) => {
      const db = station.app()?.parts.store.db;
      return db !== undefined && (prepared(db, openSql).get() as { n: number }).n === 0;
    });
  }

  const outcome: Outcome = {
    seed,
    wrong,
    trace: trace.lines,
    hash: trace.hash(),
    seconds: Math.round(timeline.steady() / 1000),
    greens: stations.reduce((sum, { greens }) => sum + greens.size, 0),
    devices: model.devices.all().length,
    deaths: trace.lines.filter((line) => line.includes('is killed')).length,
  };
  for (const station of stations) station.end();
  return outcome;
}
