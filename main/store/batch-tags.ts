import type { Database } from 'better-sqlite3';
import { fold } from '../../shared/fold.ts';
import { prepared } from './prepared.ts';

/** Batch tags to choose from, found without a look at the devices that have them. */

export const batchTagsSql = {
  batches: 'SELECT tag FROM batch ORDER BY place DESC LIMIT ?',
  /** One step of the index a tag, however many devices have it. */
  own: 'SELECT min(tag) FROM device WHERE gone IS NULL AND tag IS NOT NULL AND tag > ?',
} as const;

/** Tags looked at; more hold the loop for longer than a person waits between two keys. */
const mostLooked = 2000;

/** Those with `search` in them: of batches newest first, then those that only devices have, by their text. */
export function findTags(db: Database, search: string, limit: number): string[] {
  const part = fold(search);
  const found = new Set<string>();
  const take = (tag: string): boolean => {
    if (fold(tag).includes(part)) found.add(tag);
    return found.size < limit;
  };
  const ofBatches = prepared(db, batchTagsSql.batches).pluck().all(mostLooked) as string[];
  if (!ofBatches.every(take)) return [...found];
  const own = prepared(db, batchTagsSql.own).pluck();
  let tag = own.get('') as string | null;
  for (let looked = 0; tag !== null && looked < mostLooked && take(tag); looked++) {
    tag = own.get(tag) as string | null;
  }
  return [...found];
}
