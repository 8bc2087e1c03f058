import type { MasterValue } from '../../models/catalog.ts';
import { fail, ok, type Result } from '../../problems.ts';
import { plainName } from '../plain-name.ts';
import { columnIndex, columnLetters } from '../row.ts';
import { type Mapping, masterDatumOf, type Origin, type PlainTarget } from './mapping.ts';

type Cells = readonly string[];
type Text = (cells: Cells) => string;

/** One thing of a device, and how it is read from a row. */
export interface Field {
  to: string;
  /** As spreadsheets name it, for what is said about it; the first one of several; null for a constant. */
  column: string | null;
  text: Text;
  /** It is the same for each row, and no text of the file. */
  constant: MasterValue | undefined;
}

export interface DatumField extends Field {
  identifier: string;
  locale: string | null;
}

/** A mapping that knows its columns by number. */
export interface Resolved {
  /** The column that a repair of the SN is told of, from 0. */
  snColumn: number;
  /** All that become something, from 0. */
  columns: ReadonlySet<number>;
  deviceSn: Text;
  plain: ReadonlyMap<PlainTarget, Field>;
  masterData: readonly DatumField[];
}

/**
 * Finds the columns of a mapping in a heading. Problems: `import-map-column` (there is none of that name, or two),
 * `import-map-twice`, `import-map-no-sn`, `import-map-fixed-sn`.
 */
export function resolveMapping(mapping: Mapping, head: Cells): Result<Resolved> {
  const plain = new Map<PlainTarget, Field>();
  const masterData: DatumField[] = [];
  const seen = new Set<string>();
  const used = new Set<number>();
  let snColumn = -1;
  for (const { to, from } of mapping) {
    if (seen.has(to)) return fail('import-map-twice', { to });
    seen.add(to);
    const read = readerOf(from, head);
    if (!read.ok) return read;
    const { text, columns } = read.value;
    for (const column of columns) used.add(column);
    const first = columns[0];
    const column = first === undefined ? null : columnLetters(first);
    const constant = 'constant' in from ? from.constant : undefined;
    const field = { to, column, text, constant };
    const datum = masterDatumOf(to);
    if (datum) masterData.push({ ...field, ...datum });
    else plain.set(to as PlainTarget, field);
    if (to === 'deviceSn') snColumn = first ?? -1;
  }
  const sn = plain.get('deviceSn');
  if (!sn) return fail('import-map-no-sn');
  if (snColumn < 0) return fail('import-map-fixed-sn');
  return ok({ snColumn, columns: used, deviceSn: sn.text, plain, masterData });
}

function readerOf(from: Origin, head: Cells): Result<{ text: Text; columns: number[] }> {
  if ('constant' in from) {
    const text = typeof from.constant === 'string' ? from.constant : '';
    return ok({ text: () => text, columns: [] });
  }
  const columns: number[] = [];
  for (const name of 'columns' in from ? from.columns : [from.column]) {
    const found = columnOf(name, head);
    if (!found.ok) return found;
    columns.push(found.value);
  }
  if ('columns' in from) {
    const { with: between } = from;
    return ok({ text: (cells) => joined(cells, columns, between), columns });
  }
  const at = columns[0] as number;
  if (!('split' in from)) return ok({ text: (cells) => cells[at] ?? '', columns });
  const { split, part } = from;
  const text = (cells: Cells) =>
    ((cells[at] ?? '').split(split).at(part > 0 ? part - 1 : part) ?? '').trim();
  return ok({ text, columns });
}

const joined = (cells: Cells, columns: readonly number[], between: string): string =>
  columns
    .map((at) => cells[at] ?? '')
    .filter((text) => text !== '')
    .join(between);

function columnOf(name: string, head: Cells): Result<number> {
  const letters = /^=([A-Z]{1,3})$/.exec(name)?.[1];
  if (letters) {
    const at = columnIndex(letters);
    return at < head.length ? ok(at) : fail('import-map-column', { column: name });
  }
  const exact = placesOf(head, (each) => each === name);
  const found = exact.length > 0 ? exact : placesOf(head, (each) => alike(each, name));
  const [only] = found;
  // Of two columns of one name neither is taken: which one was meant is for a person to say, by its letters.
  return found.length === 1 && only !== undefined
    ? ok(only)
    : fail('import-map-column', { column: name });
}

const alike = (one: string, other: string): boolean =>
  plainName(one) !== '' && plainName(one) === plainName(other);

const placesOf = (head: Cells, wanted: (name: string) => boolean): number[] =>
  head.flatMap((name, at) => (wanted(name) ? [at] : []));

/** How a column is named in a mapping: by its heading where that is one of a kind, else by its letters. */
export function columnName(head: Cells, at: number): string {
  const name = head[at] ?? '';
  const found = name === '' || name.length > 256 ? null : columnOf(name, head);
  return found?.ok && found.value === at && !name.startsWith('=') ? name : `=${columnLetters(at)}`;
}
