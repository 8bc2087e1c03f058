import { createHash, type Hash } from 'node:crypto';
import { dirname } from 'node:path';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { diskProblem, isDiskError } from '../store/disk-problem.ts';
import { makeFolder, openWhole, type WholeFile } from '../store/files.ts';
import { createPdf, designOf, type PdfRun, type PrintOptions, pdfProblem } from './pdf.ts';
import { pdfJob } from './proof/pdf-job.ts';
import { provePdf } from './proof/proof.ts';
import { chosenOf } from './proof/sample.ts';
import { openNotes } from './proof-notes.ts';
import { modeFor, outcome, type Proven, stopped } from './proven.ts';
import { refusalOf } from './refusal.ts';
import type { Ask } from './serve.ts';

/** A PDF that is wanted: `count` labels at `file`. */
export interface PdfWish {
  template: string | LabelDesign;
  count: number;
  /** Where it will be, whole and read back; what was there is replaced. */
  file: string;
  options?: PrintOptions;
}

/** How far it is: labels that are written, or read back. */
export interface PdfProgress {
  step: 'writing' | 'reading-back';
  done: number;
  of: number;
}

/** Told between two slices: how far it is, and how many records at most are wanted now. */
export interface PdfQuestion extends PdfProgress {
  wants: number;
}
export interface PdfReply {
  /** None where no more are left. */
  records: readonly LabelRecord[];
  stop: boolean;
}

/** Labels between two questions. */
const slice = 200;

class Stopped extends Error {}

/**
 * Writes a PDF to disk, a page at a time, and reads its labels back from there: memory is the same for a thousand labels and for a hundred
 * thousand. Stopped between two labels where a reply says so (`label-proof-stopped`); asked for again, it is written
 * anew, in equal bytes, and reading back goes on where it was. Problems: those of `createPdf`, `refusalOf`, the disk and the proof.
 */
export async function provenPdf(
  wish: PdfWish,
  ask: Ask<PdfQuestion, PdfReply>,
): Promise<Proven<{ labels: number }>> {
  const { count, options = {}, file: path } = wish;
  let file: WholeFile | null = null;
  try {
    const design = designOf(wish.template);
    if (!design.ok) return stopped(design.problem);
    const run = createPdf(design.value, options);
    if (!run.ok) return stopped(run.problem);
    makeFolder(dirname(path));
    file = openWhole(path);
    const notes = openNotes(path);
    const mode = modeFor(count, notes.seed);
    const records = new Kept(chosenOf(count, mode));
    const hash = createHash('sha256').update(JSON.stringify([design.value, options, count]));
    const wrong = await write(
      { file, run: run.value, design: design.value, count, records, hash },
      ask,
    );
    if (wrong) return stopped(wrong);

    notes.about(hash.digest('hex'));
    const stop = new AbortController();
    const job = pdfJob({ count, recordOf: (at) => records.of(at) }, design.value, options);
    const proof = await provePdf(file, job, {
      mode,
      from: notes.looked,
      signal: stop.signal,
      async onProgress(looked, of) {
        if (looked % slice !== 0 && looked !== of) return;
        if (of > slice) notes.looked = looked;
        const reply = await ask({ step: 'reading-back', done: looked, of, wants: 0 });
        if (reply.stop) stop.abort();
      },
    });
    if (proof.ok) file.commit();
    else if (proof.problem.code !== 'label-proof-stopped') notes.drop();
    return outcome(proof, { labels: count });
  } catch (error) {
    if (error instanceof Stopped) return stopped(problem('label-proof-stopped'));
    return stopped(isDiskError(error) ? diskProblem(error, dirname(path)) : pdfProblem(error));
  } finally {
    file?.drop();
  }
}

interface Writing {
  file: WholeFile;
  run: PdfRun;
  design: LabelDesign;
  count: number;
  records: Kept;
  /** Of all that the file is made of, and of the file. */
  hash: Hash;
}

/** Writes the whole file; what keeps it from being made. */
async function write(
  { file, run, design, count, records, hash }: Writing,
  ask: Ask<PdfQuestion, PdfReply>,
): Promise<Problem | null> {
  const put = (): void => {
    const bytes = run.take();
    if (bytes.length === 0) return;
    hash.update(bytes);
    file.write(bytes);
  };
  for (let done = 0; ; ) {
    const reply = await ask({ step: 'writing', done, of: count, wants: slice });
    if (reply.stop) throw new Stopped();
    if (reply.records.length === 0) break;
    for (const record of reply.records) {
      const refused = refusalOf(design, [record]);
      if (refused) return refused;
      const added = run.add(record);
      if (!added.ok) return added.problem;
      records.see(done++, record);
      hash.update(JSON.stringify(record));
      put();
    }
  }
  const end = run.end();
  if (!end.ok) return end.problem;
  put();
  const { labels } = end.value;
  return labels === count ? null : problem('label-failed', { detail: `${labels} of ${count}` });
}

/** The records of those labels that are looked at: never more than are read back of one job. */
class Kept {
  readonly #wanted: Set<number>;
  readonly #records = new Map<number, LabelRecord>();

  constructor(chosen: readonly number[]) {
    this.#wanted = new Set(chosen);
  }

  see(at: number, record: LabelRecord): void {
    if (this.#wanted.has(at)) this.#records.set(at, record);
  }

  of(at: number): LabelRecord | undefined {
    return this.#records.get(at);
  }
}
