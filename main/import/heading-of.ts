import {
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
 * them, and `import-empty` where none has a text.
 */
export async function headingOf(table: Table, isSn?: NamesSn): Promise<Result<FoundHeading>> {
  const rows: Row[] = [];
  for await (const batch of table.rows()) {
    // Rows before it may be all there is to see: what ends the table is told when it is read.
    if (!batch.ok && rows.length === 0) return batch;
    if (!batch.ok) break;
    for (const row of batch.value) if (rows.length < mostAbove) rows.push(row);
    if (rows.length >= mostAbove || rows[0]?.row === 0) break;
  }
  const found = findHeading(rows, isSn);
  return found ? ok(found) : fail('import-empty');
}
