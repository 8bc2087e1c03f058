import type { Database } from 'better-sqlite3';
import { prepared } from './prepared.ts';

/** Which unit a label that is scanned back should be on. */

/** The unit of the batch that was read last; null: none was. */
export const unitInHand = (
  db: Database,
  { groupId, tag }: { groupId: string; tag: string },
): string | null =>
  (
    prepared(
      db,
      `SELECT device_sn AS sn FROM read WHERE group_id = ? AND batch_tag = ?
         AND verdict IN ('accepted','seen') ORDER BY id DESC LIMIT 1`,
    ).get(groupId, tag) as { sn: string | null } | undefined
  )?.sn ?? null;

/** Whether two units of a batch were registered one right after the other. */
export const isNeighbour = (db: Database, batchId: string, one: string, other: string): boolean =>
  prepared(
    db,
    `WITH place AS (SELECT device_sn, row_number() OVER (ORDER BY id) AS n FROM device
       WHERE batch_id = @batchId AND gone IS NULL)
     SELECT 1 FROM place a JOIN place b ON abs(a.n - b.n) = 1
     WHERE a.device_sn = @one AND b.device_sn = @other LIMIT 1`,
  ).get({ batchId, one, other }) !== undefined;
