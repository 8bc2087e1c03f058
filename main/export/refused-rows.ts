import { setImmediate } from 'node:timers/promises';
import { isReasonColumn, reasonColumns } from '../../shared/import/reason-columns.ts';
import type { ProblemCode } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { writeWhole } from '../store/write-whole.ts';
import { csvFile } from './csv-file.ts';

/** A row that an import did not take. */
export interface RefusedRow {
  /** As a spreadsheet counts, from 1, in the file it came from. */
  row: number;
  /** As they were read: what was repaired or mapped is not shown here. */
  cells: readonly string[];
  code: ProblemCode;
  /** Heading of the cell that is to blame; null where it is the row. */
  column: string | null;
  /** What is wrong and what to do, in the words of whoever reads it. */
  sentence: string;
}

/** Rows between two turns of the loop. */
const slice = 500;

/**
 * Writes rows that were refused into `path` as CSV (UTF-8 with BOM, safe for spreadsheets), in the memory of one slice,
 * whole or not at all. The reasons stand in front (`reasonColumns`): a row may have more cells than there are headings, and
 * keeps them in their columns. Reasons of an earlier round are left out. The file can be mended and imported as it is.
 * Problems: of the disk.
 */
export function writeRefusedRows(
  path: string,
  headings: readonly string[],
  rows: Iterable<RefusedRow> | AsyncIterable<RefusedRow>,
): Promise<Result<{ rows: number }>> {
  const old = new Set(headings.flatMap((name, at) => (isReasonColumn(name) ? [at] : [])));
  const own = (cells: readonly string[]): readonly string[] =>
    old.size === 0 ? cells : cells.filter((_, at) => !old.has(at));
  return writeWhole({ path, mode: 0o644 }, async (file) => {
    const table = csvFile([...reasonColumns, ...own(headings)], file.write);
    let written = 0;
    for await (const { row, cells, code, column, sentence } of rows) {
      const reason = column === null ? sentence : `${column}: ${sentence}`;
      const added = table.add([String(row), code, reason, ...own(cells)]);
      if (!added.ok) return added;
      if (++written % slice === 0) await setImmediate();
    }
    table.end();
    return ok({ rows: written });
  });
}
