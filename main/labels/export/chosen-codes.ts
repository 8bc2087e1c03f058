import type { CodeFormat } from '../../../shared/models/label.ts';
import { ok, type Result } from '../../../shared/problems.ts';
import type { Store } from '../../store/store.ts';
import { collect, type PrintJob } from '../print-job.ts';
import type { LabelPrinter } from '../printer.ts';
import { labelRecords } from '../records.ts';
import { codeSheet } from './code-sheet.ts';
import { exportCodes } from './export-codes.ts';

/** Whose QR codes are wanted, as what, and what they say. */
export interface CodesWish extends Pick<PrintJob, 'groupId' | 'batchTag' | 'deviceSns'> {
  format: CodeFormat;
  payload: 'own' | 'sn';
}

/** How a file of codes of that format ends. */
export const codeEndings: Record<CodeFormat, string> = {
  pdf: 'pdf',
  svg: 'svg.zip',
  png: 'png.zip',
  csv: 'csv',
};

/** QR codes of chosen devices at `file`. Problems: those of `collect`, `exportCodes` and `LabelPrinter.print`. */
export async function chosenCodes(
  { store, printer, stationName }: { store: Store; printer: LabelPrinter; stationName: string },
  { format, payload, ...wanted }: CodesWish,
  file: string,
): Promise<Result<{ codes: number }>> {
  const found = collect(store, wanted);
  if (!found.ok) return found;
  const ids = found.value.devices.map(({ id }) => id);
  const records = labelRecords(store.db, ids, stationName);
  const kind = { kind: payload };
  if (format !== 'pdf') return exportCodes(records, kind, format, file);
  const template = codeSheet(kind);
  const pdf = await printer.print({ records, count: ids.length, template, file });
  return pdf.ok ? ok({ codes: ids.length }) : pdf;
}
