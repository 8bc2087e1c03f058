import type { PrintJob } from '../../shared/models/printing.ts';
import { type Problem, problem, type Result } from '../../shared/problems.ts';
import type { Move } from '../store/events-printing.ts';
import { movesOf, type QueuedPiece } from '../store/print-jobs.ts';
import type { Piece, PrinterDriver } from './driver.ts';
import type { Spool } from './spool.ts';

/** So many labels are put down as sent before the first of them leaves: the most that a crash leaves in doubt. */
export const ahead = 50;

/** What became of a run, as far as it is known. */
export interface RunEnd {
  /** Came out. */
  out: readonly QueuedPiece[];
  /** Put down as sent, and surely not begun. */
  back: readonly QueuedPiece[];
  /** A person has to say what came out last; `hint` is the likeliest. */
  asks: boolean;
  hint: number | null;
  problem: Problem | null;
}

/** A run while it is at work. */
export interface Running {
  /** Its labels are still being made: nothing of it is with the printer. */
  making?: boolean;
  /** No label more is begun. */
  stopping: boolean;
  abort: AbortController;
}

/** Sends one spool; each label is put down as sent, durably, before a byte of it leaves. */
export async function sendSpool(
  spool: Spool,
  driver: PrinterDriver,
  running: Running,
  needs: {
    /** Puts these labels down as sent. */
    sent(moves: Move[]): Result<object>;
    /** A unit was undone since the labels were made. */
    unwanted(labels: readonly QueuedPiece[]): boolean;
  },
): Promise<RunEnd> {
  const { bytes, labels, language } = spool;
  const whole = language === 'pdf';
  const step = whole ? labels.length : ahead;
  let marked = 0;
  let stop: Problem | null = null;

  function* paced(): Generator<Piece> {
    for (const [index, piece] of bytes.entries()) {
      if (running.stopping) return;
      if (index >= marked) {
        const next = labels.slice(marked, marked + step);
        // The rest is made anew, without the label that is none any more.
        if (needs.unwanted(next)) return;
        const kept = needs.sent(movesOf(next, 'reserved', 'sent'));
        if (!kept.ok) {
          stop = kept.problem;
          return;
        }
        marked += next.length;
      }
      yield piece;
    }
  }

  const report = await driver.send(
    { name: spool.job.name, language, pieces: paced() },
    running.abort.signal,
  );
  const labelsOf = (pieces: number) => Math.min(marked, whole && pieces > 0 ? marked : pieces);
  const taken = labelsOf(report.taken);
  const begun = Math.max(taken, labelsOf(report.begun));
  const back = labels.slice(begun, marked);
  const why = report.problem ?? stop;
  const clear = report.problem === null && taken === begun && !running.abort.signal.aborted;
  if (clear) {
    return { out: labels.slice(0, taken), back, asks: false, hint: null, problem: why };
  }
  if (begun === 0) return { out: [], back, asks: false, hint: null, problem: why };
  const hint = taken > 0 ? (labels[taken - 1]?.seq ?? null) : (labels[0]?.seq ?? 1) - 1;
  const asked = why ?? problem('print-stopped');
  return { out: [], back, asks: true, hint, problem: asked };
}

/** Pieces that did not come out after all: printed later, or never where nobody wants them. */
export function notOut(job: Pick<PrintJob, 'ending'>, pieces: readonly QueuedPiece[]): Move[] {
  const dead = (piece: QueuedPiece) => job.ending || piece.dead;
  return [
    ...movesOf(
      pieces.filter((piece) => !dead(piece)),
      'sent',
      'reserved',
    ),
    ...movesOf(pieces.filter(dead), 'sent', 'voided'),
  ];
}
