import { plainName } from '../plain-name.ts';
import { type Delimiter, delimiters } from '../source.ts';

/** Why a row is no device; each is a key of `explanations`. */
export type SkipWhy = 'skip-empty' | 'skip-heading' | 'skip-totals';

const totals =
  /^(?:(?:(?:grand |sub-?)?totals?|sum|summe|count|number of rows|合计|总计|小计|总数|共计|总和|合計|總計)\s*[:：=]?\s*[\d.,]*|共\s*\d+\s*\S?)$/i;

export const isEmpty = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() === '');

/** A heading that was copied between the rows, where files were put together. */
export function headingAgain(head: readonly string[]): (cells: readonly string[]) => boolean {
  const named = head.flatMap((name, index) =>
    name.trim() === '' ? [] : [{ index, plain: plainName(name) }],
  );
  return (cells) =>
    named.length > 0 && named.every(({ index, plain }) => plainName(cells[index] ?? '') === plain);
}

/** What a spreadsheet's user writes below a table. */
export function isTotals(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '');
  return first !== undefined && totals.test(first.trim());
}

/** The same row by each other delimiter that gives as many cells as the heading has. */
export function otherwiseSplit(
  cells: readonly string[],
  columns: number,
  delimiter: Delimiter | null,
): string[][] {
  if (columns < 2 || (delimiter === null && cells.length !== 1)) return [];
  const text = cells.join(delimiter ?? ',');
  return delimiters
    .filter((other) => other !== delimiter && text.includes(other))
    .map((other) => splitLine(text, other))
    .filter((parts) => parts.length === columns);
}

function splitLine(line: string, delimiter: Delimiter): string[] {
  const parts: string[] = [];
  const cell = new RegExp(
    `\\s*(?:"((?:[^"]|"")*)"|([^${delimiter}]*))\\s*(?:${delimiter === '|' ? '\\|' : delimiter}|$)`,
    'y',
  );
  for (;;) {
    const found = cell.exec(line);
    if (!found) return [];
    parts.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    if (cell.lastIndex >= line.length) {
      if (line.endsWith(delimiter) && found[0].endsWith(delimiter)) parts.push('');
      return parts;
    }
  }
}
