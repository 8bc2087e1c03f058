import type { Database } from 'better-sqlite3';
import type { Device } from '../../shared/models/device.ts';
import { type DeviceRow, deviceColumns, toDevice } from './devices.ts';
import { prepared } from './prepared.ts';

export interface DeviceQuery {
  groupId?: string | undefined;
  /** Any part of an SN or a batch tag. */
  search?: string | undefined;
  /** Only devices with a smaller id: the page below. */
  before?: number | undefined;
  limit: number;
}

const page = (where: string) => `SELECT ${deviceColumns}
  FROM device d LEFT JOIN batch b ON b.id = d.batch_id
  WHERE d.gone IS NULL AND ${where} d.id < @before ORDER BY d.id DESC LIMIT @limit`;

const inGroup = 'd.group_id = @groupId AND';
const named = `(d.device_sn LIKE @search ESCAPE '\\' OR coalesce(d.tag, b.tag) LIKE @search ESCAPE '\\') AND`;
const countNamed = (where: string) => `SELECT count(*) AS n
  FROM device d LEFT JOIN batch b ON b.id = d.batch_id WHERE ${where} ${named} d.gone IS NULL`;

/** What is asked decides the statement: pages of all devices, or of a group, come from an index, and so do their counts. */
export const deviceListSql = {
  all: { page: page(''), count: 'SELECT coalesce(sum(n), 0) AS n FROM device_count' },
  group: {
    page: page(inGroup),
    count: 'SELECT coalesce(sum(n), 0) AS n FROM device_count WHERE group_id = @groupId',
  },
  search: { page: page(named), count: countNamed('') },
  searchInGroup: { page: page(`${inGroup} ${named}`), count: countNamed(inGroup) },
} as const;

/** A page of devices, newest first, and how many match in all. */
export function listDevices(db: Database, query: DeviceQuery): { items: Device[]; total: number } {
  const { groupId, search = '', before = Number.MAX_SAFE_INTEGER, limit } = query;
  const one = groupId !== undefined;
  const kind = search === '' ? (one ? 'group' : 'all') : one ? 'searchInGroup' : 'search';
  const about = {
    ...(one ? { groupId } : {}),
    ...(search === '' ? {} : { search: anywhere(search) }),
  };
  const sql = deviceListSql[kind];
  const rows = prepared(db, sql.page).all({ ...about, before, limit }) as DeviceRow[];
  const { n } = prepared(db, sql.count).get(about) as { n: number };
  return { items: rows.map(toDevice), total: n };
}

export const countDevices = (db: Database): number =>
  (prepared(db, deviceListSql.all.count).get() as { n: number }).n;

/** `part` as a LIKE pattern that finds it anywhere, its own wildcards taken literally. */
const anywhere = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
