import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import { gramSpace } from './grams.ts';

/**
 * The index is made of parts, each of a fixed range of device ids. Small ones follow the writes closely, and sixteen of
 * them are replaced by the next larger one, so that a million devices are some dozens of parts.
 */

/** Devices in a part of each level. */
export const partSizes = [256, 4096, 65_536] as const;
export type Level = 0 | 1 | 2;
/** From the largest. */
export const levels: readonly Level[] = [2, 1, 0];
const levelSpace = 2 ** 26;

/** The number of the `nth` part of a level. */
export const partOf = (level: Level, nth: number): number => level * levelSpace + nth;

export interface Part {
  part: number;
  /** Ids from `from`, below `below`. */
  from: number;
  below: number;
  size: number;
  /** When its devices were registered, epoch ms; null where it has none. */
  firstAt: number | null;
  lastAt: number | null;
}

export function rangeOf(part: number): { from: number; below: number; size: number } {
  const size = partSizes[Math.floor(part / levelSpace) as Level];
  const from = (part % levelSpace) * size;
  return { from, below: from + size, size };
}

/** Where the list of a gram in a part is kept. */
export const listKey = (part: number, gram: number): number => part * gramSpace + gram;

/** Parts that can be searched, newest devices first; none covers what another one does. */
export const readyParts = (db: Database): Part[] =>
  (
    prepared(
      db,
      `SELECT part, first_at AS firstAt, last_at AS lastAt FROM search_part WHERE state = 'ready'`,
    ).all() as { part: number; firstAt: number | null; lastAt: number | null }[]
  )
    .map((row) => ({ ...row, ...rangeOf(row.part) }))
    .toSorted((a, b) => b.from - a.from);

/** Larger than the id of any device. */
export const endOfIds = (db: Database): number =>
  ((prepared(db, 'SELECT max(id) FROM device').pluck().get() as number | null) ?? 0) + 1;
