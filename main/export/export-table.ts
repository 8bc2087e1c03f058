import type { Database } from 'better-sqlite3';
import type {
  ExportChoice,
  ExportProgress,
  ExportTopic,
  TableFormat,
} from '../../shared/models/export.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import {
  chooseRows,
  countRows,
  type ExportValue,
  eachRow,
  masterDataUsed,
} from '../store/export-rows.ts';
import { writeWhole } from '../store/write-whole.ts';
import { csvFile } from './csv-file.ts';
import { type ColumnChoice, type Line, lineOf } from './line.ts';
import { ndjsonFile } from './ndjson-file.ts';
import type { TableFile, Write } from './table-file.ts';
import { xlsxFile } from './xlsx-file.ts';

/** What goes out, which of it, as what, and where to. */
export interface TableWish {
  topic: ExportTopic;
  choice: ExportChoice;
  columns: ColumnChoice;
  format: TableFormat;
  file: string;
}

/** Hears how far it is; answers whether it shall go on. */
export type Heard = (progress: ExportProgress) => boolean;

/** Rows between two looks at whether anybody wants it to stop. */
const slice = 1000;

/**
 * Writes the chosen rows, oldest first, into one file, whole or not at all, in memory that does not grow with them. `db` is
 * a snapshot that nobody else uses (`openSnapshot`); the thread is busy until it is done. Problems: `export-stopped`, of the
 * format (`xlsxFile`) and of the disk.
 */
export function exportTable(
  db: Database,
  { topic, choice, columns, format, file: path }: TableWish,
  heard: Heard = () => true,
): Promise<Result<{ rows: number }>> {
  const line = lineOf(topic, columns);
  return writeWhole({ path, mode: 0o644 }, async (file) => {
    if (!heard({ done: 0, of: null })) return fail('export-stopped');
    const chosen = chooseRows(db, topic, choice);
    const of = countRows(db, chosen);
    const masterData = format === 'ndjson' ? [] : masterDataUsed(db, chosen);
    const table = tableFor(format, line, { topic, masterData }, file.write);
    let rows = 0;
    for (const row of eachRow(db, chosen)) {
      const added = table.add(row);
      if (!added.ok) return added;
      if (++rows % slice === 0 && !heard({ done: rows, of })) return fail('export-stopped');
    }
    table.end();
    heard({ done: rows, of });
    return ok({ rows });
  });
}

function tableFor(
  format: TableFormat,
  line: Line,
  { topic, masterData }: { topic: ExportTopic; masterData: readonly string[] },
  write: Write,
): TableFile<readonly ExportValue[]> {
  if (format === 'ndjson') {
    const lines = ndjsonFile(write);
    return { add: (row) => lines.add(line.object(row)), end: lines.end };
  }
  const head = line.head(masterData);
  const table = format === 'csv' ? csvFile(head, write) : xlsxFile(head, write, topic);
  return { add: (row) => table.add(line.cells(row, masterData)), end: table.end };
}
