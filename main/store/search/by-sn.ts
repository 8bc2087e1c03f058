import type { Database } from 'better-sqlite3';
import { fold } from '../../../shared/fold.ts';
import { prepared } from '../prepared.ts';
import { type DeviceFilter, matcher, type Row, rowsSql } from './facts.ts';
import { type FindOptions, type Found, usualEffort } from './find.ts';

/** Devices in the order of their SNs, those whose SN begins with a text (case does not matter). */

const range = `d.device_sn COLLATE NOCASE >= @sn AND d.device_sn COLLATE NOCASE < @end
  AND (d.device_sn COLLATE NOCASE, d.id) > (@sn, @id)
  ORDER BY d.device_sn COLLATE NOCASE, d.id LIMIT @limit`;
export const bySnSql = {
  page: `${rowsSql} ${range}`,
  place: 'SELECT device_sn FROM device WHERE id = ?',
} as const;

/** Behind every text that begins as it does. */
const last = '\u{10ffff}';
const chunk = 64;

/** `before` is the last device of the page above, whose row stays whatever became of it. */
export function findBySn(
  db: Database,
  { begins = '', ...filter }: DeviceFilter & { begins?: string | undefined },
  { before, limit, effort = usualEffort }: FindOptions,
): Found {
  const matches = matcher(filter);
  const from = fold(begins);
  const ids: number[] = [];
  let [sn, id] = [from, 0];
  if (before !== undefined) {
    sn = (prepared(db, bySnSql.place).pluck().get(before) as string | undefined) ?? from;
    id = before;
  }
  for (let left = effort; left > 0; ) {
    const size = Math.min(chunk, limit - ids.length);
    const rows = prepared(db, bySnSql.page)
      .raw()
      .all({ sn, id, end: `${from}${last}`, limit: size }) as Row[];
    for (const row of rows) {
      [id, sn] = row;
      if (matches(row)) ids.push(id);
    }
    if (rows.length < size) return { ids, next: null };
    if (ids.length >= limit) break;
    left -= rows.length;
  }
  return { ids, next: id };
}
