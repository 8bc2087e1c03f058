import type { Database } from 'better-sqlite3';
import type { AuditLine } from './audit-of.ts';
import type { StationEvent } from './events.ts';
import type { Rows } from './events-printing.ts';
import { prepared } from './prepared.ts';

/** What people do with templates, labels and media, for the audit log; null for anything else. */
export function paperActs(db: Database, event: StationEvent): AuditLine | null {
  switch (event.type) {
    case 'template-saved': {
      const { by, design, note } = event;
      return { by, what: 'template-saved', ref: design.id, about: design.name, detail: { note } };
    }
    case 'template-retired':
      return { by: event.by, what: 'template-retired', ref: event.id, about: event.id };
    case 'print-job-added': {
      // A page that fills up as units turn green is nobody's act.
      if (event.kind === 'automatic') return null;
      const { by, id, printer, template, groupId, name, copies, rows, reason } = event;
      return {
        by,
        what: 'print-started',
        place: printer,
        groupId,
        deviceSn: onlyDevice(db, rows),
        ref: id,
        about: name,
        detail: { template, copies, units: countOf(rows), reason },
      };
    }
    case 'labels-moved': {
      const { by, jobId, moves, reason, source, job } = event;
      if (source !== 'person') return null;
      const labels = countOf(moves.map(({ first, last }): Rows[number] => [first, last]));
      const detail = { labels, to: moves.at(-1)?.to ?? null, state: job?.state ?? null };
      return { by, what: 'labels-moved', ref: jobId, about: reason, detail };
    }
    case 'labels-counted': {
      const { by, batchId, inHand } = event;
      return { by, what: 'labels-counted', ref: batchId, detail: { inHand } };
    }
    case 'labels-printed': {
      if (event.page) return null;
      const { by, groupId, deviceSns, rows, template, file, reason } = event;
      const [named] = deviceSns;
      const deviceSn = deviceSns.length === 1 && named ? named : onlyDevice(db, rows);
      const detail = { template, units: deviceSns.length + countOf(rows), reason };
      return { by, what: 'labels-printed', groupId, deviceSn, about: file, detail };
    }
    case 'label-destroyed': {
      const { by, groupId, deviceSn, reason } = event;
      return { by, what: 'label-destroyed', groupId, deviceSn, about: reason };
    }
    case 'media-saved': {
      const { by, id, kind, name } = event;
      return { by, what: 'media-saved', ref: id, about: name, detail: { kind } };
    }
    case 'media-loaded': {
      const { by, id, printer, over } = event;
      return { by, what: 'media-loaded', place: printer ?? '', ref: id, detail: { over } };
    }
    default:
      return null;
  }
}

const countOf = (rows: Rows): number =>
  rows.reduce((sum, [from, to]) => sum + Math.abs(to - from) + 1, 0);

/** The SN where the rows are one device. */
function onlyDevice(db: Database, rows: Rows): string | null {
  const [only] = rows;
  if (rows.length !== 1 || !only || only[0] !== only[1]) return null;
  const found = prepared(db, 'SELECT device_sn AS sn FROM device WHERE id = ?').get(only[0]) as
    | { sn: string }
    | undefined;
  return found?.sn ?? null;
}
