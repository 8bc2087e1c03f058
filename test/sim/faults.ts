import { unplug } from './cable.ts';
import type { Disk } from './disk.ts';
import type { SimStation } from './station.ts';
import type { Trace } from './trace.ts';

/** Faults of a station that begin and end. */
export type Fault = 'full-journal' | 'full-database' | 'sync-fails' | 'no-paper' | 'unplugged';

interface Needs {
  disk: Disk;
  trace: Trace;
  random: { int(min: number, max: number): number; chance(probability: number): boolean };
}

const pages = (station: SimStation, most: number | null): void => {
  const db = station.app()?.parts.store.db;
  if (!db) return;
  const now = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count = ${most === null ? 4_294_967_294 : now + most}`);
};

export function startFault(
  { disk, trace, random }: Needs,
  station: SimStation,
  fault: Fault,
): void {
  trace.say(`${station.name} ${fault}`);
  const folder = station.folder();
  switch (fault) {
    case 'full-journal':
      return disk.fail(folder, { on: 'write', code: 'ENOSPC', times: 1_000_000 });
    case 'full-database':
      return pages(station, random.int(0, 3));
    case 'sync-fails':
      return disk.fail(folder, { on: 'sync', code: 'EIO', times: random.int(1, 3) });
    case 'no-paper':
      if (random.chance(0.5)) station.printer.broken = true;
      else station.printer.diesAfter = random.int(0, 3);
      return;
    case 'unplugged':
      return unplug(station.cable);
  }
}

export function endFault({ disk, trace }: Needs, station: SimStation, fault: Fault): void {
  trace.say(`${station.name} ${fault} is over`);
  switch (fault) {
    case 'full-database':
      return pages(station, null);
    case 'no-paper':
      station.printer.broken = false;
      station.printer.diesAfter = null;
      return;
    case 'unplugged':
      station.cable.plugged = true;
      return;
    default:
      return disk.fail(station.folder(), null);
  }
}
