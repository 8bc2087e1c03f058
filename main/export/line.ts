import type { MasterDataValues, MasterValue } from '../../shared/models/catalog.ts';
import type { ExportTopic } from '../../shared/models/export.ts';
import { type ExportValue, exportColumns } from '../store/export-rows.ts';

/** What a row of the database becomes in a file. */
export interface Line {
  /** Heads of a table with these master data. */
  head(masterData: readonly string[]): string[];
  /** A row of that table; what is not there is empty. */
  cells(row: readonly ExportValue[], masterData: readonly string[]): string[];
  /** The same as an object: numbers, nulls and master data as they are. */
  object(row: readonly ExportValue[]): object;
}

/** Whoever brings a device here has to know these; the rest is what this station made of it. */
const given: ReadonlySet<string> = new Set([
  'groupId',
  'deviceSn',
  'batchTag',
  'description',
  'regionId',
  'orgId',
]);

/** `all`: everything that is told. `import`: what an import takes, so that a file made of its file is the same one. */
export type ColumnChoice = 'all' | 'import';

export function lineOf(topic: ExportTopic, choice: ColumnChoice = 'all'): Line {
  const { names, masterData: hasMasterData } = exportColumns(topic);
  const taken = names.flatMap((name, at) => {
    const isTime = name === 'at' || name.endsWith('At');
    return choice === 'import' && !given.has(name) ? [] : [{ name, at, isTime }];
  });
  const last = names.length;
  return {
    head: (masterData) => [
      ...taken.map(({ name }) => name),
      ...masterData.map((identifier) => `masterData.${identifier}`),
    ],
    cells(row, masterData) {
      const cells = taken.map(({ at, isTime }) => {
        const value = row[at] as ExportValue;
        return value === null ? '' : isTime ? iso(value) : String(value);
      });
      if (masterData.length === 0) return cells;
      const values = masterDataOf(row[last]);
      for (const identifier of masterData) {
        cells.push(Object.hasOwn(values, identifier) ? asText(values[identifier]) : '');
      }
      return cells;
    },
    object(row) {
      const line: Record<string, unknown> = {};
      for (const { name, at, isTime } of taken) {
        const value = row[at] as ExportValue;
        line[name] = isTime && value !== null ? iso(value) : value;
      }
      if (hasMasterData) line['masterData'] = inOrder(masterDataOf(row[last]));
      return line;
    },
  };
}

/** The last second that was asked for, up to its point: rows that follow each other are often of the same one. */
let known = { second: Number.NaN, text: '' };

/** ISO 8601, UTC. */
function iso(time: string | number): string {
  const ms = Number(time);
  const second = Math.floor(ms / 1000);
  if (second !== known.second) known = { second, text: new Date(ms).toISOString().slice(0, -4) };
  return `${known.text}${String(ms - second * 1000).padStart(3, '0')}Z`;
}

const masterDataOf = (value: ExportValue | undefined): MasterDataValues =>
  typeof value === 'string' ? (JSON.parse(value) as MasterDataValues) : {};

/** By name: the same values are the same line, in whatever order they came. */
const inOrder = (values: MasterDataValues): MasterDataValues =>
  Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** A text as it is, anything else as JSON: what was a name in several languages is one again when it is read. */
const asText = (value: MasterValue | undefined): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
