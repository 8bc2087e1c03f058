import { parentPort } from 'node:worker_threads';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { labelFailed } from './one-by-one.ts';
import type { PrintOptions } from './pdf.ts';
import { type Pieces, type Proven, provenPdf, provenPieces } from './proven.ts';
import { renderSheet, type Sheet } from './sheet.ts';

/** What the printer asks its worker, one job after the other; the answer is a `LabelAnswer`. */
export type LabelJob =
  | { records: readonly LabelRecord[]; template: string | LabelDesign; options?: PrintOptions }
  | { prove: Pieces }
  | { sheet: Sheet };
export type LabelAnswer = Proven<Uint8Array<ArrayBuffer> | null>;

async function answerTo(job: LabelJob): Promise<LabelAnswer> {
  if ('prove' in job) return provenPieces(job.prove);
  if (!('sheet' in job)) return provenPdf(job.records, job.template, job.options);
  const sheet = renderSheet(job.sheet);
  return sheet.ok
    ? { ...sheet, risk: { looked: 0, of: 0, fewerThan: 1 } }
    : { ...sheet, picture: null };
}

parentPort?.on('message', async (job: LabelJob) => {
  const answer = await answerTo(job).catch((error: unknown): LabelAnswer => {
    return { ok: false, problem: labelFailed(error), picture: null };
  });
  const bytes = answer.ok ? answer.value : null;
  parentPort?.postMessage(answer, bytes ? [bytes.buffer] : []);
});
