import type { Database } from 'better-sqlite3';
import {
  emptyLine,
  type GoldenSample,
  goldenSampleSchema,
  type LineNow,
  lineNowSchema,
} from '../../shared/models/line.ts';
import { prepared } from './prepared.ts';

/**
 * Where the line stands between two reads. Not of the journal: half a unit is nothing that was promised,
 * and a database that had to be made anew forgets it, so that it is scanned again.
 */
export function lineNow(db: Database, batchId: string): LineNow {
  const row = prepared(db, 'SELECT body FROM line_now WHERE batch_id = ?').get(batchId) as
    | { body: string }
    | undefined;
  return row ? lineNowSchema.parse(JSON.parse(row.body)) : emptyLine;
}

export function setLineNow(db: Database, batchId: string, now: LineNow): void {
  prepared(
    db,
    `INSERT INTO line_now (batch_id, body) VALUES (?, ?)
     ON CONFLICT (batch_id) DO UPDATE SET body = excluded.body`,
  ).run(batchId, JSON.stringify(now));
}

/** The first unit of a batch that is still one. */
export function firstArticleOf(db: Database, batchId: string): string | null {
  const row = prepared(
    db,
    'SELECT device_sn FROM device WHERE batch_id = ? AND gone IS NULL ORDER BY id LIMIT 1',
  ).get(batchId) as { device_sn: string } | undefined;
  return row?.device_sn ?? null;
}

/** SNs of a batch from a row on, oldest first. */
export const snsAfter = (db: Database, batchId: string, after: number) =>
  prepared(
    db,
    'SELECT id, device_sn AS deviceSn FROM device WHERE batch_id = ? AND id > ? AND gone IS NULL ORDER BY id',
  ).all(batchId, after) as { id: number; deviceSn: string }[];

/** The row after which the last `many` units of a batch begin. */
export function rowBefore(db: Database, batchId: string, many: number): number {
  const row = prepared(
    db,
    'SELECT id FROM device WHERE batch_id = ? AND gone IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?',
  ).get(batchId, many) as { id: number } | undefined;
  return row?.id ?? 0;
}

interface GoldenRow {
  group_id: string;
  text: string;
  expected: string;
  note: string;
  checked_at: number | null;
  is_right: number | null;
}

export const goldenSamples = (db: Database, groupId: string): GoldenSample[] =>
  (
    prepared(
      db,
      `SELECT group_id, text, expected, note, checked_at, is_right FROM golden_sample
       WHERE group_id = ? ORDER BY place`,
    ).all(groupId) as GoldenRow[]
  ).map((row) =>
    goldenSampleSchema.parse({
      groupId: row.group_id,
      text: row.text,
      expected: row.expected,
      note: row.note,
      checkedAt: row.checked_at,
      right: row.is_right === null ? null : row.is_right === 1,
    }),
  );
