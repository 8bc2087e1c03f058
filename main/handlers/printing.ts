import { paceOf } from '../../shared/line/pace.ts';
import type { Media } from '../../shared/models/printing.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { heldBy } from '../printing/jobs.ts';
import { unitsToCome } from '../printing/media-light.ts';
import { asSeen } from '../printing/move-job.ts';
import { batchById, currentBatch } from '../store/batches.ts';
import { batchLedger, piecesMadeWith } from '../store/ledger.ts';
import { findMedia, listMedia } from '../store/media.ts';
import { lastTimes } from '../store/pace.ts';
import { findPrintJob, listPrintJobs, piecesFrom } from '../store/print-jobs.ts';
import type { Topic } from './topic.ts';

/** So many units tell the takt. */
const recent = 21;

export function printingHandlers(parts: AppParts): Topic<'printing'> {
  const { store, printJobs, scanBack, world, pictures } = parts;
  const { db } = store;
  const now = () => world.clock.now();

  /** When what is in a printer runs out, at the pace of the batch in work: one label a unit. */
  function forecast(media: Omit<Media, 'forecast'>): Media['forecast'] {
    const batch = currentBatch(db);
    if (!batch || media.printer === null) return null;
    const units = unitsToCome(batch);
    const { takt } = paceOf(lastTimes(db, batch.id, recent), units);
    if (takt === null) return null;
    const minutes = Math.max(0, Math.floor((media.left * takt) / 60_000));
    return { minutes, beforeBatchEnds: units !== null && media.left < units };
  }

  return {
    'printing.jobs'({ before = Number.MAX_SAFE_INTEGER, limit }) {
      const { items, next } = listPrintJobs(db, before, limit);
      const seen = items.map((job) => asSeen(job, parts.printers));
      return ok({ items: seen, next, printers: parts.printerStates() });
    },
    'printing.print': (wish, { by }) => printJobs.add(wish, by),
    'printing.pieces': ({ job, from, limit }) => ok({ items: piecesFrom(db, job, from, limit) }),
    'printing.picture'({ name }) {
      const read = pictures.read(name);
      return read.ok ? ok({ base64: Buffer.from(read.value).toString('base64') }) : read;
    },
    'printing.resume': ({ job, lastOut }, { by }) => printJobs.resume(job, lastOut, by),
    'printing.pause': ({ job }, { by }) => printJobs.pause(job, by),
    'printing.cancel': ({ job, reason }, { by }) => printJobs.cancel(job, by, reason),
    'printing.move': ({ job, printer }, { by }) => printJobs.moveTo(job, printer, by),
    'printing.hold': ({ printer, on, reason }, { by }) =>
      printJobs.hold(printer, on ? heldBy(by, reason) : null),
    'printing.scanback': ({ text, unit }) => scanBack.check(text, unit),
    'printing.ledger'({ batchId }) {
      const batch = batchById(db, batchId);
      return batch ? ok(batchLedger(db, batchId)) : fail('batch-unknown', { tag: batchId });
    },
    'printing.count'({ batchId, inHand }, { by }) {
      if (!batchById(db, batchId)) return fail('batch-unknown', { tag: batchId });
      const done = store.commit({ type: 'labels-counted', at: now(), by, batchId, inHand });
      parts.changed();
      return done.ok ? ok(batchLedger(db, batchId)) : done;
    },
    'printing.void'({ job, first, last, reason }, { by }) {
      if (!findPrintJob(db, job)) return fail('print-job-unknown');
      const move = { first, last, from: 'printed' as const, to: 'voided' as const };
      const done = store.commit({
        type: 'labels-moved',
        at: now(),
        by,
        jobId: job,
        moves: [move],
        reason,
        source: 'person',
      });
      parts.changed();
      if (!done.ok) return done;
      const then = findPrintJob(db, job);
      return then ? ok(then) : fail('print-job-unknown');
    },
    'printing.media': ({ limit }) =>
      ok({ items: listMedia(db, limit).map((one) => ({ ...one, forecast: forecast(one) })) }),
    'printing.saveMedia': (media, { by }) =>
      store.commit({ type: 'media-saved', at: now(), by, ...media }),
    'printing.loadMedia'({ id, printer, over, left }, { by }) {
      if (!findMedia(db, id)) return fail('media-unknown', { id });
      if (printer !== null && !parts.printers.get(printer)) {
        return fail('printer-unknown', { printer });
      }
      const done = store.commit({
        type: 'media-loaded',
        at: now(),
        by,
        id,
        printer,
        over,
        ...(left === undefined ? {} : { left }),
      });
      parts.changed();
      return done;
    },
    'printing.blastRadius': ({ after, limit, ...wanted }) =>
      ok(piecesMadeWith(db, wanted, after, limit)),
  };
}
