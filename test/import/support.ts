import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openTable, type Table } from '../../main/import/open-table.ts';
import type { Row } from '../../shared/import/row.ts';
import type { SourceChoice } from '../../shared/import/source.ts';
import type { Problem } from '../../shared/problems.ts';
import { must } from '../support/must.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** A file on disk with exactly these bytes. */
export function file(bytes: Uint8Array | string, name = 'devices.csv'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** Opened, and closed when the test is over. */
export async function opened(
  bytes: Uint8Array | string,
  choice: SourceChoice = {},
  name?: string,
): Promise<Table> {
  const table = must(await openTable(file(bytes, name), choice));
  onTestFinished(() => table.close());
  return table;
}

/** All rows, and what ended them. */
export async function all(table: Table): Promise<{ rows: Row[]; problem: Problem | null }> {
  const rows: Row[] = [];
  for await (const batch of table.rows()) {
    if (!batch.ok) return { rows, problem: batch.problem };
    rows.push(...batch.value);
  }
  return { rows, problem: null };
}

/** The cells of every row of a table that is in order. */
export async function cells(table: Table): Promise<(readonly string[])[]> {
  const { rows, problem } = await all(table);
  if (problem) throw new Error(problem.message);
  return rows.map((row) => row.cells);
}

/** UTF-16 as Excel ("Unicode text") and others write it. */
export function utf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return order === 'be' ? bytes.swap16() : bytes;
}
