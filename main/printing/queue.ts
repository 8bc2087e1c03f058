import type { PrinterState, PrintJob } from '../../shared/models/printing.ts';
import { type Problem, problem, type Result } from '../../shared/problems.ts';
import type { PdfProgress } from '../labels/proven-pdf.ts';
import type { EventOf } from '../store/events.ts';
import type { Move } from '../store/events-printing.ts';
import {
  areReserved,
  findPrintJob,
  movesOf,
  nextPrintJob,
  piecesIn,
  printJobsIn,
  type QueuedPiece,
} from '../store/print-jobs.ts';
import type { Store } from '../store/store.ts';
import { processTimers, type Timers } from '../timers.ts';
import type { Log, Timer } from '../world.ts';
import type { PrinterDriver } from './driver.ts';
import type { Holds } from './holds.ts';
import { notOut, type Running, sendSpool } from './run.ts';
import type { Spooler } from './spool.ts';

/** Labels of one run to a label printer: so many are made and sent in one go. */
const mostInRun = 500;

/** So long the label under way has when the station is closed, in milliseconds. */
const patienceMs = 2_000;

/** People read so often how far a PDF is, in milliseconds. */
const tellEveryMs = 250;

/** The printers of this station. */
export interface Printers {
  get(id: string): PrinterDriver | null;
  ids(): string[];
}

/**
 * Prints what is reserved, job after job, one at a time a printer. What may have come out and is not known to
 * have is left to a person: nothing is sent a second time by itself.
 */
export interface Queue {
  /** Something may be reserved; it is read from the database. */
  nudge(): void;
  /** Ends the run under way: at the next label, or at once. */
  interrupt(job: PrintJob, how: 'after-label' | 'now'): void;
  /** The last problem of a printer; null: it did what it was asked. */
  problem(printer: string): Problem | null;
  /** What is being made for a printer, and how far it is; null: nothing, or nothing that takes long. */
  making(printer: string): PrinterState['making'];
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export function createQueue(needs: {
  store: Store;
  printers: Printers;
  holds: Holds;
  spooler: Spooler;
  /** Who is on duty, as it is written down. */
  by(): string;
  now(): number;
  log: Log;
  onChange(): void;
  /** After so long a printer that took nothing is tried again, in milliseconds. */
  retryMs?: number;
  timers?: Timers | undefined;
}): Queue {
  const { store, retryMs = 5_000, timers = processTimers } = needs;
  const { db } = store;
  const works = new Map<string, Promise<void>>();
  const runs = new Map<string, Running>();
  const problems = new Map<string, Problem>();
  const waiting = new Set<Timer>();
  const again = new Set<string>();
  const progresses = new Map<string, NonNullable<PrinterState['making']>>();
  let toldAt = Number.NEGATIVE_INFINITY;
  let stopped = false;

  type Job = NonNullable<EventOf<'labels-moved'>['job']>;
  const move = (jobId: string, moves: Move[], job?: Job): Result<object> =>
    store.commit({
      type: 'labels-moved',
      at: needs.now(),
      by: needs.by(),
      jobId,
      moves,
      reason: '',
      source: 'queue',
      ...(job ? { job } : {}),
    });

  /** Jobs that a crash or a power cut left under way. */
  function recover(): void {
    for (const job of printJobsIn(db, 'sent')) {
      const sent = piecesIn(db, job.id, 'sent', Number.MAX_SAFE_INTEGER);
      const harmless = needs.printers.get(job.printer)?.repeatable === true;
      if (sent.length === 0 || harmless) {
        settleJob(job, notOut(job, sent), null);
        continue;
      }
      const why = problem('print-interrupted');
      const asks = { state: 'printed?' as const, problem: why, hint: sent.at(-1)?.seq ?? null };
      move(job.id, [], asks);
    }
  }

  /** What a job is once nothing of it is in doubt. */
  function settleJob(job: PrintJob, moves: Move[], why: Problem | null): Result<object> {
    const done = move(job.id, moves);
    const now = findPrintJob(db, job.id);
    if (!done.ok || !now) return done;
    return move(job.id, [], { state: restingState(now), problem: why });
  }

  async function work(printer: string): Promise<void> {
    for (;;) {
      again.delete(printer);
      const driver = needs.printers.get(printer);
      const job = nextPrintJob(db, printer);
      if (!driver || !job || stopped || needs.holds.of(printer)) return;
      const went = await run(job, driver);
      needs.onChange();
      if (!went) return;
    }
  }

  /** False where the printer is not to be asked again for now. */
  async function run(
    job: PrintJob,
    driver: PrinterDriver,
    most = driver.language === 'pdf' ? Number.MAX_SAFE_INTEGER : mostInRun,
  ): Promise<boolean> {
    const { language } = driver;
    const labels = piecesIn(db, job.id, 'reserved', most);
    const making: Running = { making: true, stopping: false, abort: new AbortController() };
    runs.set(job.id, making);
    const spool = await needs.spooler.spool(
      { job, language, labels },
      { signal: making.abort.signal, onProgress: (progress) => progressed(job, progress) },
    );
    runs.delete(job.id);
    progresses.delete(job.printer);
    if (!spool.ok) return unspooled(job, driver, labels, spool.problem);
    if (stopped) return false;
    // It may have been cancelled, or the printer held, while its labels were made.
    if (findPrintJob(db, job.id)?.state !== 'queued' || needs.holds.of(job.printer)) return true;
    const running: Running = { stopping: false, abort: new AbortController() };
    runs.set(job.id, running);
    const end = await sendSpool(spool.value, driver, running, {
      sent: (moves) => move(job.id, moves, { state: 'sent', problem: null }),
      unwanted: (next) => !areReserved(db, job.id, next),
    });
    runs.delete(job.id);
    const now = findPrintJob(db, job.id) ?? job;
    const back = new Set(end.back.map(({ seq }) => seq));
    const sent = piecesIn(db, job.id, 'sent', Number.MAX_SAFE_INTEGER);
    const notSent = notOut(
      now,
      sent.filter(({ seq }) => back.has(seq)),
    );
    if (end.asks) {
      problems.set(job.printer, end.problem ?? problem('print-stopped'));
      move(job.id, notSent, { state: 'printed?', problem: end.problem, hint: end.hint });
      return false;
    }
    const out = movesOf(end.out, 'sent', 'printed');
    const settled = settleJob(now, [...out, ...notSent], end.problem);
    // What was not taken is offered again as it is.
    if (!end.problem) needs.spooler.drop(job, language);
    if (!settled.ok) return later(job.printer, settled.problem);
    if (end.problem) return later(job.printer, end.problem);
    if (running.stopping && !stopped && !needs.holds.of(job.printer))
      move(job.id, [], { state: pausedState(job.id), problem: null });
    problems.delete(job.printer);
    return true;
  }

  /** What cannot be printed now, or not at all; false where the printer is not to be asked again for now. */
  function unspooled(
    job: PrintJob,
    driver: PrinterDriver,
    labels: readonly QueuedPiece[],
    why: Problem,
  ): boolean | Promise<boolean> {
    // Its printer was removed meanwhile: the job waits for a person, nothing is wrong with its labels.
    if (stopped || !needs.printers.get(job.printer)) return false;
    if (why.code === 'label-proof-stopped') {
      const { state } = findPrintJob(db, job.id) ?? { state: 'voided' };
      if (state !== 'queued' && state !== 'paused') needs.spooler.drop(job, driver.language);
      return true;
    }
    if (why.code.startsWith('disk-')) return later(job.printer, why);
    // One label that cannot be made keeps no other unit of the line from its own.
    const alone = labels.length === 1 || job.kind !== 'automatic';
    return alone ? unmade(job, labels, why) : run(job, driver, 1);
  }

  function progressed(job: PrintJob, progress: PdfProgress): void {
    progresses.set(job.printer, { job: job.id, ...progress });
    const now = timers.steady();
    if (now - toldAt < tellEveryMs) return;
    toldAt = now;
    needs.onChange();
  }

  const pausedState = (id: string) => {
    const job = findPrintJob(db, id);
    return job && job.state === 'queued' ? 'paused' : (job?.state ?? 'confirmed');
  };

  /** The labels cannot be made, or are not what they should be: none of them is printed. */
  function unmade(job: PrintJob, labels: readonly QueuedPiece[], why: Problem): boolean {
    problems.set(job.printer, why);
    needs.log.warn('labels could not be made', { code: why.code });
    const now = findPrintJob(db, job.id);
    if (!now || now.ending) return true;
    const still = new Set(
      piecesIn(db, job.id, 'reserved', Number.MAX_SAFE_INTEGER).map(({ seq }) => seq),
    );
    const lost = movesOf(
      labels.filter(({ seq }) => still.has(seq)),
      'reserved',
      'failed',
    );
    const state = job.kind === 'automatic' ? 'queued' : 'failed';
    return move(job.id, lost, { state, problem: why }).ok;
  }

  /** The printer took nothing: it is tried again by and by. */
  function later(printer: string, why: Problem): boolean {
    problems.set(printer, why);
    const timer = timers.after(retryMs, () => {
      waiting.delete(timer);
      nudge();
    });
    waiting.add(timer.unref());
    return false;
  }

  function nudge(): void {
    if (stopped) return;
    for (const printer of needs.printers.ids()) {
      again.add(printer);
      if (works.has(printer)) continue;
      const working = work(printer)
        .catch((error) => needs.log.warn('printing failed', { error: String(error) }))
        .finally(() => {
          works.delete(printer);
          if (again.has(printer) && !stopped) nudge();
        });
      works.set(printer, working);
    }
  }

  recover();
  return {
    nudge,
    interrupt(job, how) {
      const running = runs.get(job.id);
      if (!running) return;
      running.stopping = true;
      if (how === 'now') running.abort.abort();
    },
    problem: (printer) => problems.get(printer) ?? null,
    making: (printer) => progresses.get(printer) ?? null,
    async settle() {
      while (works.size > 0) await Promise.all(works.values());
    },
    async stop() {
      stopped = true;
      for (const timer of waiting) timer.cancel();
      for (const running of runs.values()) {
        running.stopping = true;
        if (running.making) running.abort.abort();
      }
      // A printer that does not take its label in time has to be asked about later.
      const late = timers.after(patienceMs, () => {
        for (const running of runs.values()) running.abort.abort();
      });
      await Promise.all(works.values());
      late.cancel();
    },
  };
}

/** What a job is by its pieces, once none of them is in doubt. */
export function restingState(job: PrintJob): PrintJob['state'] {
  const { reserved, printed, applied } = job.balance;
  if (reserved > 0 && !job.ending) return 'queued';
  if (job.kind === 'automatic' && !job.ending) return 'queued';
  return printed + applied > 0 ? 'confirmed' : 'voided';
}
