import type { Database } from 'better-sqlite3';
import { type DeviceName, nameKey } from '../../shared/models/device.ts';
import type { Described } from '../../shared/models/selection.ts';
import { prepared } from './prepared.ts';
import { type FindOptions, type Found, findDevices } from './search/find.ts';
import { endOfIds } from './search/parts.ts';

/** Devices by description, as the Devices screen finds them: for files and for what is done with thousands. */

export const describedSql = {
  name: 'SELECT group_id AS groupId, device_sn AS deviceSn FROM device WHERE id = ?',
  id: 'SELECT id FROM device WHERE group_id = ? AND device_sn = ? AND gone IS NULL',
} as const;

/** The next of them, newest first. A page may be short or empty and not the last: looking went on for too long. */
export function pageOf(
  db: Database,
  { filter, except }: Described,
): (options: FindOptions) => Found {
  const leftOut = new Set(except.map(nameKey));
  return (options) => {
    const { ids, next } = findDevices(db, filter, options);
    if (leftOut.size === 0) return { ids, next };
    return { ids: ids.filter((id) => !leftOut.has(nameKey(nameOf(db, id)))), next };
  };
}

/** Of a row that there is, whatever became of the device. */
export const nameOf = (db: Database, id: number): DeviceName =>
  prepared(db, describedSql.name).get(id) as DeviceName;

/** Larger than the number of any device. */
export const endAt = endOfIds;

const pageSize = 1000;

/** All of them at once, newest first: for a thread that nobody waits for. */
export function idsOf(db: Database, described: Described): number[] {
  const page = pageOf(db, described);
  const ids: number[] = [];
  for (let before: number | undefined; ; ) {
    const found = page({ before, limit: pageSize });
    for (const id of found.ids) ids.push(id);
    if (found.next === null) return ids;
    before = found.next;
  }
}

/** Of names, those that are devices of this station. */
export const idsOfNames = (db: Database, names: readonly DeviceName[]): number[] =>
  names.flatMap(({ groupId, deviceSn }) => {
    const id = prepared(db, describedSql.id).pluck().get(groupId, deviceSn) as number | undefined;
    return id === undefined ? [] : [id];
  });
