import type { Database } from 'better-sqlite3';
import type { Device } from '../../shared/models/device.ts';
import type { DeviceFilter, DeviceOrder } from '../../shared/models/device-filter.ts';
import { type DeviceRow, deviceColumns, toDevice } from './devices.ts';
import { prepared } from './prepared.ts';
import { findBySn } from './search/by-sn.ts';
import { findDevices } from './search/find.ts';

export interface DeviceQuery extends DeviceFilter {
  /** Newest first, unless it says otherwise. */
  order?: DeviceOrder | undefined;
  /** How their SN begins; only in the order of SNs. */
  begins?: string | undefined;
  /** `next` of the page above. */
  before?: number | undefined;
  limit: number;
}

export interface DevicePage {
  items: Device[];
  /** What the page below begins behind; null: that was all. A page may be short and not the last: looking went on for too long. */
  next: number | null;
  /** How many match; at least so many where it is not `exact`. */
  total: number;
  exact: boolean;
}

export const deviceListSql = {
  one: `SELECT ${deviceColumns} FROM device d WHERE d.id = ?`,
  count: 'SELECT coalesce(sum(n), 0) AS n FROM device_count',
  countGroup: 'SELECT coalesce(sum(n), 0) AS n FROM device_count WHERE group_id = ?',
} as const;

/** A page of devices, newest first, and how many match in all as far as that is known already. */
export function listDevices(db: Database, query: DeviceQuery): DevicePage {
  const { before, limit, order = 'newest', begins = '', ...filter } = query;
  const { ids, next } =
    order === 'sn'
      ? findBySn(db, { ...filter, begins }, { before, limit })
      : findDevices(db, filter, { before, limit });
  const items = devicesBy(db, ids);
  const known = begins === '' ? knownCount(db, filter) : null;
  if (known !== null) return { items, next, total: known, exact: true };
  return { items, next, total: ids.length, exact: before === undefined && next === null };
}

export const devicesBy = (db: Database, ids: readonly number[]): Device[] =>
  ids.map((id) => toDevice(prepared(db, deviceListSql.one).get(id) as DeviceRow));

/** Matches counted in one go: a hall's work is told exactly, a year's is "more than". */
const mostCounted = 1000;

/** How many match: all of them, or at least so many. It looks at no more than a few pages do. */
export function countMatching(
  db: Database,
  filter: DeviceFilter,
): { total: number; exact: boolean } {
  const known = knownCount(db, filter);
  if (known !== null) return { total: known, exact: true };
  const { ids, next } = findDevices(db, filter, { limit: mostCounted });
  return { total: ids.length, exact: next === null };
}

/** What is counted as devices come and go. */
function knownCount(db: Database, { groupId, ...rest }: DeviceFilter): number | null {
  const { search = '', ...others } = rest;
  if (search !== '' || Object.values(others).some((value) => value !== undefined)) return null;
  const row =
    groupId === undefined
      ? prepared(db, deviceListSql.count).get()
      : prepared(db, deviceListSql.countGroup).get(groupId);
  return (row as { n: number }).n;
}

export const countDevices = (db: Database): number => knownCount(db, {}) ?? 0;
