import { readCell, writeCells } from './catalog-csv-cells.ts';
import { datumMisfit } from './catalog-rules.ts';
import { type CsvRow, parseCsv, writeCsv } from './csv.ts';
import { describeIssues } from './describe-issues.ts';
import { type MasterDatum, masterDatumSchema } from './models/catalog.ts';
import { fail, ok, type Result } from './problems.ts';

/**
 * Master data as a CSV file for a spreadsheet (docs/catalog.md). The columns are ours: which ones EnOS's
 * console writes is not documented.
 */
export const masterDataColumns = [
  'identifier',
  'name',
  'type',
  'required',
  'default',
  'maxLength',
  'items',
  'unit',
  'tags',
  'description',
] as const;
export type MasterDataColumn = (typeof masterDataColumns)[number];
const needed: readonly MasterDataColumn[] = ['identifier', 'name', 'type'];

/** EnOS's limit for such a file, in MB, and in bytes. */
const maxMegabytes = 2;
const maxBytes = maxMegabytes * 1024 * 1024;
/** As many as a group carries. */
const mostData = 500;
/** Lines that are told about at once. */
const mostTold = 5;

/** `name_zh-CN`, `description_de` */
const localised = /^(name|description)_([A-Za-z][A-Za-z0-9-]{1,15})$/;

const tooLarge = fail('csv-too-large', { max: maxMegabytes });

/** `csv-too-large` where EnOS, and reading it again, would refuse it. A BOM tells Excel that it is UTF-8. */
export function writeMasterDataCsv(masterData: readonly MasterDatum[]): Result<string> {
  const locales = (of: 'names' | 'descriptions') =>
    [...new Set(masterData.flatMap((datum) => Object.keys(datum[of] ?? {})))].toSorted();
  const names = [...new Set(['zh-CN', ...locales('names')])];
  const descriptions = locales('descriptions');
  const rows = masterData.map((datum) => {
    const cells = writeCells(datum);
    return [
      cells.identifier,
      cells.name,
      ...names.map((locale) => datum.names?.[locale] ?? ''),
      ...masterDataColumns.slice(2).map((column) => cells[column]),
      ...descriptions.map((locale) => datum.descriptions?.[locale] ?? ''),
    ];
  });
  const header = [
    'identifier',
    'name',
    ...names.map((locale) => `name_${locale}`),
    ...masterDataColumns.slice(2),
    ...descriptions.map((locale) => `description_${locale}`),
  ];
  const text = `\ufeff${writeCsv([header, ...rows])}`;
  return isTooLarge(text) ? tooLarge : ok(text);
}

/** All lines fit, or `csv-invalid` with the first one that does not and a few of the others. */
export function readMasterDataCsv(text: string): Result<MasterDatum[]> {
  if (isTooLarge(text)) return tooLarge;
  const parsed = parseCsv(text);
  if (!parsed.ok) return parsed;
  const [head, ...rows] = parsed.value.filter(({ cells }) =>
    cells.some((cell) => cell.trim() !== ''),
  );
  if (!head) return fail('csv-invalid', { line: 1, detail: 'there is no heading' });
  const columns = head.cells.map(columnOf);
  const wrong = headingMisfit(head, columns);
  if (wrong !== null) return fail('csv-invalid', { line: head.line, detail: wrong });
  const masterData: MasterDatum[] = [];
  const bad: { line: number; why: string }[] = [];
  const lines = new Map<string, number>();
  for (const row of rows.slice(0, mostData)) {
    const read = readRow(row, columns);
    const before = typeof read === 'string' ? undefined : lines.get(read.identifier);
    if (typeof read === 'string') bad.push({ line: row.line, why: read });
    else if (before !== undefined) {
      bad.push({ line: row.line, why: `"${read.identifier}" is in line ${before} too` });
    } else {
      lines.set(read.identifier, row.line);
      masterData.push(read);
    }
  }
  const surplus = rows[mostData];
  if (surplus) {
    bad.push({ line: surplus.line, why: `a group carries at most ${mostData} master data` });
  }
  const [worst, ...others] = bad;
  return worst
    ? fail('csv-invalid', { line: worst.line, detail: told(worst.why, others) })
    : ok(masterData);
}

function told(why: string, others: readonly { line: number; why: string }[]): string {
  const named = others.slice(0, mostTold - 1).map((other) => `line ${other.line}: ${other.why}`);
  const rest = others.length - named.length;
  return [why, ...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

/** A column by its heading in any case; null = nameless, undefined = unknown. */
function columnOf(heading: string): string | null | undefined {
  const text = heading.trim();
  if (text === '') return null;
  const known = masterDataColumns.find((column) => column.toLowerCase() === text.toLowerCase());
  return known ?? (localised.test(text) ? text : undefined);
}

function headingMisfit(
  head: CsvRow,
  columns: readonly (string | null | undefined)[],
): string | null {
  const unknown = columns.indexOf(undefined);
  if (unknown >= 0) return `there is no column "${head.cells[unknown]?.slice(0, 64)}"`;
  const named = columns.filter((column) => column !== null);
  const twice = named.find((column, index) => named.indexOf(column) !== index);
  if (twice !== undefined) return `column "${twice}" is there twice`;
  const lacking = needed.find((column) => !named.includes(column));
  return lacking === undefined ? null : `column "${lacking}" is missing`;
}

/** The master datum of one line, or why it is none. */
function readRow(
  row: CsvRow,
  columns: readonly (string | null | undefined)[],
): MasterDatum | string {
  const stray = row.cells.findIndex((cell, index) => cell !== '' && !columns[index]);
  if (stray >= 0) return `cell ${stray + 1} has no heading`;
  const cells = Object.fromEntries(
    columns.flatMap((column, index) => (column ? [[column, row.cells[index] ?? '']] : [])),
  );
  const draft: Record<string, unknown> = {};
  for (const column of masterDataColumns) {
    const read = readCell(column, cells[column] ?? '', cells.type ?? '');
    if (!read.ok) return `${column}: ${read.why}`;
    if (read.value !== undefined) draft[column] = read.value;
  }
  for (const [column, text] of Object.entries(cells)) {
    const [, field, locale] = localised.exec(column) ?? [];
    if (field === undefined || locale === undefined || text === '') continue;
    const list = `${field}s`;
    draft[list] = { ...(draft[list] as object | undefined), [locale]: text };
  }
  const checked = masterDatumSchema.safeParse(draft);
  if (!checked.success) return describeIssues(checked.error);
  return datumMisfit(checked.data) ?? checked.data;
}

function isTooLarge(text: string): boolean {
  return text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes;
}
