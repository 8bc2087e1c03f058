import { parentPort } from 'node:worker_threads';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import type { Result } from '../../shared/problems.ts';
import { type PrintOptions, renderPdf } from './pdf.ts';
import { renderSheet, type Sheet } from './sheet.ts';

/** What the printer asks its worker, one job after the other; the answer is a `LabelAnswer`. */
export type LabelJob =
  | { records: readonly LabelRecord[]; template: string | LabelDesign; options?: PrintOptions }
  | { sheet: Sheet };
export type LabelAnswer = Result<Uint8Array<ArrayBuffer>>;

parentPort?.on('message', (job: LabelJob) => {
  const answer: LabelAnswer =
    'sheet' in job ? renderSheet(job.sheet) : renderPdf(job.records, job.template, job.options);
  parentPort?.postMessage(answer, answer.ok ? [answer.value.buffer] : []);
});
