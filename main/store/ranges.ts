import type { Database } from 'better-sqlite3';
import { type MakerRange, rangeSchema } from '../../shared/models/maker.ts';
import { prepared } from './prepared.ts';

/** Ranges of numbers that this station holds or held. */

interface Row {
  id: string;
  group_id: string;
  layout: string;
  period: string;
  first: number;
  last: number;
  next: number;
  origin: string;
  series: string;
  by: string;
  at: number;
  ended: string | null;
}

const toRange = (row: Row): MakerRange =>
  rangeSchema.parse({ ...row, groupId: row.group_id, series: JSON.parse(row.series) });

/** Which numbers: those of one numbering of one group, in one period. */
export interface RangePlace {
  groupId: string;
  layout: string;
  period: string;
}

/** Those with numbers left, in their order. `handToo`: also those that were set by hand. */
export const openRanges = (
  db: Database,
  { groupId, layout, period }: RangePlace,
  handToo: boolean,
): { id: string; next: number; last: number }[] =>
  prepared(
    db,
    `SELECT id, next, last FROM maker_range
     WHERE group_id = ? AND layout = ? AND period = ? AND ended IS NULL AND next <= last
       AND (origin = 'cloud' OR ?) ORDER BY first`,
  ).all(groupId, layout, period, handToo ? 1 : 0) as { id: string; next: number; last: number }[];

export const findRange = (db: Database, id: string): MakerRange | null => {
  const row = prepared(db, 'SELECT * FROM maker_range WHERE id = ?').get(id) as Row | undefined;
  return row ? toRange(row) : null;
};

/** All that were ever held of a group, used up or not, newest first. */
export const rangesOf = (db: Database, groupId: string, limit = 10_000): MakerRange[] =>
  (
    prepared(
      db,
      'SELECT * FROM maker_range WHERE group_id = ? ORDER BY at DESC, first DESC LIMIT ?',
    ).all(groupId, limit) as Row[]
  ).map(toRange);

/** Of all groups, newest first. */
export const allRanges = (db: Database, limit: number): MakerRange[] =>
  (
    prepared(db, 'SELECT * FROM maker_range ORDER BY at DESC, first DESC LIMIT ?').all(
      limit,
    ) as Row[]
  ).map(toRange);

export const openRangeIds = (db: Database): string[] =>
  (
    prepared(db, 'SELECT id FROM maker_range WHERE ended IS NULL AND next <= last').all() as {
      id: string;
    }[]
  ).map(({ id }) => id);

/** Ranges of this numbering that were given up with numbers left, for this reason. */
export const endedFor = (db: Database, { groupId, layout, period }: RangePlace, why: string) =>
  prepared(
    db,
    `SELECT 1 FROM maker_range WHERE group_id = ? AND layout = ? AND period = ? AND ended = ?
     AND next <= last LIMIT 1`,
  ).get(groupId, layout, period, why) !== undefined;

/** The latest period that numbers of this numbering were used of; null: none yet. */
export const latestPeriod = (db: Database, groupId: string, layout: string): string | null =>
  (
    prepared(db, 'SELECT period FROM maker_latest WHERE group_id = ? AND layout = ?').get(
      groupId,
      layout,
    ) as { period: string } | undefined
  )?.period ?? null;

/** A range that was asked for and not answered yet. */
export interface Asked extends RangePlace {
  key: string;
  count: number;
}

export function askedFor(db: Database, { groupId, layout, period }: RangePlace): Asked | null {
  const row = prepared(
    db,
    `SELECT key, group_id AS groupId, layout, period, count FROM maker_asked
     WHERE group_id = ? AND layout = ? AND period = ?`,
  ).get(groupId, layout, period);
  return (row as Asked) ?? null;
}

export function rememberAsked(db: Database, asked: Asked): void {
  prepared(
    db,
    'INSERT INTO maker_asked (key, group_id, layout, period, count) VALUES (?, ?, ?, ?, ?)',
  ).run(asked.key, asked.groupId, asked.layout, asked.period, asked.count);
}

export function forgetAsked(db: Database, key: string | null): void {
  if (key === null) db.exec('DELETE FROM maker_asked');
  else prepared(db, 'DELETE FROM maker_asked WHERE key = ?').run(key);
}

/** SNs of a group that this station or the cloud knows, those that were voided too, from `low` up to `high`. */
export function* knownSns(
  db: Database,
  groupId: string,
  { low, high }: { low: string; high: string },
): Generator<string> {
  const rows = db
    .prepare(
      `SELECT device_sn FROM device WHERE group_id = ? AND device_sn >= ? AND device_sn < ?
       UNION ALL
       SELECT device_sn FROM known_device WHERE group_id = ? AND device_sn >= ? AND device_sn < ?`,
    )
    .pluck()
    .iterate(groupId, low, high, groupId, low, high);
  for (const row of rows) yield row as string;
}
