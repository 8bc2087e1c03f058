import type { Database } from 'better-sqlite3';
import { confirm } from './apply-confirmed.ts';
import { actOnDevice, registerDevice, takeOver } from './apply-devices.ts';
import { beginImport, importSlice, moveImport, undoImport } from './apply-imports.ts';
import { gatherJob, moveJob, startJob } from './apply-jobs.ts';
import { addPrintJob, moveLabels, reserveLabels } from './apply-ledger.ts';
import { applyToGolden, applyToLine } from './apply-line.ts';
import { confirmClock, endRanges, holdRange, spendNumber } from './apply-makers.ts';
import { amend } from './apply-operations.ts';
import { putBadge, removeOperator, saveOperator } from './apply-operators.ts';
import { discard, park, retry } from './apply-parking.ts';
import { withdraw } from './apply-withdrawn.ts';
import { removeDevice } from './device-rows.ts';
import type { StationEvent } from './events.ts';
import { note } from './history.ts';
import { keepKiosk } from './kiosk.ts';
import { countLabels } from './ledger.ts';
import { loadMedia, saveMedia } from './media.ts';
import { prepared } from './prepared.ts';
import { filePrinted } from './printed-files.ts';
import { keepTemplate, retireTemplate } from './templates.ts';
import { destroyed } from './void-labels.ts';

/** Turns one event into rows. Runs inside the caller's transaction; throws what SQLite throws. */
export function apply(db: Database, event: StationEvent): void {
  switch (event.type) {
    case 'batch-started':
      prepared(
        db,
        `INSERT INTO batch (id, group_id, tag, target, template, region_id, org_id, master_data, line, makes, state, started_at, place)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, (SELECT coalesce(max(place), 0) + 1 FROM batch))`,
      ).run(
        event.id,
        event.groupId,
        event.tag,
        event.target,
        event.template,
        event.allocateTo?.regionId ?? null,
        event.allocateTo?.orgId ?? null,
        JSON.stringify(event.masterData),
        JSON.stringify(event.line),
        event.makes ? 1 : 0,
        event.at,
      );
      return;
    case 'batch-moved':
      prepared(
        db,
        `UPDATE batch SET state = ?, finished_at = ?, master_data = coalesce(?, master_data)
         WHERE id = ?`,
      ).run(
        event.state,
        event.state === 'finished' ? event.at : null,
        event.masterData ? JSON.stringify(event.masterData) : null,
        event.id,
      );
      if (event.target !== undefined) {
        prepared(db, 'UPDATE batch SET target = ? WHERE id = ?').run(event.target, event.id);
      }
      if (event.front) {
        prepared(
          db,
          'UPDATE batch SET place = (SELECT max(place) + 1 FROM batch) WHERE id = ?',
        ).run(event.id);
      }
      return;
    case 'device-registered':
      return registerDevice(db, event);
    case 'operations-confirmed':
      return confirm(db, event);
    case 'operations-parked':
      return park(db, event);
    case 'operations-retried':
      return retry(db, event);
    case 'operation-discarded':
      return discard(db, event);
    case 'operations-withdrawn':
      return withdraw(db, event);
    case 'operation-amended':
      return amend(db, event.key, event.payload);
    case 'job-started':
      return startJob(db, event);
    case 'job-moved':
      return moveJob(db, event);
    case 'job-gathered':
      return gatherJob(db, event);
    case 'devices-acted':
      for (const item of event.items) actOnDevice(db, event, item);
      return;
    case 'device-taken-over':
      return takeOver(db, event);
    case 'device-removed':
      return removeDevice(db, event, event);
    case 'device-noted':
      return note(db, event, event);
    case 'operator-saved':
      return saveOperator(db, event);
    case 'operator-removed':
      return removeOperator(db, event);
    case 'operator-badge':
      return putBadge(db, event);
    case 'line-stopped':
    case 'line-answered':
    case 'article-approved':
      return applyToLine(db, event);
    case 'golden-declared':
    case 'golden-withdrawn':
    case 'golden-checked':
      return applyToGolden(db, event);
    case 'number-burned':
      return spendNumber(db, event);
    case 'range-held':
      return holdRange(db, event);
    case 'ranges-ended':
      return endRanges(db, event);
    case 'maker-clock-confirmed':
      return confirmClock(db, event);
    case 'template-saved':
      return keepTemplate(db, event);
    case 'template-retired':
      return retireTemplate(db, event);
    case 'print-job-added':
      return addPrintJob(db, event);
    case 'labels-reserved':
      return reserveLabels(db, event);
    case 'labels-moved':
      return moveLabels(db, event);
    case 'labels-counted':
      return countLabels(db, event);
    case 'media-saved':
      return saveMedia(db, event);
    case 'media-loaded':
      return loadMedia(db, event);
    case 'labels-printed':
      return filePrinted(db, event);
    case 'label-destroyed':
      return destroyed(db, event);
    case 'import-started':
      return beginImport(db, event);
    case 'import-slice':
      return importSlice(db, event);
    case 'import-moved':
      return moveImport(db, event);
    case 'import-undone':
      return undoImport(db, event);
    case 'kiosk-moved':
      return keepKiosk(db, event.kept);
    case 'audited':
      // The journal is where it is kept.
      return;
  }
}
