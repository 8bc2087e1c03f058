import type { Database } from 'better-sqlite3';
import { isOver, type PrintJob } from '../../shared/models/printing.ts';
import { fail, ok, problem, type Result } from '../../shared/problems.ts';
import { safeName } from '../labels/label-folder.ts';
import { anyDesign } from '../labels/templates/designs.ts';
import { batchById } from '../store/batches.ts';
import type { EventOf } from '../store/events.ts';
import { movesOf, piecesIn } from '../store/print-jobs.ts';
import { rowsOf } from '../store/printed-files.ts';
import type { Printers } from './queue.ts';
import { restingState } from './queue.ts';

/** Jobs whose printer was removed: why they wait, and how their labels come from another one. */

/** A job as people see it: one that nobody prints any more says so. */
export const asSeen = (job: PrintJob, printers: Pick<Printers, 'get'>): PrintJob =>
  // What may have come out is asked first, printer or not.
  isOver(job.state) || job.state === 'printed?' || printers.get(job.printer)
    ? job
    : { ...job, problem: problem('print-job-printer-gone') };

/**
 * What has to be written down so that what is left of a job comes from another printer: the labels of the old job are
 * voided, since what it printed was printed there, and a new one has those of the same units in the same order. Problems:
 * `print-job-over`, `print-job-asks` while some of it may be out, `printer-unknown`, `printer-no-sheets`.
 */
export function movedJob(
  { db, printers }: { db: Database; printers: Printers },
  job: PrintJob,
  wanted: { id: string; printer: string; by: string; at: number },
): Result<[EventOf<'print-job-added'>, EventOf<'labels-moved'>]> {
  const { id, printer, by, at } = wanted;
  if (job.balance.sent > 0) return fail('print-job-asks', { count: job.balance.sent });
  if ((job.state !== 'queued' && job.state !== 'paused') || job.ending) {
    return fail('print-job-over');
  }
  const driver = printers.get(printer);
  if (!driver) return fail('printer-unknown', { printer });
  const design = anyDesign(db, job.template, job.version);
  if (!design.ok) return design;
  if (driver.language !== 'pdf' && design.value.paper.form === 'sheet') {
    return fail('printer-no-sheets');
  }
  const left = piecesIn(db, job.id, 'reserved', Number.MAX_SAFE_INTEGER);
  if (left.length === 0) return fail('print-job-over');
  const batch = job.batchId === null ? null : batchById(db, job.batchId);
  const { template, version, groupId, batchId, reason } = job;
  const ended = restingState({ ...job, ending: true, balance: { ...job.balance, reserved: 0 } });
  return ok([
    {
      type: 'print-job-added',
      at,
      by,
      id,
      kind: 'asked',
      printer,
      template,
      version,
      groupId,
      batchId,
      name: `print-${safeName(batch?.tag ?? groupId)}-${id.slice(0, 13)}`,
      // Each piece that is left is a row of its own: of some units one copy is out already.
      copies: 1,
      collated: false,
      skip: 0,
      rows: rowsOf(left.map(({ device }) => device)),
      reason,
    },
    {
      type: 'labels-moved',
      at,
      by,
      jobId: job.id,
      moves: movesOf(left, 'reserved', 'voided'),
      reason: `printer: ${printer}`,
      source: 'person',
      job: { state: ended, problem: null, ending: true },
    },
  ]);
}
