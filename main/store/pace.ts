import type { Database } from 'better-sqlite3';
import { bucketMs } from '../../shared/line/pace.ts';
import type { Bucket } from '../../shared/models/pace.ts';
import { prepared } from './prepared.ts';

/** What a batch did in each five minutes: counted as it happens, so that no chart walks the reads. */

export function countInBucket(
  db: Database,
  batchId: string,
  at: number,
  what: 'good' | 'refused',
): void {
  const [good, refused] = what === 'good' ? [1, 0] : [0, 1];
  prepared(
    db,
    `INSERT INTO batch_pace (batch_id, from_at, good, refused) VALUES (?, ?, ?, ?)
     ON CONFLICT (batch_id, from_at) DO UPDATE SET good = good + excluded.good,
       refused = refused + excluded.refused`,
  ).run(batchId, Math.floor(at / bucketMs) * bucketMs, good, refused);
}

export const bucketsSince = (db: Database, batchId: string, since: number): Bucket[] =>
  prepared(
    db,
    `SELECT from_at AS "from", good, refused FROM batch_pace
     WHERE batch_id = ? AND from_at >= ? ORDER BY from_at`,
  ).all(batchId, since) as Bucket[];

/** When the last units of a batch were registered, oldest first. */
export const lastTimes = (db: Database, batchId: string, limit: number): number[] =>
  (
    prepared(
      db,
      `SELECT registered_at FROM device WHERE batch_id = ? AND gone IS NULL
       ORDER BY id DESC LIMIT ?`,
    ).all(batchId, limit) as { registered_at: number }[]
  )
    .map((row) => row.registered_at)
    .toReversed();
