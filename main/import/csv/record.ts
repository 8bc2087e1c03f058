import type { Delimiter } from '../../../shared/import/source.ts';

/** One record of a text, valid until the next one is read. */
export interface CsvRecord {
  cells: string[];
  /** Where the next one begins; -1 where this one does not end in the text. */
  end: number;
  /** Lines of the file that it takes. */
  lines: number;
  /** The column of a quote that was closed where none can close, and has taken ends of lines with it. */
  swallowed: number | null;
  /** Of one that does not end: the cell after `cells` is open inside of quotes. */
  quoted: boolean;
}

/**
 * RFC 4180 as spreadsheets and people write it: CRLF, LF or CR ends a record; only a cell that begins with a quote is quoted;
 * where its quote is closed in front of something else, it and what follows are text.
 */
export function createRecords(delimiter: Delimiter) {
  const sign = delimiter.charCodeAt(0);
  let cells: string[] = [];
  let lines = 1;
  let swallowed: number | null = null;
  let quoted = false;

  const record = (end: number): CsvRecord => ({ cells, end, lines, swallowed, quoted });

  function endOfPlain(text: string, from: number, last: boolean): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === sign || code === 10 || code === 13) return at;
    }
    return last ? text.length : -1;
  }

  /** Where the cell that begins with the quote at `from` is over. */
  function readQuoted(text: string, from: number, last: boolean): number {
    quoted = true;
    let doubled = false;
    let quote = text.indexOf('"', from + 1);
    while (quote >= 0 && text.charCodeAt(quote + 1) === 34) {
      doubled = true;
      quote = text.indexOf('"', quote + 2);
    }
    const after = text.charCodeAt(quote + 1);
    if (quote < 0 || (Number.isNaN(after) && !last)) return -1;
    quoted = false;
    const raw = text.slice(from + 1, quote);
    const inside = doubled ? raw.replaceAll('""', '"') : raw;
    const ends = /[\r\n]/.test(raw) ? (raw.match(/\r\n|\r|\n/g)?.length ?? 0) : 0;
    if (Number.isNaN(after) || after === sign || after === 10 || after === 13) {
      lines += ends;
      cells.push(inside);
      return quote + 1;
    }
    const end = endOfPlain(text, quote + 1, last);
    if (end < 0) return -1;
    lines += ends;
    if (ends > 0) swallowed ??= cells.length;
    cells.push(`"${inside}${text.slice(quote, end)}`);
    return end;
  }

  /** The record that begins at `from`. `last`: nothing follows the text. */
  function read(text: string, from: number, last: boolean): CsvRecord {
    cells = [];
    lines = 1;
    swallowed = null;
    quoted = false;
    for (let at = from; ; at++) {
      let end: number;
      if (text.charCodeAt(at) === 34) end = readQuoted(text, at, last);
      else {
        end = endOfPlain(text, at, last);
        if (end >= 0) cells.push(text.slice(at, end));
      }
      if (end < 0) return record(-1);
      const code = text.charCodeAt(end);
      if (code === sign) {
        at = end;
        continue;
      }
      if (code === 10) return record(end + 1);
      if (code !== 13) return record(end);
      // Whether a line feed belongs to it is to be seen.
      if (end + 1 === text.length && !last) return record(-1);
      return record(text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1);
    }
  }

  return { read };
}
