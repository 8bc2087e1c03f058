import { randomInt } from 'node:crypto';
import { mostWhole, type Risk, sampleSize } from '../../shared/labels/proof-risk.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { type Problem, ProblemError } from '../../shared/problems.ts';
import { headOf } from './dots/head.ts';
import { expectedOf } from './proof/pdf-job.ts';
import { type Proof, proveTspl, proveZpl } from './proof/proof.ts';
import type { Mode } from './proof/sample.ts';

/** Labels that were read back from their final bytes, or why they may not leave. */
export type Proven<T> =
  | { ok: true; value: T; risk: Risk }
  | {
      ok: false;
      problem: Problem;
      /** A PNG of the label that failed, where one did. */
      picture: Uint8Array | null;
    };

/** How a job of so many labels is read back: whole, or a sample chosen by `seed`. */
export const modeFor = (count: number, seed = randomInt(2 ** 32)): Mode =>
  count <= mostWhole ? 'whole' : { sample: sampleSize, seed };

export const stopped = (problem: Problem) => ({ ok: false as const, problem, picture: null });
export const outcome = <T>(proof: Proof, value: T): Proven<T> =>
  proof.ok ? { ok: true, value, risk: proof.risk } : proof;

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
