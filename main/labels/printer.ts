import type { Risk } from '../../shared/labels/proof-risk.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { Problem, Result } from '../../shared/problems.ts';
import { workerBeside } from '../worker-beside.ts';
import { createOneByOne } from './one-by-one.ts';
import { type Pieces, stopped } from './proven.ts';
import type { PdfProgress, PdfQuestion, PdfReply, PdfWish } from './proven-pdf.ts';
import type { Sheet } from './sheet.ts';
import type { LabelAnswer, LabelJob } from './worker.ts';

/** Who waits for a PDF: is told how far it is, and may stop it, which is `label-proof-stopped`. */
export interface Watch {
  onProgress?(progress: PdfProgress): void;
  signal?: AbortSignal;
}

/** With what was looked at of the labels, where they may leave. */
export type Proved<T> = { ok: true; value: T; risk: Risk } | { ok: false; problem: Problem };

/**
 * Makes label PDFs beside the station's own thread, so that no scan ever waits for paper, and reads labels back before
 * anybody prints them.
 */
export interface LabelPrinter {
  /**
   * Writes the PDF of these records, in order, to `file`, each label read back from it, or says why not; see
   * `provenPdf` for the problems. Where a label says something else than its record, `picture` of the problem names a
   * picture of it. Records are taken as they are wanted. Jobs are done one after the other. Never rejects: a worker that
   * dies is `label-failed` for the job it died of, and the next job gets a new one.
   */
  print(
    wish: PdfWish & { records: Iterable<LabelRecord> },
    watch?: Watch,
  ): Promise<Proved<{ labels: number }>>;
  /** Whether labels for a label printer say what their records say; as `print` otherwise. */
  prove(pieces: Pieces): Promise<Proved<null>>;
  /** A sheet of commands, in the same way. */
  sheet(sheet: Sheet): Promise<Result<Uint8Array>>;
  /** Ends the worker; jobs that are not done, and later ones, are `label-failed`. */
  close(): Promise<void>;
}

const withParam = (problem: Problem, name: string, value: string): Problem => ({
  ...problem,
  params: { ...problem.params, [name]: value },
});

export function createLabelPrinter(
  keepPicture: (png: Uint8Array) => string | null = () => null,
  workerFile = workerBeside(import.meta.url, 'worker'),
): LabelPrinter {
  const { run, close } = createOneByOne<LabelJob, LabelAnswer, PdfQuestion, PdfReply>(
    workerFile,
    stopped,
  );

  /** The answer as everybody else knows it: a failure with the name of its picture. */
  async function told<T>(...asked: Parameters<typeof run>): Promise<Proved<T>> {
    const answer = await run(...asked);
    if (answer.ok) return answer as Proved<T>;
    const { problem, picture } = answer;
    const name = picture && keepPicture(picture);
    return { ok: false, problem: name ? withParam(problem, 'picture', name) : problem };
  }

  return {
    print({ records, ...pdf }, { onProgress, signal } = {}) {
      const left = records[Symbol.iterator]();
      return told({ pdf }, ({ wants, ...progress }) => {
        onProgress?.(progress);
        const stop = signal?.aborted === true;
        return { stop, records: stop ? [] : taken(left, wants) };
      });
    },
    prove: (pieces) => told({ prove: pieces }),
    sheet: (sheet) => told({ sheet }),
    close,
  };
}

function taken<T>(left: Iterator<T>, most: number): T[] {
  const some: T[] = [];
  while (some.length < most) {
    const next = left.next();
    if (next.done) break;
    some.push(next.value);
  }
  return some;
}
