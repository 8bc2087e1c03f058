import { type Risk, riskOf } from '../../../shared/labels/proof-risk.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import type { Head } from '../dots/head.ts';
import { type Printout, seenOn } from './dots.ts';
import { type Difference, type Expected, judge, type Seen } from './judge.ts';
import { seenOf } from './pdf/label.ts';
import type { Source } from './pdf/objects.ts';
import { openPages } from './pdf/pages.ts';
import type { Box } from './pdf/painted.ts';
import { pngOf } from './png.ts';
import { sampleOf } from './sample.ts';
import { openScanner } from './scanner.ts';
import { readTspl } from './tspl.ts';
import { createZplReader } from './zpl.ts';

/** What the labels of a job have to say, in their order. */
export interface Job {
  count: number;
  /** Number `at` of them, counted from 0. */
  expected(at: number): Expected;
}

export interface ProofOptions {
  /** Every label, or so many of them, chosen by `seed`. */
  mode: 'whole' | { sample: number; seed: number };
  /** After each label. */
  onProgress?: (looked: number, of: number) => void;
  signal?: AbortSignal;
}

export type Proof =
  | { ok: true; risk: Risk }
  | {
      ok: false;
      /** `label-proof-failed`, `label-proof-unreadable` or `label-proof-stopped`. */
      problem: Problem;
      /** The label that failed, counted from 0, as far as one did. */
      label: number | null;
      /** A PNG of it. */
      picture: Uint8Array | null;
    };

/** Where a label lies in a PDF: its page, counted from 0, and its place on it in millimetres, y down. */
export interface Place {
  page: number;
  x: number;
  y: number;
}

/** Reads the labels of a finished PDF of ours back; `placeOf` says where label `at` was to be put. */
export async function provePdf(
  source: Source,
  job: Job & { placeOf(at: number): Place },
  options: ProofOptions,
): Promise<Proof> {
  try {
    const pages = openPages(source);
    let open = { number: -1, painted: [] as ReturnType<typeof pages.page> };
    return await prove(job, options, (at, { drawing }) => {
      const { page, x, y } = job.placeOf(at);
      if (page !== open.number) open = { number: page, painted: pages.page(page) };
      const cell: Box = {
        left: points(x),
        top: points(y),
        right: points(x + drawing.width),
        bottom: points(y + drawing.height),
      };
      return seenOf(open.painted, cell);
    });
  } catch (error) {
    return unreadable(error);
  }
}

/**
 * Reads the pieces of a ZPL job back, as `createZplRun` or `writeZpl` made them for `head`. All are read, since each may
 * call up what one before it stored; those that `options` choose are judged.
 */
export async function proveZpl(
  pieces: Iterable<Uint8Array>,
  job: Job & { head: Head },
  options: ProofOptions,
): Promise<Proof> {
  const reader = createZplReader();
  return provePieces(pieces, job, options, (piece) => reader.read(piece));
}

/** Reads the pieces of a TSPL job back, as `writeTspl` made them for `head`; those that `options` choose are judged. */
export const proveTspl = (
  pieces: Iterable<Uint8Array>,
  job: Job & { head: Head },
  options: ProofOptions,
): Promise<Proof> => provePieces(pieces, job, options, (piece) => readTspl(piece, job.head));

async function provePieces(
  pieces: Iterable<Uint8Array>,
  job: Job & { head: Head },
  options: ProofOptions,
  read: (piece: Uint8Array) => Printout,
): Promise<Proof> {
  try {
    const left = pieces[Symbol.iterator]();
    let next = 0;
    return await prove(job, options, (at) => {
      for (;;) {
        const step = left.next();
        if (step.done) throw new Error(`label ${at + 1} is missing`);
        const print = read(step.value);
        if (next++ === at) return seenOn(print, job.head);
      }
    });
  } catch (error) {
    return unreadable(error);
  }
}

const points = (millimetres: number): number => (millimetres * 72) / 25.4;

function unreadable(error: unknown): Proof {
  const detail = error instanceof Error ? error.message : String(error);
  const why = problem('label-proof-unreadable', { detail });
  return { ok: false, problem: why, label: null, picture: null };
}

/** Looks at the labels that `options` choose, one after the other, until one differs. */
async function prove(
  job: Job,
  { mode, onProgress, signal }: ProofOptions,
  seen: (at: number, expected: Expected) => Seen,
): Promise<Proof> {
  const scan = await openScanner();
  const chosen =
    mode === 'whole'
      ? Array.from({ length: job.count }, (_, at) => at)
      : sampleOf(job.count, mode.sample, mode.seed);
  for (const [looked, at] of chosen.entries()) {
    if (signal?.aborted) {
      return { ok: false, problem: problem('label-proof-stopped'), label: null, picture: null };
    }
    const expected = job.expected(at);
    const label = seen(at, expected);
    const difference = await judge(expected, label, scan);
    if (difference) return failed(at, expected, label, difference);
    onProgress?.(looked + 1, chosen.length);
  }
  return { ok: true, risk: riskOf(chosen.length, job.count) };
}

function failed(
  at: number,
  { deviceSn }: Expected,
  seen: Seen,
  { expected, found }: Difference,
): Proof {
  return {
    ok: false,
    problem: problem('label-proof-failed', { deviceSn, expected, found }),
    label: at,
    picture: pngOf(seen.picture()),
  };
}
