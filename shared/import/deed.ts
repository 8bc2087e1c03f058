import {
  type ImportCounts,
  type ImportDeed,
  type ImportDifference,
  rowKinds,
} from '../models/import.ts';

/** What was planned beside what came of it. `came`: counted so far; rows that were not reached became nothing. */
export function deedOf(
  planned: ImportCounts,
  came: ImportCounts,
  differences: ImportDifference[],
): ImportDeed {
  return {
    kinds: rowKinds.map((kind) => ({ kind, planned: planned[kind], came: came[kind] })),
    notReached: Math.max(0, planned.rows - came.rows),
    differences,
  };
}

/** Nothing but what was planned has come. */
export const asPlanned = ({ kinds, notReached, differences }: ImportDeed): boolean =>
  notReached === 0 &&
  differences.length === 0 &&
  kinds.every(({ planned, came }) => planned === came);
