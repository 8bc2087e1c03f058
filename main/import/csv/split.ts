import { fromCsvCell } from '../../../shared/csv.ts';
import { columnLetters, longestField, mostColumns, type Row } from '../../../shared/import/row.ts';
import type { Delimiter } from '../../../shared/import/source.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../shared/problems.ts';
import { type CsvRecord, createRecords } from './record.ts';

/** Most characters of a row: what is held of one that never ends. */
const longestRow = 1024 * 1024;

/**
 * Pieces of a text to rows, as they come: the one place that knows how CSV is cut. Rows of no character
 * at all are left out, but counted. A row with too much in it carries its problem and the next ones go on;
 * what leaves no next row ends the table: `import-quote-open`, `import-field-long`, what the text fails with.
 */
export async function* splitCsv(
  pieces: AsyncIterable<Result<string>>,
  delimiter: Delimiter,
): AsyncGenerator<Result<Row[]>> {
  const splitter = createSplitter(delimiter);
  for await (const piece of pieces) {
    // What only waits to see whether more follows must be counted before the fault.
    const { rows, broken } = splitter.split(piece.ok ? piece.value : ' ', false);
    if (rows.length > 0) yield ok(rows);
    if (broken) return yield { ok: false, problem: broken };
    if (!piece.ok) {
      const { code, params } = piece.problem;
      return yield fail(code, { ...params, ...splitter.next() });
    }
  }
  const { rows, broken } = splitter.split('', true);
  if (rows.length > 0) yield ok(rows);
  if (broken) yield { ok: false, problem: broken };
}

interface Split {
  rows: Row[];
  /** Nothing more can be told apart. */
  broken: Problem | null;
}

function createSplitter(delimiter: Delimiter) {
  const records = createRecords(delimiter);
  let rest = '';
  let row = 0;
  let line = 1;

  /** Our own files have apostrophes before what a spreadsheet would take for a formula. */
  const restored = (cells: string[]) =>
    cells.some((cell) => cell.charCodeAt(0) === 39) ? cells.map(fromCsvCell) : cells;

  /** `last`: the text ends here. */
  function split(piece: string, last: boolean): Split {
    const text = rest + piece;
    const rows: Row[] = [];
    // Lines that end in CR alone are rare enough to go the long way.
    const plain = !text.includes('\r') || !/\r(?![\n]|$)/.test(text);
    let quote = text.indexOf('"');
    let at = 0;
    while (at < text.length) {
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      const end = plain ? text.indexOf('\n', at) : -1;
      if (end >= 0 && (quote < 0 || quote > end)) {
        const to = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
        add(rows, text.slice(at, to).split(delimiter), to - at, null);
        line++;
        at = end + 1;
        continue;
      }
      const record = records.read(text, at, last);
      if (record.end < 0) {
        if (last || text.length - at > longestRow) {
          rest = '';
          return { rows, broken: ended(record, text.slice(at)) };
        }
        break;
      }
      add(rows, record.cells, record.end - at, record.swallowed);
      line += record.lines;
      at = record.end;
    }
    rest = text.slice(at);
    return { rows, broken: null };
  }

  function add(rows: Row[], cells: string[], length: number, swallowed: number | null): void {
    row++;
    if (length === 0 || (cells.length === 1 && cells[0] === '')) return;
    const found = faultOf(cells, length, swallowed);
    rows.push(
      found ? { row, line, cells: [], problem: found } : { row, line, cells: restored(cells) },
    );
  }

  function faultOf(cells: string[], length: number, swallowed: number | null): Problem | null {
    if (cells.length > mostColumns) {
      return problem('import-columns-many', { row, columns: cells.length, max: mostColumns });
    }
    const long = length > longestField ? cells.findIndex((cell) => cell.length > longestField) : -1;
    if (long >= 0) {
      return problem('import-field-long', { row, column: columnLetters(long), max: longestField });
    }
    if (swallowed === null) return null;
    return problem('import-quote-open', { row, line, column: columnLetters(swallowed) });
  }

  function ended({ cells, quoted }: CsvRecord, held: string): Problem {
    const place = { row: row + 1, line };
    const column = columnLetters(cells.length);
    // Only inside of quotes does a row go on over the end of a line.
    if (quoted && (held.length <= longestRow || /[\r\n]/.test(held))) {
      return problem('import-quote-open', { ...place, column });
    }
    if (cells.length >= mostColumns) {
      const columns = cells.length + 1;
      return problem('import-columns-many', { row: row + 1, columns, max: mostColumns });
    }
    return problem('import-field-long', { row: row + 1, column, max: longestField });
  }

  return { split, next: () => ({ row: row + 1, line }) };
}
