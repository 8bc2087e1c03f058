import type { Database } from 'better-sqlite3';
import { fold } from '../../../shared/fold.ts';
import type { Device } from '../../../shared/models/device.ts';
import type { DeviceFilter } from '../../../shared/models/device-filter.ts';
import { prepared } from '../prepared.ts';

export type { DeviceFilter };

/** What is asked of each row, in the order of `Row`. */
const columns = `d.id, d.device_sn, d.description, d.master_data,
  coalesce(d.tag, (SELECT b.tag FROM batch b WHERE b.id = d.batch_id)), d.group_id, d.status, d.label_state, d.registered_at`;
// No join: to set one up costs ten times a row, and rows are mostly read one by one.
export const rowsSql = `SELECT ${columns} FROM device d WHERE d.gone IS NULL AND`;

export type Row = [
  id: number,
  deviceSn: string,
  description: string,
  masterData: string,
  batchTag: string | null,
  groupId: string,
  status: string,
  labelState: string,
  registeredAt: number,
];

/** The index that rows are read by, newest first. */
export type Way =
  | { by: 'all' | 'problem' }
  | { by: 'status'; value: Device['status'] }
  | { by: 'group'; value: string };

const down = (where: string) =>
  `${rowsSql} ${where} d.id >= @from AND d.id < @below ORDER BY d.id DESC LIMIT @limit`;

export const factsSql = {
  one: `${rowsSql} d.id = ?`,
  up: `${rowsSql} d.id >= @from AND d.id < @below ORDER BY d.id LIMIT @limit`,
  down: {
    all: down(''),
    problem: down("(d.status = 'parked' OR d.label_state = 'failed') AND"),
    status: down('d.status = @value AND'),
    group: down('d.group_id = @value AND'),
  },
} as const;

/** Ids from `from`, below `below`. */
interface Ids {
  from: number;
  below: number;
  limit: number;
}

export const rowOf = (db: Database, id: number): Row | undefined =>
  prepared(db, factsSql.one).raw().get(id) as Row | undefined;

export const rowsUp = (db: Database, ids: Ids): Row[] =>
  prepared(db, factsSql.up).raw().all(ids) as Row[];

export const rowsDown = (db: Database, way: Way, ids: Ids): Row[] =>
  prepared(db, factsSql.down[way.by])
    .raw()
    .all({ ...ids, ...('value' in way ? { value: way.value } : {}) }) as Row[];

/** A MAC is also found without the signs between its bytes. */
const mac = /^[0-9A-F]{2}([:-])[0-9A-F]{2}(?:\1[0-9A-F]{2}){4}$/;

/** JSON in which every text stands as it is. */
const plainJson = /^[^\\\u0080-\uffff]*$/;
const hexadecimal = /^[0-9A-F]+$/;

/** The texts of a device that a search looks into, folded; a part of a text is in one of them. */
export function textsOf([, deviceSn, description, masterData, batchTag]: Row): string[] {
  const texts = [fold(deviceSn)];
  if (description !== '') texts.push(fold(description));
  if (batchTag !== null) texts.push(fold(batchTag));
  if (masterData !== '{}') addTexts(texts, JSON.parse(masterData));
  return texts;
}

function addTexts(texts: string[], value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) addTexts(texts, inner);
  } else if (typeof value === 'string' || typeof value === 'number') {
    const text = fold(String(value));
    texts.push(text);
    if (mac.test(text)) texts.push(text.replaceAll(/[:-]/g, ''));
  }
}

/** Whether one of its texts has a folded part in it; the cheapest texts first. */
function has(row: Row, part: string): boolean {
  const [, deviceSn, , masterData] = row;
  if (fold(deviceSn).includes(part)) return true;
  // What is not even in the JSON as it stands is in no value of it, but for a MAC without its signs.
  const inValues = plainJson.test(masterData)
    ? masterData.toUpperCase().includes(part) || hexadecimal.test(part)
    : true;
  return textsOf(inValues ? row : (row.with(3, '{}') as Row)).some((text) => text.includes(part));
}

/** Whether a row is one of those asked for. */
export function matcher(filter: DeviceFilter): (row: Row) => boolean {
  const { groupId, batchTag, status, problem, since, until, search = '' } = filter;
  const part = fold(search);
  return (row) => {
    const [, , , , tag, group, hasStatus, label, at] = row;
    return (
      (groupId === undefined || group === groupId) &&
      (batchTag === undefined || tag === batchTag) &&
      (status === undefined || hasStatus === status) &&
      (!problem || hasStatus === 'parked' || label === 'failed') &&
      (since === undefined || at >= since) &&
      (until === undefined || at < until) &&
      (part === '' || has(row, part))
    );
  };
}
