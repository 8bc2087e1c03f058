import { type Risk, riskOf } from '../../../shared/labels/proof-risk.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import type { Head } from '../dots/head.ts';
import { type Printout, seenOn } from './dots.ts';
import { type Difference, type Expected, judge, type Seen } from './judge.ts';
import { cellsOf, type Layout } from './pdf/cells.ts';
import { seenOf } from './pdf/label.ts';
import type { Source } from './pdf/objects.ts';
import { openPages } from './pdf/pages.ts';
import { type Painted, touches } from './pdf/painted.ts';
import { pngOf } from './png.ts';
import { chosenOf, type Mode } from './sample.ts';
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
  mode: Mode;
  /** So many of the chosen ones were looked at before, in the same bytes. */
  from?: number;
  /** After each label; the next one waits for what it answers. */
  onProgress?: (looked: number, of: number) => unknown;
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

/**
 * Reads the labels of a finished PDF of ours back. Neither a page nor anything on a page may be there beside them; of
 * pages without a label that `options` choose, the first and the last are looked at, since those have unused places.
 */
export async function provePdf(
  source: Source,
  job: Job & Layout,
  options: ProofOptions,
): Promise<Proof> {
  try {
    const pages = openPages(source);
    const cells = cellsOf(job);
    const needed = cells.pageOf(job.count - 1) + 1;
    if (pages.count !== needed) throw new Error(`${pages.count} pages instead of ${needed}`);
    let open = { number: -1, painted: [] as Painted[] };
    const turnTo = (page: number): Painted[] => {
      if (page === open.number) return open.painted;
      const painted = pages.page(page);
      const used = cells.on(page);
      if (painted.some(({ box }) => !used.some((cell) => touches(box, cell)))) {
        throw new Error(`page ${page + 1} has something beside its labels`);
      }
      open = { number: page, painted };
      return painted;
    };
    const proof = await prove(job, options, (at) => seenOf(turnTo(cells.pageOf(at)), cells.of(at)));
    if (proof.ok) for (const page of [0, needed - 1]) turnTo(page);
    return proof;
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
    const turnTo = (at: number): Printout => {
      for (;;) {
        const step = left.next();
        if (step.done) throw new Error(`label ${at + 1} is missing`);
        const print = read(step.value);
        if (next++ === at) return print;
      }
    };
    const proof = await prove(job, options, (at) => seenOn(turnTo(at), job.head));
    if (!proof.ok) return proof;
    if (next < job.count) turnTo(job.count - 1);
    if (!left.next().done) throw new Error(`more than ${job.count} labels`);
    return proof;
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): Proof {
  const detail = error instanceof Error ? error.message : String(error);
  const why = problem('label-proof-unreadable', { detail });
  return { ok: false, problem: why, label: null, picture: null };
}

/** Looks at the labels that `options` choose, one after the other, until one differs. */
async function prove(
  job: Job,
  { mode, from = 0, onProgress, signal }: ProofOptions,
  seen: (at: number, expected: Expected) => Seen,
): Promise<Proof> {
  const scan = await openScanner();
  const chosen = chosenOf(job.count, mode);
  for (let looked = from; looked < chosen.length; looked++) {
    if (signal?.aborted) {
      return { ok: false, problem: problem('label-proof-stopped'), label: null, picture: null };
    }
    const at = chosen[looked] as number;
    const expected = job.expected(at);
    const label = seen(at, expected);
    const difference = await judge(expected, label, scan);
    if (difference) return failed(at, expected, label, difference);
    await onProgress?.(looked + 1, chosen.length);
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
