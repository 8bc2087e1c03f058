import type { Row } from '../../../shared/import/row.ts';
import type { FoundSheet } from '../../../shared/import/source.ts';
import { ProblemError } from '../../../shared/problems.ts';
import type { Bytes } from '../text/bytes.ts';
import { createCellReader } from './cell.ts';
import { workbookLimits } from './limits.ts';
import { type MergedCells, mergedCells, mergeMarker } from './merges.ts';
import { readFormats, readWorkbook, type SheetPart, type Workbook } from './parts.ts';
import { createSheetReader } from './sheet.ts';
import { readStrings } from './strings.ts';
import { xmlSteps } from './xml.ts';
import { damaged, openZip, type Zip } from './zip.ts';

/** A workbook whose sheets are known, and the one that is read. All that goes wrong is thrown as `ProblemError`. */
export interface OpenWorkbook {
  sheet: FoundSheet;
  /** Batches of rows that have a text; all that was read before is thrown away with them. */
  rows(): AsyncGenerator<Row[]>;
}

/** `sheet`: the one that was chosen; `import-sheet-unknown` where there is none of this name. */
export async function openWorkbook(bytes: Bytes, sheet?: string): Promise<OpenWorkbook> {
  const zip = await openZip(bytes);
  const workbook = await readWorkbook(zip);
  const { sheets } = workbook;
  const visible = sheets.filter((each) => !each.hidden);
  const chosen =
    sheet === undefined
      ? (visible[0] ?? (sheets[0] as SheetPart))
      : sheets.find(({ name }) => name === sheet);
  if (!chosen) {
    const names = sheets.map(({ name }) => name).slice(0, 8);
    throw new ProblemError('import-sheet-unknown', {
      sheet: sheet ?? '',
      sheets: names.join(', '),
    });
  }
  const certain = sheet !== undefined || visible.length === 1;
  let merges: MergedCells[] | null = null;
  return {
    sheet: {
      name: chosen.name,
      confidence: certain ? 'certain' : 'likely',
      sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    },
    async *rows() {
      merges ??= await mergedCells(zip.read(chosen.part, workbookLimits.sheet));
      const mark = mergeMarker(merges);
      for await (const rows of rowsOf(zip, workbook, chosen)) yield rows.map(mark);
    },
  };
}

async function* rowsOf(
  zip: Zip,
  { strings, styles, date1904 }: Workbook,
  { part }: SheetPart,
): AsyncGenerator<Row[]> {
  const shared = await readStrings(zip, strings);
  const formats = await readFormats(zip, styles);
  const reader = createSheetReader(part, createCellReader(shared, formats, date1904));
  for await (const _ of xmlSteps(zip.read(part, workbookLimits.sheet), part, reader)) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
  if (!reader.found()) throw damaged(part);
  const rows = reader.take();
  if (rows.length > 0) yield rows;
}
