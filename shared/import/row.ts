import type { Problem } from '../problems.ts';

/**
 * One row of a table that somebody brings. Cells are texts in the order of the columns: no object is ever
 * made of names that stand in a foreign file. They may be pieces of one long text, which stays for as long as one of them is kept.
 */
export interface Row {
  /** As a spreadsheet counts, from 1, empty rows and the heading too; 0 is a heading that the format only implies. */
  row: number;
  /** Where it begins, in lines of the file from 1; equal to `row` where a format has no lines. */
  line: number;
  cells: readonly string[];
  /** A spreadsheet does not show it: a person who brings the file may not know of it. */
  hidden?: true;
  /** Cells that are empty for being merged into the first one of a range, as A2:A5; `column` counts from 0. */
  merged?: { column: number; range: string }[];
  /** It cannot be taken, and why; its cells are then not to be relied on. The rows after it go on. */
  problem?: Problem;
}

/** Most characters of a cell (UTF-16 units). */
export const longestField = 65_536;
/** Most columns of a table. */
export const mostColumns = 256;

/** The column that letters name, from 0; below 0 where there are none. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0) - 1;

/** "C", as a spreadsheet names the third column. `index` counts from 0. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
