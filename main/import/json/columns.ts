import { columnLetters, longestField, mostColumns } from '../../../shared/import/row.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import { type Element, longestElement, placeIn } from './element.ts';
import { deepest, type RowFault, readValues } from './values.ts';

/** The columns of a table of objects: every path in it, in the order first seen. */
export interface Columns {
  names: string[];
  at: Map<string, number>;
}

export type ReadElement = { kind: 'object' | 'list'; cells: string[] } | Problem;

export const noColumns = (): Columns => ({ names: [], at: new Map() });

/**
 * The cells of one element; a value that an object has not is empty. `collect`: its new paths become columns. One that
 * cannot be taken, or brings a column too many, brings none.
 */
export function readElement(element: Element, columns: Columns, collect: boolean): ReadElement {
  const { row, line, text } = element;
  if (text === null) return problem('import-row-long', { row, line, max: longestElement });
  const cells: (string | undefined)[] = [];
  const more = new Map<string, number>();
  const values = readValues(text, (path, value) => {
    let at = columns.at.get(path) ?? more.get(path);
    if (at === undefined) {
      at = columns.names.length + more.size;
      more.set(path, at);
    }
    if (cells[at] !== undefined) return 'twice';
    if (value.length > longestField) return 'long';
    // One too many is known to be: what more there is of it is counted, not held.
    cells[at] = at < mostColumns ? value : '';
    return null;
  });
  if (values !== 'object' && 'why' in values) return faultOf(element, values);
  const width = values === 'object' ? columns.names.length + more.size : values.list.length;
  if (width > mostColumns) {
    return problem('import-columns-many', { row, columns: width, max: mostColumns });
  }
  if (values !== 'object') {
    const long = values.list.findIndex((cell) => cell.length > longestField);
    if (long < 0) return { kind: 'list', cells: values.list };
    return problem('import-field-long', { row, column: columnLetters(long), max: longestField });
  }
  if (collect) {
    for (const [path, at] of more) {
      columns.at.set(path, at);
      columns.names.push(path);
    }
  }
  const texts = columns.names.map((_, at) => cells[at] ?? '');
  return { kind: 'object', cells: texts };
}

/** As much of a foreign key as a sentence has room for. */
const shown = (path: string) => (path.length > 64 ? `${path.slice(0, 63)}…` : path);

function faultOf(element: Element, { why, at, path = '' }: RowFault): Problem {
  const { row, line } = element;
  const place = { row, ...placeIn(element, at) };
  switch (why) {
    case 'open':
      return problem('import-json-open', { row, line });
    case 'deep':
      return problem('import-json-deep', { ...place, max: deepest });
    case 'shape':
      return problem('import-json-shape', { row, line });
    case 'twice':
      return problem('import-key-twice', { row, line: place.line, column: shown(path) });
    case 'long':
      return problem('import-field-long', { row, column: shown(path), max: longestField });
    default:
      return problem('import-json-invalid', place);
  }
}
