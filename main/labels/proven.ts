import { randomInt } from 'node:crypto';
import { findDesign } from '../../shared/labels/papers.ts';
import { mostWhole, type Risk, sampleSize } from '../../shared/labels/proof-risk.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { ok, type Problem, ProblemError } from '../../shared/problems.ts';
import { headOf } from './dots/head.ts';
import { type PrintOptions, renderPdf } from './pdf.ts';
import { expectedOf, pdfJob, sourceOf } from './proof/pdf-job.ts';
import { type Proof, type ProofOptions, provePdf, proveTspl, proveZpl } from './proof/proof.ts';
import { refusalOf } from './refusal.ts';

/** Labels that were read back from their final bytes, or why they may not leave. */
export type Proven<T> =
  | { ok: true; value: T; risk: Risk }
  | {
      ok: false;
      problem: Problem;
      /** A PNG of the label that failed, where one did. */
      picture: Uint8Array | null;
    };

const modeFor = (count: number): ProofOptions['mode'] =>
  count <= mostWhole ? 'whole' : { sample: sampleSize, seed: randomInt(2 ** 32) };

const stopped = (problem: Problem) => ({ ok: false as const, problem, picture: null });
const outcome = <T>(proof: Proof, value: T): Proven<T> =>
  proof.ok ? { ok: true, value, risk: proof.risk } : proof;

/** A PDF of these labels that says what their records say. Problems: those of `renderPdf`, `refusalOf` and the proof. */
export async function provenPdf(
  records: readonly LabelRecord[],
  template: string | LabelDesign,
  options: PrintOptions = {},
): Promise<Proven<Uint8Array<ArrayBuffer>>> {
  const design = typeof template === 'string' ? findDesign(template) : ok(template);
  if (!design.ok) return stopped(design.problem);
  const refusal = refusalOf(design.value, records);
  if (refusal) return stopped(refusal);
  const pdf = renderPdf(records, design.value, options);
  if (!pdf.ok) return stopped(pdf.problem);
  const job = pdfJob(records, design.value, options);
  const proof = await provePdf(sourceOf(pdf.value), job, { mode: modeFor(job.count) });
  return outcome(proof, pdf.value);
}

/** Labels for a label printer, one piece each, in the order of their records. */
export interface Pieces {
  language: 'zpl' | 'tspl';
  pieces: readonly Uint8Array[];
  records: readonly LabelRecord[];
  /** As it was drawn for this printer. */
  design: LabelDesign;
  dpi: number;
  offset: { x: number; y: number };
}

/** Whether the pieces say what the records say. */
export async function provenPieces(wanted: Pieces): Promise<Proven<null>> {
  const { language, pieces, records, design, dpi, offset } = wanted;
  try {
    const draw = expectedOf(design);
    const job = {
      count: records.length,
      head: headOf(dpi, offset),
      expected(at: number) {
        const record = records[at];
        if (!record) throw new RangeError(`there is no label ${at}`);
        return draw(record);
      },
    };
    const prove = { zpl: proveZpl, tspl: proveTspl }[language];
    return outcome(await prove(pieces, job, { mode: modeFor(job.count) }), null);
  } catch (error) {
    if (error instanceof ProblemError) return stopped(error.problem);
    throw error;
  }
}
