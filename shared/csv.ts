import { fail, ok, type Result } from './problems.ts';

/** Tables as text: RFC 4180 written; read as spreadsheets write it too (BOM, `;` or tab, any line end). */

/** One record: its cells, and the line of the file on which it begins (from 1). */
export interface CsvRow {
  line: number;
  cells: string[];
}

/**
 * What a spreadsheet would take for a formula when a cell begins with it, full width and after blanks too (ASVS 5 1.2.10,
 * OWASP "CSV Injection"). An apostrophe in front keeps it a text; cells that begin with one already get
 * another, so that reading gives back exactly what was written.
 */
const formula = /^'*\s*[=+\-@\t\r\n\0＝＋－＠]/;
const defused = /^'+\s*[=+\-@\t\r\n\0＝＋－＠]/;

/** A cell as it was before `writeCsv` made a text of it. */
export const fromCsvCell = (cell: string): string => (defused.test(cell) ? cell.slice(1) : cell);

/** CRLF after each record, quotes only where they are needed. A record with no text at all is quoted, not lost. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells) => csvRecord(cells, (text) => (formula.test(text) ? `'${text}` : text)))
    .join('');
}

/**
 * One record for a program that takes each cell as it stands: nothing is kept from being a formula. Not for files that
 * people open in a spreadsheet.
 */
export const plainCsvRecord = (cells: readonly string[]): string =>
  csvRecord(cells, (text) => text);

/** True for a text that a spreadsheet would take for a formula. */
export const looksLikeFormula = (text: string): boolean => formula.test(text);

function csvRecord(cells: readonly string[], safe: (text: string) => string): string {
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  let record = '';
  let between = '';
  for (const cell of cells) {
    record += between + (cell === '' || harmless.test(cell) ? cell : inQuotes(safe(cell)));
    between = ',';
  }
  return `${record}\r\n`;
}

/** Most cells: nothing in them needs a quote, and nothing could be a formula. */
const harmless = /^[\w][\w .:/()*#-]*[\w)]$/;

const inQuotes = (text: string): string =>
  /[",;\t\r\n]|^\s|\s$|^\ufeff/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** `csv-invalid` with the line, where a quote is never closed or something follows a closed one. */
export function parseCsv(text: string): Result<CsvRow[]> {
  const separator = separatorOf(text);
  const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
  const rows: CsvRow[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] };
    const began = at;
    for (;;) {
      let cell: string;
      if (text[at] === '"') {
        const quoted = /"([^"]*(?:""[^"]*)*)"/y;
        quoted.lastIndex = at;
        const inside = quoted.exec(text)?.[1];
        if (inside === undefined)
          return fail('csv-invalid', { line, detail: 'a quote is not closed' });
        line += inside.match(/\r\n|\r|\n/g)?.length ?? 0;
        at = quoted.lastIndex;
        cell = inside.replaceAll('""', '"');
      } else {
        plain.lastIndex = at;
        cell = plain.exec(text)?.[0] ?? '';
        at += cell.length;
      }
      row.cells.push(fromCsvCell(cell));
      if (text[at] !== separator) break;
      at++;
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n') {
      return fail('csv-invalid', { line, detail: 'something follows a closed quote' });
    }
    if (at > began) rows.push(row);
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
  }
  return ok(rows);
}

/** The one that is most often outside of quotes in the first record; a comma where there is none. */
function separatorOf(text: string): string {
  const [head = ''] = text
    .replace(/"[^"]*(?:""[^"]*)*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1);
  const count = (one: string) => head.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
