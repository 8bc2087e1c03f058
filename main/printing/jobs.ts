import { setImmediate as turn } from 'node:timers/promises';
import { labelsPerPage } from '../../shared/labels/paper.ts';
import { isOver, type PrintJob } from '../../shared/models/printing.ts';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { safeName } from '../labels/label-folder.ts';
import { collectToPrint, type PrintJob as Wish } from '../labels/print-job.ts';
import { anyDesign } from '../labels/templates/designs.ts';
import { numbersOf } from '../store/apply-ledger.ts';
import { batchByTag } from '../store/batches.ts';
import type { EventOf } from '../store/events.ts';
import type { Move } from '../store/events-printing.ts';
import {
  findPrintJob,
  movesOf,
  piecesIn,
  printJobsIn,
  waitingForLabel,
  wantedOf,
} from '../store/print-jobs.ts';
import { rowsOf } from '../store/printed-files.ts';
import type { Store } from '../store/store.ts';
import type { Holds } from './holds.ts';
import { movedJob } from './move-job.ts';
import { type Printers, type Queue, restingState } from './queue.ts';
import { notOut } from './run.ts';

/** Devices that get their pieces of paper in one go, so that the loop is held for well under 50 ms. */
const slice = 250;

/** What a person asks of the queue. */
export interface PrintWish extends Wish {
  printer: string;
  copies: number;
  collated: boolean;
  /** Positions of the first sheet that are used already. */
  skip: number;
  reason: string;
}

export interface PrintJobs {
  /**
   * Safe on disk when it answers. `printer-unknown`, `label-skip-wrong`, and what `collectToPrint` says.
   */
  add(wish: PrintWish, by: string): Promise<Result<PrintJob>>;
  /** Units that turned green get their piece of the job that grows with their batch. */
  takeGreen(printer: string): void;
  /** A paused job, or one that asks, goes on; `lastOut`: the number of the last label that came out. */
  resume(id: string, lastOut: number | null, by: string): Result<PrintJob>;
  pause(id: string, by: string): Result<PrintJob>;
  /** What is reserved is not printed any more; what may have come out is still asked about. */
  cancel(id: string, by: string, reason: string): Result<PrintJob>;
  /** What is left of a job that waits comes from another printer, as a job of its own. Problems: those of `movedJob`. */
  moveTo(id: string, printer: string, by: string): Promise<Result<PrintJob>>;
  hold(printer: string, why: Problem | null): Result<object>;
  /** Jobs whose pieces a crash left half reserved are gone on with. */
  goOn(): Promise<void>;
}

export function createPrintJobs(needs: {
  store: Store;
  printers: Printers;
  queue: Queue;
  holds: Holds;
  by(): string;
  now(): number;
  newId(): string;
  onChange(): void;
}): PrintJobs {
  const { store, queue, holds, now } = needs;
  const { db } = store;

  type JobMove = NonNullable<EventOf<'labels-moved'>['job']>;
  function move(
    id: string,
    moves: Move[],
    job: JobMove,
    about: { by: string; reason: string },
  ): Result<PrintJob> {
    const event = { type: 'labels-moved' as const, at: now(), jobId: id, moves, ...about };
    const done = store.commit({ ...event, source: 'person', job });
    return done.ok ? found(id) : done;
  }

  function found(id: string): Result<PrintJob> {
    needs.onChange();
    queue.nudge();
    const job = findPrintJob(db, id);
    return job ? ok(job) : fail('print-job-unknown');
  }

  /** Gives a job all its pieces, slice by slice. */
  async function reserve(id: string, by: string): Promise<Result<PrintJob>> {
    const numbers = numbersOf(wantedOf(db, id).rows);
    for (;;) {
      const { planned } = wantedOf(db, id);
      const job = findPrintJob(db, id);
      if (!job || job.state !== 'making') return found(id);
      const next = numbers.slice(planned, planned + slice);
      if (next.length === 0) break;
      const at = now();
      const done = store.commit({ type: 'labels-reserved', at, by, jobId: id, rows: rowsOf(next) });
      if (!done.ok) return done;
      await turn();
    }
    // Whoever was undone meanwhile gets no label.
    const gone = piecesIn(db, id, 'reserved', Number.MAX_SAFE_INTEGER).filter(({ dead }) => dead);
    const moves = movesOf(gone, 'reserved', 'voided');
    return move(id, moves, { state: 'queued', problem: null }, { by, reason: '' });
  }

  return {
    async add(wish, by) {
      if (!needs.printers.get(wish.printer)) {
        return fail('printer-unknown', { printer: wish.printer });
      }
      const design = anyDesign(db, wish.template);
      if (!design.ok) return design;
      const perPage = labelsPerPage(design.value.paper);
      if (wish.skip >= perPage) {
        return fail('label-skip-wrong', { skip: wish.skip, most: perPage - 1 });
      }
      const collected = collectToPrint(store, wish);
      if (!collected.ok) return collected;
      const { rows } = collected.value;
      const { groupId, batchTag, copies, collated, skip, printer, reason } = wish;
      const id = needs.newId();
      const batch = batchTag === undefined ? null : batchByTag(db, groupId, batchTag);
      const added = store.commit({
        type: 'print-job-added',
        at: now(),
        by,
        id,
        kind: 'asked',
        printer,
        template: wish.template,
        version: design.value.version,
        groupId,
        batchId: batch?.id ?? null,
        name: `print-${safeName(batchTag ?? groupId)}-${id.slice(0, 13)}`,
        copies,
        collated,
        skip,
        rows,
        reason,
      });
      return added.ok ? reserve(id, by) : added;
    },
    takeGreen(printer) {
      for (;;) {
        const waiting = waitingForLabel(db, slice);
        const first = waiting[0];
        if (!first) return;
        const mine = waiting.filter(({ batchId }) => batchId === first.batchId);
        const design = anyDesign(db, first.template);
        const version = design.ok ? design.value.version : 1;
        const id = `auto-${first.batchId}-${printer}-${first.template}-${version}`;
        const about = { at: now(), by: needs.by() };
        const kept = store.group(() => {
          if (!findPrintJob(db, id)) {
            store.commit({
              type: 'print-job-added',
              ...about,
              id,
              kind: 'automatic',
              printer,
              template: first.template,
              version,
              groupId: first.groupId,
              batchId: first.batchId,
              name: `${safeName(first.tag)}-${first.batchId.slice(-6)}`,
              copies: 1,
              collated: false,
              skip: 0,
              rows: [],
              reason: '',
            });
          }
          const rows = rowsOf(mine.map((unit) => unit.id));
          store.commit({ type: 'labels-reserved', ...about, jobId: id, rows });
        });
        if (!kept.ok) return;
      }
    },
    resume(id, lastOut, by) {
      const job = findPrintJob(db, id);
      if (!job) return fail('print-job-unknown');
      if (job.state === 'paused') {
        return move(id, [], { state: 'queued', problem: null }, { by, reason: '' });
      }
      if (job.state !== 'printed?' || !job.question) return fail('print-job-not-asked');
      const { first, last } = job.question;
      if (lastOut === null) return fail('print-job-asks', { count: job.balance.sent });
      if (lastOut < first - 1 || lastOut > last) return fail('print-last-out', { first, last });
      const sent = piecesIn(db, id, 'sent', Number.MAX_SAFE_INTEGER);
      const out = sent.filter(({ seq }) => seq <= lastOut);
      const not = notOut(
        job,
        sent.filter(({ seq }) => seq > lastOut),
      );
      const back = not.filter(({ to }) => to === 'reserved').length > 0;
      const moves = [...movesOf(out, 'sent', 'printed'), ...not];
      const balance = {
        ...job.balance,
        reserved: job.balance.reserved + (back ? 1 : 0),
        printed: job.balance.printed + out.length,
      };
      const state = restingState({ ...job, balance });
      return move(id, moves, { state, problem: null }, { by, reason: `last out: ${lastOut}` });
    },
    pause(id, by) {
      const job = findPrintJob(db, id);
      if (!job) return fail('print-job-unknown');
      if (job.state === 'queued') {
        const paused = move(id, [], { state: 'paused', problem: null }, { by, reason: '' });
        // Its labels may be under way to the spool.
        if (paused.ok) queue.interrupt(job, 'now');
        return paused;
      }
      if (job.state !== 'sent') return fail('print-job-over');
      queue.interrupt(job, 'after-label');
      return ok(job);
    },
    cancel(id, by, reason) {
      const job = findPrintJob(db, id);
      if (!job) return fail('print-job-unknown');
      if (isOver(job.state)) return fail('print-job-over');
      const left = piecesIn(db, id, 'reserved', Number.MAX_SAFE_INTEGER);
      const moves = movesOf(left, 'reserved', 'voided');
      const balance = { ...job.balance, reserved: 0 };
      const open = job.state === 'sent' || job.state === 'printed?';
      const state = open ? job.state : restingState({ ...job, balance, ending: true });
      const { problem: why } = job;
      const hint = job.question?.likely ?? null;
      const done = move(
        id,
        moves,
        { state, problem: open ? why : null, ending: true, hint },
        { by, reason },
      );
      if (done.ok) queue.interrupt(job, 'now');
      return done;
    },
    async moveTo(id, printer, by) {
      const job = findPrintJob(db, id);
      if (!job) return fail('print-job-unknown');
      const newJob = needs.newId();
      const wanted = { id: newJob, printer, by, at: now() };
      const events = movedJob({ db, printers: needs.printers }, job, wanted);
      if (!events.ok) return events;
      const done = store.group(() => {
        for (const event of events.value) store.commit(event);
      });
      if (!done.ok) return done;
      queue.interrupt(job, 'now');
      return reserve(newJob, by);
    },
    hold(printer, why) {
      if (!needs.printers.get(printer)) return fail('printer-unknown', { printer });
      holds.set(printer, why);
      for (const job of why ? printJobsIn(db, 'sent') : []) {
        if (job.printer === printer) queue.interrupt(job, 'after-label');
      }
      needs.onChange();
      queue.nudge();
      return ok({});
    },
    async goOn() {
      for (const job of printJobsIn(db, 'making')) await reserve(job.id, job.by);
    },
  };
}

export const heldBy = (by: string, reason: string): Problem =>
  problem('printer-held', { by, reason });
