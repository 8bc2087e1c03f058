import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventOf, StationEvent } from '../../main/store/events.ts';

/** Events of one kind in the journal of a folder, oldest first. */
export function journalEvents<T extends StationEvent['type']>(
  folder: string,
  type: T,
): EventOf<T>[] {
  return readdirSync(folder)
    .filter((name) => /^journal-\d+\.ndjson$/.test(name))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.includes(`"${type}"`))
    .map((line) => (JSON.parse(line) as { entry: EventOf<T> }).entry);
}
