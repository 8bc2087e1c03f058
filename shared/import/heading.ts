import { plainName } from './plain-name.ts';
import { columnLetters, type Row } from './row.ts';
import type { Confidence } from './source.ts';

/** The row that names the columns; what is above it are notes, what is below it are devices. */
export interface FoundHeading {
  row: number;
  names: readonly string[];
  /** `certain`: the SN is named in it; `likely`: it looks like one and comes first; `unsure`: a person has to say. */
  confidence: Confidence;
}

/** Rows that are looked at: templates have notes above their heading. */
export const mostAbove = 50;

/** Whether a plain name (`plainName`) is one of the device SN. */
export type NamesSn = (plain: string) => boolean;

// biome-ignore format: a list of words
export const snNames = [
  'deviceSn', 'SN', 'S/N', 'Serial', 'Serial No', 'Serial Number', 'Serial Num', 'Device SN', 'Device Serial No', 'Device Serial Number',
  'Device S/N', 'Unit SN', 'Product SN', 'Seriennummer', 'Serien-Nr', 'Unit Serial', 'Serial Nr', '序列号', '设备序列号', '设备SN', 'SN码', '产品序列号', '出厂编号', '序列號', '設備序列號',
];
const known: ReadonlySet<string> = new Set(snNames.map(plainName));

/** As the EnOS console, its API and suppliers name it, in both languages. */
export const namesTheSn: NamesSn = (plain) => known.has(plain);

/**
 * Every name that a heading has: a template says more than one (`设备序列号(deviceSn)*`, `Device SN / 设备SN`, `SN [required]`).
 * Plain ones, the whole first.
 */
export function namesIn(heading: string): string[] {
  const parts = heading.normalize('NFKC').split(/[()[\]{}【】〔〕<>|\n\r]|\s\/\s/);
  return [...new Set([heading, ...parts].map(plainName))].filter((name) => name !== '');
}

/**
 * Finds the heading in the first rows of a table. Where several rows in turn name the SN (labels, and below them identifiers) it
 * is the last of them: devices begin below it. Where none does it is the first row that is as wide as what follows and has no
 * number in it. Null where nothing is in them.
 */
export function findHeading(rows: readonly Row[], isSn: NamesSn = namesTheSn): FoundHeading | null {
  const looked = rows.filter(({ cells }) => widthOf(cells) > 0).slice(0, mostAbove);
  const [first] = looked;
  if (!first) return null;
  const found = (row: Row, confidence: Confidence): FoundHeading => ({
    row: row.row,
    names: row.cells,
    confidence,
  });
  // The format itself says so.
  if (first.row === 0) return found(first, 'certain');
  let named: Row | null = null;
  for (const row of looked) {
    const heading = namesSn(row.cells, isSn);
    if (heading) named = row;
    else if (named) break;
  }
  if (named) return found(named, 'certain');
  const usual = usualWidth(looked);
  const wide = looked.find(({ cells }) => widthOf(cells) >= usual) ?? first;
  const sure = wide === first && looked.length > 1 && usual > 1 && looksNamed(wide.cells);
  return found(wide, sure ? 'likely' : 'unsure');
}

/**
 * The heading that a person chose: a row, or 0 where no row names the columns; these are then called by their letters. Null
 * where the row is not among those that are looked at.
 */
export function chosenHeading(rows: readonly Row[], chosen: number): FoundHeading | null {
  const [first] = rows;
  if (first?.row === 0) return findHeading(rows);
  const row = rows.find((each) => each.row === chosen);
  if (chosen > 0) return row ? { row: chosen, names: row.cells, confidence: 'certain' } : null;
  const width = Math.max(0, ...rows.map(({ cells }) => widthOf(cells)));
  const names = Array.from({ length: width }, (_, at) => columnLetters(at));
  return width === 0 ? null : { row: 0, names, confidence: 'certain' };
}

/** Characters of a heading. */
const longestName = 128;

const widthOf = (cells: readonly string[]): number =>
  cells.findLastIndex((cell) => cell.trim() !== '') + 1;

/** A sentence may have the word in it; a heading is the word. */
const namesSn = (cells: readonly string[], isSn: NamesSn): boolean =>
  cells.some((cell) => cell.length <= longestName && namesIn(cell).some(isSn));

/** Columns that most rows have: notes have one or two. */
function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) {
    const width = widthOf(cells);
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const [usual] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]);
  return usual?.[0] ?? 1;
}

/** Every column has a name, no two the same, and none of them is a number. */
function looksNamed(cells: readonly string[]): boolean {
  const names = cells.map(plainName);
  return (
    names.every((name) => name !== '' && !/^\d+$/.test(name)) &&
    new Set(names).size === names.length
  );
}
