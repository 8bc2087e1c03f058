import { columnLetters, type Row } from '../../../shared/import/row.ts';
import type { ImportPlan } from '../../../shared/models/import.ts';
import { problem } from '../../../shared/problems.ts';
import type { Outcome } from './outcome.ts';

type Noted = ImportPlan['merged'];

/** Ranges that a plan names. */
const mostRanges = 50;

/** What is missing in a row because its cell is merged into another row's or column's is refused for that. */
const ofNothing = new Set<string>(['read-empty', 'master-data-missing', 'read-data-missing']);

/** `columns`: those that become something. */
export function mergedReason(columns: ReadonlySet<number>) {
  return (outcome: Outcome, { row, merged, cells }: Row): Outcome => {
    if (!merged || outcome.kind !== 'refused' || !ofNothing.has(outcome.problem.code)) {
      return outcome;
    }
    const cell = merged.find(({ column }) => columns.has(column) && (cells[column] ?? '') === '');
    if (!cell) return outcome;
    const column = columnLetters(cell.column);
    const why = problem('import-merged', { cell: `${column}${row}`, range: cell.range });
    return { ...outcome, column, problem: why };
  };
}

/** Counts rows of which a column that becomes something is empty for being merged, and names the first ranges. */
export function mergedNotes(columns: ReadonlySet<number>): { add(row: Row): void; noted: Noted } {
  const noted: Noted = { rows: 0, ranges: [] };
  const named = new Set<string>();
  return {
    noted,
    add({ merged }) {
      const mine = merged?.filter(({ column }) => columns.has(column)) ?? [];
      if (mine.length === 0) return;
      noted.rows++;
      for (const { range } of mine) {
        if (noted.ranges.length >= mostRanges || named.has(range)) continue;
        named.add(range);
        noted.ranges.push(range);
      }
    },
  };
}
