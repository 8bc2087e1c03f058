import { parentPort } from 'node:worker_threads';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { Result } from '../../shared/problems.ts';
import { renderPdf } from './pdf.ts';

/** What the printer asks its worker, one job after the other; the answer is a `LabelAnswer`. */
export interface LabelJob {
  records: readonly LabelRecord[];
  templateId: string;
}
export type LabelAnswer = Result<Uint8Array<ArrayBuffer>>;

parentPort?.on('message', ({ records, templateId }: LabelJob) => {
  const answer: LabelAnswer = renderPdf(records, templateId);
  parentPort?.postMessage(answer, answer.ok ? [answer.value.buffer] : []);
});
