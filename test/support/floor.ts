import { Running, type RunOptions, type Station } from './cli.ts';
import type { Hall, HallReply } from './hall.ts';
import type { Json } from './json.ts';
import type { Random } from './random.ts';
import { until } from './wait.ts';

/** A station of a floor, however it is held: what a technician does there, and what was answered. */
export interface FloorStation {
  readonly name: string;
  readonly folder: string;
  readonly log: string[];
  /** SNs that were answered with `accepted`: `GROUP SN`. */
  readonly accepted: Set<string>;
  /** Jobs that were answered. */
  readonly jobs: Set<string>;
  register(shift: Shift): Promise<void>;
  act(action: Json): Promise<void>;
  /** Brings a device that others made here. */
  adopt(device: Device): Promise<boolean>;
  /** Fetches what others made. */
  pull(): Promise<void>;
  /** Sends for a while, whatever comes of it. */
  sync(): Promise<void>;
}

export interface Device {
  groupId: string;
  deviceSn: string;
}

export interface Shift {
  groupId: string;
  tag: string;
  allocateTo: { regionId: string; orgId: string } | null;
  sns: string[];
}

const nameOf = (groupId: string, sn: string): string => `${groupId} ${sn}`;

/** Nobody may ever see one of these. */
function judge(name: string, code: string | undefined, detail: unknown): void {
  if (code === 'internal' || code === 'bad-input' || code?.startsWith('store-')) {
    throw new Error(`${name}: ${JSON.stringify(detail)}`);
  }
}

/** One of many in a hall, through the public calls. It sends by itself. */
export function hallStation(hall: Hall, folder: string, name: string): FloorStation {
  const log: string[] = [];
  const ask = async (call: string, input: Json, role = 'technician'): Promise<HallReply> => {
    const reply = await hall.ask(folder, call, input, role);
    const told = reply.ok ? 'ok' : reply.problem.code;
    log.push(`${call} ${JSON.stringify(input).slice(0, 300)} -> ${told}`);
    if (!reply.ok) judge(name, reply.problem.code, reply.problem);
    return reply;
  };
  const accepted = new Set<string>();
  const jobs = new Set<string>();
  return {
    name,
    folder,
    log,
    accepted,
    jobs,
    async register({ sns, ...start }) {
      const open = await ask('batches.start', start);
      // A power cut may have left one open.
      if (!open.ok && open.problem.code === 'batch-already-open') {
        await ask('batches.finish', {});
        await ask('batches.start', start);
      }
      for (const text of sns) {
        const read = await ask('station.read', { text, source: { kind: 'typed', name: '' } });
        if (!read.ok) continue;
        log.push(`  ${text}: ${read.value.verdict} ${read.value.problem?.code ?? ''}`);
        if (read.value.verdict === 'accepted') accepted.add(nameOf(start.groupId, text));
      }
      await ask('batches.finish', {});
    },
    async act(action) {
      const job = await ask('devices.act', action);
      if (job.ok) jobs.add(job.value.id);
    },
    adopt: async (device) => (await ask('devices.adopt', device)).ok,
    async pull() {
      await ask('catalog.pull', {});
    },
    async sync() {
      await ask('sync.now', {});
    },
  };
}

/** One by the real command line, whose commands are killed at random. */
export function commandStation(station: Station, name: string, random: Random): FloorStation {
  const log: string[] = [];
  const accepted = new Set<string>();
  const jobs = new Set<string>();

  async function command(args: string[], options: RunOptions = {}): Promise<Json[]> {
    const running = new Running(station.args(args), { input: '', ...options });
    const killed = random.chance(0.3);
    if (killed) {
      // Before the first line, or after some of them; what is printed is what was promised.
      const lines = random.int(0, 3);
      const end = performance.now() + random.next() * 2500;
      await until(
        'the moment of a kill',
        () =>
          running.over || (lines > 0 && running.lines.length >= lines) || performance.now() > end,
        { within: 60_000, every: 5 },
      );
      running.signal('SIGKILL');
    }
    const ended = await running.ended;
    const code = ended.json.findLast((json) => json.problem && !json.verdict)?.problem?.code;
    log.push(`${args.join(' ')} -> ${ended.code ?? ended.signal} ${code ?? ''}`);
    judge(name, code, `${ended.stdout}${ended.stderr}`);
    return ended.json;
  }

  return {
    name,
    folder: station.data,
    log,
    accepted,
    jobs,
    async register({ groupId, tag, allocateTo, sns }) {
      const to = allocateTo ? ['--allocate-to', `${allocateTo.regionId}/${allocateTo.orgId}`] : [];
      const args = ['register', '--group', groupId, '--batch', tag, ...to];
      const lines = await command(args, { input: sns.map((sn) => `${sn}\n`).join('') });
      for (const { verdict, text } of lines) {
        if (verdict === 'accepted') accepted.add(nameOf(groupId, text));
      }
    },
    async act(action) {
      const lines = await command(['act', action.action, ...wordsOf(action)]);
      for (const { job } of lines) if (job !== undefined) jobs.add(job);
    },
    // The command line has no word for it.
    adopt: async () => false,
    async pull() {
      await command(['catalog', 'pull']);
    },
    async sync() {
      await command(['sync', '--timeout', '8']);
    },
  };
}

function wordsOf(action: Json): string[] {
  const devices: Device[] = action.devices ?? [action];
  const sns = devices.flatMap(({ deviceSn }) => ['--sn', deviceSn]);
  const { target, change = {} } = action;
  const values = Object.entries(change.masterData ?? {});
  return [
    '--group',
    devices[0]?.groupId ?? '',
    ...sns,
    ...(target ? ['--to', `${target.regionId}/${target.orgId}`] : []),
    ...values.flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...(change.description === undefined ? [] : ['--description', change.description]),
    ...(change.batchTag === undefined ? [] : ['--tag', change.batchTag]),
    ...(action.replacementSn === undefined ? [] : ['--replacement', action.replacementSn]),
    ...(action.allocate === false ? ['--no-allocate'] : []),
  ];
}
