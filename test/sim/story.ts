import type { Random } from '../support/random.ts';
import { inverterSns, meterSn, misreadMeterSn } from '../support/serial-numbers.ts';
import { send } from './cable.ts';
import type { Disk } from './disk.ts';
import { endFault, type Fault, startFault } from './faults.ts';
import type { Network } from './network.ts';
import { wires } from './network.ts';
import type { SimStation } from './station.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

/** What happens in a shift, drawn from a seed: people at work, and everything that can go wrong. */

export interface Hall {
  random: Random;
  timeline: Timeline;
  trace: Trace;
  network: Network;
  disk: Disk;
  stations: readonly SimStation[];
  /** `GROUP SN` that a scanner or a person really gave to a station. */
  asked: Set<string>;
}

const groups = ['INV5K1', 'INV5K1', 'MTR3P2'] as const;
const targets = [
  null,
  { regionId: 'beta', orgId: 'o-solar' },
  { regionId: 'beta', orgId: 'o-wind' },
  { regionId: 'eu2', orgId: 'o-grid' },
];

/** The first few belong to everybody. */
const contested = 4;
export const contestedSns = new Set([
  ...inverterSns(contested, 'ALL'),
  ...Array.from({ length: contested }, (_, index) => meterSn(index)),
  // A group without check digits takes what was misread.
  ...Array.from({ length: 10 }, (_, index) => misreadMeterSn(index)),
]);
const pool = (place: number): string[] => [
  ...inverterSns(contested, 'ALL'),
  ...inverterSns(25, `OWN${place}`),
];
const meters = (place: number): string[] =>
  Array.from({ length: 20 }, (_, index) =>
    meterSn(index < contested ? index : place * 100 + index),
  );

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes as they come over a cable, code after code: in pieces, or cut off for good. Answers when the last one came. */
function overCable(hall: Hall, station: SimStation, text: string, at: number): number {
  const { random, timeline } = hall;
  const all = bytes(text);
  const kind = random.next();
  const cut = kind < 0.15 ? random.int(1, all.length - 1) : all.length;
  const late = at + random.int(1, 50);
  timeline.after(at, () => send(station.cable, all.subarray(0, cut)));
  if (cut === all.length) return at;
  // What was torn is noticed by the silence after it.
  if (kind < 0.04) return at + 1_000;
  timeline.after(late, () => send(station.cable, all.subarray(cut)));
  return late;
}

function scan(hall: Hall, station: SimStation, place: number): void {
  const { random, asked, timeline } = hall;
  const all = random.chance(0.35) ? meters(place) : pool(place);
  // A scanner sends one code after the other.
  let at = Math.max(0, station.cable.busyUntil - timeline.steady());
  for (let left = random.int(1, 9); left > 0; left--) {
    const kind = random.next();
    const sn = random.pick(all);
    const text = kind < 0.06 ? misreadMeterSn(random.int(0, 9)) : kind < 0.1 ? '\x00\xff#' : sn;
    asked.add(text);
    const times = random.chance(0.12) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      at = overCable(hall, station, `${text}\r`, at) + random.int(1, 1_200);
    }
  }
  station.cable.busyUntil = timeline.steady() + at + 1_000;
  if (random.chance(0.05))
    send(
      station.cable,
      Uint8Array.from({ length: 9_000 }, () => 0xff),
    );
}

export function nextBatch({ random }: Hall, station: SimStation): void {
  const groupId = random.pick(groups);
  const template = random.chance(0.6) ? 'roll-50x30' : null;
  const start = {
    groupId,
    tag: `B${random.int(1, 4)}`,
    allocateTo: random.pick(targets),
    template,
  };
  station.call('batches.finish', {}, 'line-lead');
  station.call('batches.start', start, 'technician');
}

function undo({ random }: Hall, station: SimStation): void {
  const batch = station.app()?.call('state.get', {}, { role: 'technician' });
  void batch?.then((reply) => {
    const units = reply.ok ? (reply.value as { reads: Seen[] }).reads : [];
    const greens = units.filter(({ verdict, gone }) => verdict === 'accepted' && !gone);
    if (greens.length === 0) return;
    const { groupId, deviceSn } = random.pick(greens);
    const key = `${groupId} ${deviceSn}`;
    station.told.set(key, 'perhaps-undone');
    const wish = { scope: { what: 'units', devices: [{ groupId, deviceSn }] }, reason: 'wrong' };
    station.call('undo.do', wish, 'line-lead', (told) => {
      if (!told.ok) station.told.set(key, 'green');
    });
  });
}

interface Seen {
  verdict: string;
  gone?: true;
  groupId: string;
  deviceSn: string;
}

function edit({ random }: Hall, station: SimStation): void {
  const keys = [...station.told].filter(([, told]) => told === 'green').map(([key]) => key);
  if (keys.length === 0) return;
  const [groupId, deviceSn] = random.pick(keys).split(' ');
  const change = { description: `said ${random.int(1, 999)}` };
  const action = { action: 'edit', devices: [{ groupId, deviceSn }], change };
  station.call('devices.act', action, 'line-lead');
}

/** Whoever stands there answers what printers ask, by the paper in hand. */
export function answerPrinters({ trace }: Hall, station: SimStation): void {
  const app = station.app();
  if (!app) return;
  const role = { role: 'line-lead' as const };
  void app.call('printing.jobs', {}, role).then(async (reply) => {
    if (!reply.ok) return;
    for (const job of (reply.value as { items: Asking[] }).items) {
      if (job.state !== 'printed?' || !job.question) continue;
      const { first, last } = job.question;
      const came = (name: string, deviceSn: string) =>
        station.printer.out.some(({ job: of, sn }) => of === name && sn === deviceSn);
      const listed = await app.call('printing.pieces', { job: job.id, from: first }, role);
      const pieces = listed.ok ? (listed.value as { items: PieceSeen[] }).items : [];
      const out = pieces.filter(({ seq, deviceSn }) => seq <= last && came(job.name, deviceSn));
      const lastOut = out.at(-1)?.seq ?? first - 1;
      trace.say(`${station.name} answers: ${lastOut} of ${first}-${last}`);
      station.call('printing.resume', { job: job.id, lastOut }, 'technician');
    }
  });
}

interface Asking {
  id: string;
  name: string;
  state: string;
  question: { first: number; last: number } | null;
}
interface PieceSeen {
  seq: number;
  deviceSn: string;
}

const faults: Fault[] = ['full-journal', 'full-database', 'sync-fails', 'no-paper', 'unplugged'];

/** One step of the story. */
export function happen(hall: Hall): void {
  const { random, network, timeline, trace } = hall;
  const place = random.int(0, hall.stations.length - 1);
  const station = hall.stations[place] as SimStation;
  const open = station.app() !== null;
  const what = random.next();
  if (!open) {
    if (what < 0.7) void station.open();
    return;
  }
  if (what < 0.36) scan(hall, station, place);
  else if (what < 0.44) nextBatch(hall, station);
  else if (what < 0.5) undo(hall, station);
  else if (what < 0.55) edit(hall, station);
  else if (what < 0.6) answerPrinters(hall, station);
  else if (what < 0.64) station.call('sync.now', {}, 'technician');
  else if (what < 0.66) station.call('sync.retry', {}, 'line-lead');
  else if (what < 0.7) station.kill();
  else if (what < 0.76) station.killAtWrite(random.int(1, 40), random.pick(['process', 'power']));
  else if (what < 0.78) void station.close();
  else if (what < 0.84) {
    station.wire = random.pick(wires);
    trace.say(`${station.name} wire ${station.wire}`);
  } else if (what < 0.88) {
    network.health.sick = random.pick([0, 0, 0.1, 0.5, 1]);
    trace.say(`cloud sick ${network.health.sick}`);
  } else if (what < 0.9) network.health.downUntil = timeline.steady() + random.int(1_000, 90_000);
  else if (what < 0.93) {
    station.clockOff = random.pick([
      0,
      -3 * 86_400_000,
      2 * 365 * 86_400_000,
      -3_600_000,
      3_600_000,
    ]);
    trace.say(`${station.name} clock ${station.clockOff / 3_600_000} h`);
  } else {
    const fault = random.pick(faults);
    startFault(hall, station, fault);
    timeline.after(random.int(500, 60_000), () => endFault(hall, station, fault));
  }
}
