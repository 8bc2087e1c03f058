import type { Database } from 'better-sqlite3';
import { type DeviceFilter, matcher, type Row, rowOf, rowsDown, type Way } from './facts.ts';
import { downFrom } from './id-list.ts';
import { type Lists, listsFor } from './listed.ts';
import { endOfIds, type Part, readyParts } from './parts.ts';

/**
 * Finds devices, newest first. The lists of the index say which may match, the row says which do: what the index lacks
 * (new devices) or has too much of (changed ones) makes a search slower and never wrong.
 */

/** Where a search has come to. */
export interface Found {
  ids: number[];
  /** Below which id to go on; null: that was all. A search that takes long comes back with fewer than it was asked for. */
  next: number | null;
}

export interface FindOptions {
  /** Only smaller ids. */
  before?: number | undefined;
  limit: number;
  /** Rows and lists looked at before it comes back. Two thousand hold the loop for some ten milliseconds. */
  effort?: number | undefined;
}

export const usualEffort = 2000;
/** Rows read at a time where there is no list. */
const chunk = 64;
/** A text of one or two characters is mostly found in the newest devices, before any list is. */
const shortTry = 192;
/** Never fails; devices that are written later do not move what comes below. */
export const findDevices = (db: Database, filter: DeviceFilter, options: FindOptions): Found =>
  // In one look at the database: to begin one costs as much as reading ten rows.
  db.inTransaction ? find(db, filter, options) : looking(db)(() => find(db, filter, options));

const looks = new WeakMap<Database, (work: () => Found) => Found>();

function looking(db: Database): (work: () => Found) => Found {
  const known = looks.get(db);
  if (known) return known;
  const look = db.transaction((work: () => Found) => work());
  looks.set(db, look);
  return look;
}

function find(db: Database, filter: DeviceFilter, options: FindOptions): Found {
  const { limit } = options;
  const end = Math.min(options.before ?? Number.MAX_SAFE_INTEGER, endOfIds(db));
  const matches = matcher(filter);
  const ids: number[] = [];
  let effort = options.effort ?? usualEffort;
  /** The first id that has not been looked at, from above. */
  let place = end;

  const take = (id: number, row: Row | undefined): boolean => {
    effort--;
    place = id;
    if (row && matches(row)) ids.push(id);
    return ids.length < limit && effort > 0;
  };
  const takeRows = (from: number, below: number, way: Way = { by: 'all' }): boolean => {
    place = below;
    while (place > from) {
      const rows = rowsDown(db, way, { from, below: place, limit: chunk });
      for (const row of rows) if (!take(row[0], row)) return false;
      if (rows.length < chunk) place = from;
    }
    return true;
  };
  const takePart = (part: Part, lists: Lists): boolean => {
    const below = Math.min(place, part.below);
    const { listed, cost } = lists.of(part, outside(part, filter));
    effort -= cost;
    for (const offset of downFrom(listed, below - part.from)) {
      const id = part.from + offset;
      if (!take(id, rowOf(db, id))) return false;
    }
    place = part.from;
    return effort > 0;
  };
  const walk = (): boolean => {
    const one = indexOf(filter);
    if (one) return takeRows(1, end, one);
    const lists = listsFor(db, filter);
    if (lists.short && !takeRows(Math.max(1, end - shortTry), end)) return false;
    for (const part of readyParts(db)) {
      if (part.from >= place) continue;
      if (part.below < place && !takeRows(part.below, place)) return false;
      if (!takePart(part, lists)) return false;
    }
    return takeRows(1, place);
  };
  walk();
  return { ids, next: place > 1 ? place : null };
}

/** The index of the table that answers without any list; null where there is none. */
function indexOf({ search = '', batchTag, since, until, ...rest }: DeviceFilter): Way | null {
  if (search !== '' || batchTag !== undefined) return null;
  if (since !== undefined || until !== undefined) return null;
  if (rest.problem) return { by: 'problem' };
  if (rest.status !== undefined) return { by: 'status', value: rest.status };
  if (rest.groupId !== undefined) return { by: 'group', value: rest.groupId };
  return { by: 'all' };
}

/** Nothing in it is of the time that is asked for. */
const outside = ({ firstAt, lastAt }: Part, { since, until }: DeviceFilter): boolean =>
  firstAt === null ||
  lastAt === null ||
  (since !== undefined && lastAt < since) ||
  (until !== undefined && firstAt >= until);
