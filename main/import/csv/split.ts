import { CsvError, type Info, Parser } from 'csv-parse';
import { fromCsvCell } from '../../../shared/csv.ts';
import { columnLetters, longestField, mostColumns, type Row } from '../../../shared/import/row.ts';
import type { Delimiter } from '../../../shared/import/source.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../shared/problems.ts';

/** Most bytes of a row: what is held of one that never ends. */
const longestRow = 1024 * 1024;

/**
 * Pieces of a text to rows, as they come: the one place that knows how CSV is parsed. Rows of no character
 * at all are left out, but counted. A row with too much in it carries its problem and the next ones go on;
 * what leaves no next row ends the table: `import-quote-open`, `import-field-long`, what the text fails with.
 */
export async function* splitCsv(
  pieces: AsyncIterable<Result<string>>,
  delimiter: Delimiter,
): AsyncGenerator<Result<Row[]>> {
  let rows: Row[] = [];
  let count = 0;
  /** Lines that ended before the record that is being read. */
  let lines = 0;
  let parsed = 0;
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A quote in the middle of a cell is an inch or a slip; one that was meant to open is found below.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: longestRow,
    on_record(cells: string[], info: Info) {
      count++;
      const several = info.lines - parsed > 1;
      const row = rowOf(count, lines + 1, cells, several);
      // The parser takes a CRLF inside of quotes for two.
      lines += 1 + (several ? lineEndsIn(cells) : 0);
      parsed = info.lines;
      if (cells.length > 1 || cells[0] !== '') rows.push(row);
      return null;
    },
  });
  let broken: CsvError | null = null;
  parser.on('error', (error: CsvError) => {
    broken = error;
  });
  const take = (): Row[] => {
    const taken = rows;
    rows = [];
    return taken;
  };
  for await (const piece of pieces) {
    // The parser looks a few characters ahead; what it still holds back must be counted before the fault.
    const text = piece.ok ? piece.value : '    ';
    await new Promise((resolve) => parser.write(text, resolve));
    const faulty = broken ? ended(broken, count + 1, lines + 1, parsed) : null;
    if (rows.length > 0) yield ok(take());
    if (faulty) return yield { ok: false, problem: faulty };
    if (!piece.ok) {
      const { code, params } = piece.problem;
      return yield fail(code, { ...params, row: count + 1, line: lines + 1 });
    }
  }
  await new Promise<void>((resolve) => {
    parser.once('close', resolve);
    parser.end();
    parser.resume();
  });
  if (rows.length > 0) yield ok(take());
  if (broken) yield { ok: false, problem: ended(broken, count + 1, lines + 1, parsed) };
}

function rowOf(row: number, line: number, cells: string[], several: boolean): Row {
  const found = faultOf(row, line, cells, several);
  return found
    ? { row, line, cells: [], problem: found }
    : { row, line, cells: cells.map(fromCsvCell) };
}

function faultOf(row: number, line: number, cells: string[], several: boolean): Problem | null {
  if (cells.length > mostColumns) {
    return problem('import-columns-many', { row, columns: cells.length, max: mostColumns });
  }
  for (const [index, cell] of cells.entries()) {
    const column = columnLetters(index);
    if (cell.length > longestField)
      return problem('import-field-long', { row, column, max: longestField });
    // It opened a quote, and what closed it was none that closes: rows were swallowed in between.
    if (several && cell.startsWith('"') && /[\r\n]/.test(cell)) {
      return problem('import-quote-open', { row, line, column });
    }
  }
  return null;
}

/** Why nothing more can be told apart. */
function ended(error: CsvError, row: number, line: number, parsed: number): Problem {
  const { column, lines } = error as CsvError & Info & { column: number };
  const letters = columnLetters(typeof column === 'number' ? column : 0);
  // Only inside of quotes does a row go on over the end of a line.
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || lines > parsed + 1) {
    return problem('import-quote-open', { row, line, column: letters });
  }
  if (column >= mostColumns) {
    return problem('import-columns-many', { row, columns: column + 1, max: mostColumns });
  }
  return problem('import-field-long', { row, column: letters, max: longestField });
}

const lineEndsIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
