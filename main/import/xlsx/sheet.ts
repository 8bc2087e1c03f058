import { mostColumns, type Row } from '../../../shared/import/row.ts';
import { type Problem, ProblemError, problem } from '../../../shared/problems.ts';
import { type CellParts, type CellReader, emptyCell } from './cell.ts';
import { workbookLimits } from './limits.ts';
import type { XmlReader } from './xml.ts';
import { damaged } from './zip.ts';

/** Rows of a sheet as its XML is read (ECMA-376, part 1, 18.3.1). `take`: those that are done since it was last asked. */
export function createSheetReader(
  part: string,
  textOf: CellReader,
): XmlReader & { take(): Row[]; found(): boolean } {
  let rows: Row[] = [];
  let found = false;
  let inData = false;
  let row = 0;
  let hidden = false;
  let cells: string[] = [];
  /** Columns of the widest row so far: a row may end before the heading does. */
  let width = 0;
  /** Columns of this one, those beyond what is taken too. */
  let columns = 0;
  let fault: Problem | undefined;
  let column = -1;
  let cell: CellParts | null = null;
  let phonetic = false;
  let collects: 'value' | 'inline' | null = null;

  function openRow(tag: string): void {
    const at = /\sr\s*=\s*["'](\d{1,7})["']/.exec(tag)?.[1];
    const next = at === undefined ? row + 1 : Number(at);
    if (next <= row) throw damaged(part);
    if (next > workbookLimits.rows) throw new ProblemError('import-workbook-heavy', { part });
    row = next;
    hidden = /\shidden\s*=\s*["'](?:1|true)["']/.test(tag);
    cells = [];
    columns = 0;
    fault = undefined;
    column = -1;
  }

  function openCell(tag: string): void {
    cell = emptyCell();
    let at = column + 1;
    for (const [, name, quoted] of tag.matchAll(/\s([a-z]+)\s*=\s*["']([^"']*)["']/g)) {
      if (name === 'r') at = columnOf(quoted ?? '');
      else if (name === 's') cell.style = Number(quoted);
      else if (name === 't') cell.type = quoted ?? '';
    }
    if (at <= column || at >= workbookLimits.columns) throw damaged(part);
    column = at;
  }

  function closeCell(parts: CellParts): void {
    const text = textOf(parts, row, column);
    if (typeof text !== 'string') {
      fault ??= text;
      return;
    }
    if (text === '') return;
    columns = column + 1;
    if (columns > mostColumns) return;
    while (cells.length < column) cells.push('');
    cells.push(text);
  }

  function closeRow(): void {
    if (columns > mostColumns) {
      fault = problem('import-columns-many', { row, columns, max: mostColumns });
    }
    if (fault) rows.push({ row, line: row, cells: [], problem: fault });
    else if (cells.length > 0) {
      width = Math.max(width, cells.length);
      while (cells.length < width) cells.push('');
      rows.push(hidden ? { row, line: row, cells, hidden: true } : { row, line: row, cells });
    }
  }

  return {
    open(name, tag) {
      if (!inData) {
        if (name === 'worksheet') found = true;
        if (name === 'sheetData') inData = true;
      } else if (name === 'row') openRow(tag);
      else if (name === 'c') openCell(tag);
      else if (!cell) return;
      else if (name === 'v') collects = 'value';
      else if (name === 'f') cell.formula = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 't' && !phonetic) collects = 'inline';
    },
    text(text) {
      if (collects !== null && cell) cell.add(collects, text);
    },
    close(name) {
      if (!inData) return;
      if (name === 'v' || name === 't') collects = null;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c' && cell) {
        closeCell(cell);
        cell = null;
      } else if (name === 'row') closeRow();
      else if (name === 'sheetData') inData = false;
    },
    take() {
      const taken = rows;
      rows = [];
      return taken;
    },
    found: () => found,
  };

  function columnOf(reference: string): number {
    const letters = /^\$?([A-Z]{1,3})\$?\d*$/i.exec(reference)?.[1];
    if (letters === undefined) throw damaged(part);
    let at = 0;
    for (const letter of letters.toUpperCase()) at = at * 26 + letter.charCodeAt(0) - 64;
    return at - 1;
  }
}
