import type { FoundHeading } from '../../../shared/import/heading.ts';
import { isReasonColumn } from '../../../shared/import/reason-columns.ts';
import type { Row } from '../../../shared/import/row.ts';
import type { SourceChoice } from '../../../shared/import/source.ts';
import { ok, type Result } from '../../../shared/problems.ts';
import { headingOf } from '../heading-of.ts';
import { openTable, type Table } from '../open-table.ts';

/** A table whose heading is known, and its rows below that. */
export interface OpenRows {
  table: Table;
  /** Which row names the columns, and how sure that is. */
  heading: FoundHeading;
  /** Names of the columns; empty for the reasons of an earlier round, which say nothing of a device. */
  head: readonly string[];
  /** The same with those. */
  names: readonly string[];
  /** Batches of rows in their order; a failure is the last one. */
  rows(): AsyncGenerator<Result<Row[]>>;
}

/** Opens a file to be brought in. Problems: those of `openTable` and of `headingOf`. */
export async function openRows(path: string, choice: SourceChoice): Promise<Result<OpenRows>> {
  const opened = await openTable(path, choice);
  if (!opened.ok) return opened;
  const table = opened.value;
  const found = await headingOf(table, { chosen: choice.heading }).catch(async (error: unknown) => {
    await table.close();
    throw error;
  });
  if (!found.ok) {
    await table.close();
    return found;
  }
  const { names, row: headRow } = found.value;
  const reasons = new Set(names.flatMap((name, at) => (isReasonColumn(name) ? [at] : [])));
  const own = (cells: readonly string[]): readonly string[] =>
    cells.map((cell, at) => (reasons.has(at) ? '' : cell));
  const below = (rows: Row[]): Row[] => {
    const [first] = rows;
    const kept = first && first.row > headRow ? rows : rows.filter(({ row }) => row > headRow);
    return reasons.size === 0 ? kept : kept.map((row) => ({ ...row, cells: own(row.cells) }));
  };
  return ok({
    table,
    heading: found.value,
    names,
    head: own(names),
    async *rows() {
      for await (const batch of table.rows()) {
        if (!batch.ok) {
          yield batch;
          return;
        }
        yield ok(below(batch.value));
      }
    },
  });
}
