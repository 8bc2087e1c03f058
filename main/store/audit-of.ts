import type { Database } from 'better-sqlite3';
import type { AuditAct, AuditContent } from '../../shared/models/audit.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import { paperActs } from './audit-of-paper.ts';
import type { EventOf, StationEvent } from './events.ts';
import { prepared } from './prepared.ts';

/** An entry before it has its place in the chain; what is left out is empty. */
export type AuditLine = { by: string; what: AuditAct | (string & {}) } & Partial<
  Omit<AuditContent, 'n' | 'at' | 'by' | 'what'>
>;

/**
 * What of an event goes into the audit log: what a person did, one entry a unit. What the cloud, a printer or
 * a timer did by itself is in the histories, not here. Asks the database for names only.
 *
 * An event that was written once gives the same entries for ever: the journal holds their hashes, and a database that is
 * brought back from it has to come to the same. New facts need new events, or new members of events.
 */
export function auditOf(db: Database, event: StationEvent): AuditLine[] {
  const one = oneOf(db, event);
  if (one) return [one];
  switch (event.type) {
    case 'operations-retried':
      return owed(db, event.keys).map((op) => ({
        by: event.by ?? '',
        what: 'operation-retried',
        ...op,
      }));
    case 'operations-withdrawn': {
      const { by, reason, keys } = event;
      return owed(db, keys).map((op) => ({
        by,
        what: 'operation-withdrawn',
        ...op,
        about: reason,
      }));
    }
    case 'devices-acted':
      return event.items.flatMap((item) => actedLine(event, item));
    case 'import-slice': {
      const { by, id, position, counts, end } = event;
      const about = importName(db, id);
      const done: AuditLine = {
        by,
        what: 'import-done',
        ref: id,
        about,
        detail: { ...counts, rows: position },
      };
      // New units are found by their import; one that it changed has an import of its own, or none.
      const changed = event.changed.flatMap(({ acted }) => actedLine({ by, jobId: id }, acted));
      return end ? [...changed, done] : changed;
    }
    case 'import-undone': {
      const { by, id, end, items } = event;
      const undone: AuditLine = { by, what: 'import-undone', ref: id, about: importName(db, id) };
      const gone = items.flatMap((item) => actedLine({ by, jobId: id }, item));
      return end ? [...gone, undone] : gone;
    }
    default:
      return [];
  }
}

const batchWords = {
  open: 'batch-resumed',
  paused: 'batch-paused',
  finished: 'batch-finished',
} as const;
const jobWords = {
  running: 'job-resumed',
  paused: 'job-paused',
  cancelled: 'job-cancelled',
} as const;
const importWords = {
  running: 'import-resumed',
  paused: 'import-paused',
  cancelled: 'import-cancelled',
  undoing: 'import-undoing',
} as const;

function oneOf(db: Database, event: StationEvent): AuditLine | null {
  switch (event.type) {
    case 'audited':
      return {
        by: event.by,
        what: event.what,
        about: event.about,
        groupId: event.groupId ?? null,
        deviceSn: event.deviceSn ?? null,
      };
    case 'batch-started': {
      const { by = '', id, groupId, tag, target, makes } = event;
      return { by, what: 'batch-started', groupId, ref: id, about: tag, detail: { target, makes } };
    }
    case 'batch-moved': {
      const { by = '', id, state } = event;
      return { by, what: batchWords[state], ref: id, about: batchTag(db, id) };
    }
    case 'device-registered': {
      const { by = '', groupId, deviceSn, batchId, source, confirmed } = event;
      const place = source.name === '' ? source.kind : `${source.kind} ${source.name}`;
      const about = batchId === null ? '' : batchTag(db, batchId);
      const detail = confirmed ? { confirmed } : {};
      return {
        by,
        what: 'unit-registered',
        place,
        groupId,
        deviceSn,
        ref: batchId ?? '',
        about,
        detail,
      };
    }
    case 'operation-discarded': {
      const [op] = owed(db, [event.key]);
      return { by: event.by ?? '', what: 'operation-discarded', ...op, about: event.reason };
    }
    case 'job-started': {
      const { by, id, request, total } = event;
      return { by, what: 'job-started', ref: id, about: request.action, detail: { total } };
    }
    case 'job-moved':
      return { by: event.by, what: jobWords[event.state], ref: event.id };
    case 'device-taken-over':
      return { by: event.by, what: 'unit-adopted', ...named(event.device) };
    case 'device-removed': {
      const { by, why } = event;
      return { by, what: 'unit-removed', ...named(event), detail: { why } };
    }
    case 'device-noted':
      return noted(event);
    case 'operator-saved': {
      const { by, name, role, pin } = event;
      return {
        by,
        what: 'operator-saved',
        about: name,
        detail: { role, newPin: pin !== undefined },
      };
    }
    case 'operator-removed':
      return { by: event.by, what: 'operator-removed', about: event.name };
    case 'operator-badge': {
      const { by, name, badge, needsPin } = event;
      return badge === null
        ? { by, what: 'badge-revoked', about: name }
        : { by, what: 'badge-given', about: name, detail: { needsPin } };
    }
    case 'import-started': {
      const { by, id, name, total, sha256, options } = event;
      const { groupId } = options;
      return {
        by,
        what: 'import-started',
        groupId,
        ref: id,
        about: name,
        detail: { rows: total, sha256 },
      };
    }
    case 'import-moved': {
      const { by, id, state } = event;
      return { by, what: importWords[state], ref: id, about: importName(db, id) };
    }
    case 'line-answered': {
      const { by, batchId, way, reason, units } = event;
      const detail = { way, units: units.length };
      return { by, what: 'line-answered', ref: batchId, about: reason, detail };
    }
    case 'article-approved': {
      const { by, batchId, deviceSn, checks, reason } = event;
      const detail = { checks: checks.join(' ') };
      return { by, what: 'article-approved', deviceSn, ref: batchId, about: reason, detail };
    }
    case 'golden-declared': {
      const { by, groupId, text, expected, note } = event;
      return { by, what: 'golden-declared', groupId, about: text, detail: { expected, note } };
    }
    case 'golden-withdrawn':
      return { by: event.by, what: 'golden-withdrawn', groupId: event.groupId, about: event.text };
    case 'range-held': {
      const { by, id, groupId, period, first, last, origin } = event;
      return {
        by,
        what: 'range-set',
        groupId,
        ref: id,
        about: period,
        detail: { first, last, origin },
      };
    }
    case 'ranges-ended':
      return {
        by: event.by,
        what: 'ranges-ended',
        about: event.ids.join(' '),
        detail: { why: event.why },
      };
    case 'maker-clock-confirmed': {
      const { by, groupId, period } = event;
      return { by, what: 'maker-clock-confirmed', groupId, about: period };
    }
    default:
      return paperActs(db, event);
  }
}

const named = ({ groupId, deviceSn }: DeviceName): DeviceName => ({ groupId, deviceSn });

const notedAs: Partial<Record<EventOf<'device-noted'>['what'], AuditAct>> = {
  revealed: 'credentials-shown',
  resolved: 'conflict-resolved',
};

function noted(event: EventOf<'device-noted'>): AuditLine {
  const { by, what, detail } = event;
  const reason = typeof detail['reason'] === 'string' ? detail['reason'] : what;
  return { by, what: notedAs[what] ?? 'unit-noted', ...named(event), about: reason, detail };
}

function actedLine(
  { by, jobId }: Pick<EventOf<'devices-acted'>, 'by' | 'jobId'>,
  item: EventOf<'devices-acted'>['items'][number],
): AuditLine[] {
  if (item.problem) return [];
  const kinds = item.operations.map(({ kind }) => kind);
  if (item.set && kinds.length === 0) kinds.push('update');
  const { otherSn = null } = item.operations.find((one) => one.otherSn !== undefined) ?? {};
  const detail = {
    kinds: kinds.join(' '),
    ...(otherSn === null ? {} : { otherSn }),
    ...(item.remove ? { removed: item.remove } : {}),
    ...(item.withdraw ? { withdrawn: item.withdraw.length } : {}),
  };
  return [
    { by, what: 'unit-asked', ...named(item), ref: jobId ?? '', about: item.reason ?? '', detail },
  ];
}

const batchTag = (db: Database, id: string): string =>
  (prepared(db, 'SELECT tag FROM batch WHERE id = ?').get(id) as { tag: string } | undefined)
    ?.tag ?? '';

const importName = (db: Database, id: string): string =>
  (prepared(db, 'SELECT name FROM import_run WHERE id = ?').get(id) as { name: string } | undefined)
    ?.name ?? '';

/** Of which unit operations are; one that is not known is left out. */
function owed(db: Database, keys: readonly string[]) {
  return keys.flatMap((key) => {
    const found = prepared(
      db,
      'SELECT group_id AS groupId, device_sn AS deviceSn, kind FROM operation WHERE key = ?',
    ).get(key) as (DeviceName & { kind: string }) | undefined;
    return found ? [{ ...named(found), detail: { kind: found.kind } }] : [];
  });
}
