import type { Database } from 'better-sqlite3';
import type { Source } from '../../shared/models/read.ts';
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

/** Which templates labels of a unit were made with, void ones aside. */
export const designsOnPaper = (
  db: Database,
  device: number,
): { template: string; version: number }[] =>
  prepared(
    db,
    `SELECT DISTINCT j.template, j.version FROM label l JOIN print_job j ON j.nr = l.job
     WHERE l.device = ? AND l.void_label IS NULL AND l.account <> 'voided'`,
  ).all(device) as { template: string; version: number }[];

/** Whether a unit was registered by this very text from this very source. */
export const wasReadAs = (db: Database, device: number, text: string, source: Source): boolean =>
  prepared(
    db,
    'SELECT 1 FROM device WHERE id = ? AND raw = ? AND source_kind = ? AND source_name = ?',
  ).get(device, text, source.kind, source.name) !== undefined;
