import {
  chosenHeading,
  type FoundHeading,
  findHeading,
  mostAbove,
  type NamesSn,
} from '../../shared/import/heading.ts';
import type { Row } from '../../shared/import/row.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { Table } from './open-table.ts';

/**
 * The row of a table that names its columns, from as many rows as have to be looked at. Problems: what the table fails with in
 * them, `import-empty` where none has a text, and `import-heading-row` where the chosen row is none of them.
 */
export async function headingOf(
  table: Table,
  { isSn, chosen }: { isSn?: NamesSn; chosen?: number | undefined } = {},
): Promise<Result<FoundHeading>> {
  const rows: Row[] = [];
  for await (const batch of table.rows()) {
    // Rows before it may be all there is to see: what ends the table is told when it is read.
    if (!batch.ok && rows.length === 0) return batch;
    if (!batch.ok) break;
    for (const row of batch.value) if (rows.length < mostAbove) rows.push(row);
    if (rows.length >= mostAbove || rows[0]?.row === 0) break;
  }
  const found = chosen === undefined ? findHeading(rows, isSn) : chosenHeading(rows, chosen);
  if (found) return ok(found);
  return chosen ? fail('import-heading-row', { row: chosen }) : fail('import-empty');
}
