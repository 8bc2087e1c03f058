import { type Pieces, type Proven, provenPieces, stopped } from './proven.ts';
import { type PdfQuestion, type PdfReply, type PdfWish, provenPdf } from './proven-pdf.ts';
import { serve } from './serve.ts';
import { renderSheet, type Sheet } from './sheet.ts';

/** What the printer asks its worker, one job after the other; the answer is a `LabelAnswer`. */
export type LabelJob = { pdf: PdfWish } | { prove: Pieces } | { sheet: Sheet };
export type LabelAnswer = Proven<Uint8Array<ArrayBuffer> | { labels: number } | null>;

serve<LabelJob, LabelAnswer, PdfQuestion, PdfReply>(
  async (job, ask) => {
    if ('prove' in job) return provenPieces(job.prove);
    if ('pdf' in job) return provenPdf(job.pdf, ask);
    const sheet = renderSheet(job.sheet);
    return sheet.ok
      ? { ...sheet, risk: { looked: 0, of: 0, fewerThan: 1 } }
      : { ...sheet, picture: null };
  },
  stopped,
  (answer) => (answer.ok && answer.value instanceof Uint8Array ? [answer.value.buffer] : []),
);
