import type { Database } from 'better-sqlite3';
import type { OperationPayload, OperationRow, OutboxItem } from './operations.ts';
import { prepared } from './prepared.ts';

/** Which operations may go now: the order of the outbox, in SQL. */

interface DueRow extends OperationRow {
  sn: string | null;
  version: number | null;
  asset_id: string | null;
}

const toItem = (row: DueRow): OutboxItem => ({
  seq: row.seq,
  key: row.key,
  kind: row.kind,
  groupId: row.group_id,
  deviceSn: row.device_sn,
  otherSn: row.other_sn,
  payload: JSON.parse(row.payload) as OperationPayload,
  state: row.state,
  attempts: row.attempts,
  firstSentAt: row.first_sent_at,
  sn: row.sn,
  seen: { version: row.version, assetId: row.asset_id },
});

/** Retry-After may ask for so much more than our own waits, in milliseconds. */
const clockSlack = 5 * 60_000;

/** Earlier operations of the same devices: a replacement concerns two. */
const earlier = `SELECT 1 FROM operation e LEFT JOIN job ej ON ej.id = e.job_id
  WHERE e.group_id = o.group_id AND e.seq < o.seq AND (e.device_sn IN (o.device_sn, o.other_sn)
    OR e.other_sn IN (o.device_sn, o.other_sn))`;

/** What a person paused goes on only where it may have been sent already. */
const held = (op: string, job: string) => `(${op}.state = 'queued' AND ${job}.state = 'paused')`;

/**
 * Operations that may go now, in the station's own order. An operation whose device has an earlier
 * one that is on the wire, parked or waiting is left out; an earlier one that is due comes before it
 * in the same answer.
 */
export function dueOperations(
  db: Database,
  now: number,
  longestWait: number,
  limit: number,
): OutboxItem[] {
  // Nothing ever waits longer than that: a later time was set by a clock that has jumped back since.
  const impossible = now + longestWait + clockSlack;
  const rows = prepared(
    db,
    `SELECT o.*, d.sn, s.version, s.asset_id FROM operation o
     LEFT JOIN job j ON j.id = o.job_id
     LEFT JOIN device d ON d.group_id = o.group_id AND d.device_sn = o.device_sn AND d.gone IS NULL
     LEFT JOIN device s ON s.group_id = o.group_id AND s.device_sn = coalesce(o.other_sn, o.device_sn)
       AND s.gone IS NULL
     WHERE o.state IN ('queued','in_doubt') AND (o.next_at <= @now OR o.next_at > @impossible)
       AND NOT coalesce(${held('o', 'j')}, 0)
       AND NOT EXISTS (${earlier}
         AND (e.state IN ('sending','parked') OR coalesce(${held('e', 'ej')}, 0)
           OR (e.state IN ('queued','in_doubt') AND e.next_at > @now AND e.next_at <= @impossible)))
     ORDER BY o.seq LIMIT @limit`,
  ).all({ now, impossible, limit }) as DueRow[];
  return withoutTied(db, rows).map(toItem);
}

type Place = Pick<OperationRow, 'seq' | 'group_id' | 'device_sn' | 'other_sn'>;

/** A replacement that waits for one of its devices holds up what comes later on the other one too. */
function withoutTied(db: Database, due: DueRow[]): DueRow[] {
  const going = new Map(due.map((row) => [row.seq, row]));
  const replacements = prepared(
    db,
    `SELECT seq, group_id, device_sn, other_sn FROM operation
     WHERE other_sn IS NOT NULL AND state IN ('queued','sending','in_doubt','parked')`,
  ).all() as Place[];
  if (replacements.length === 0) return due;
  const waiting = replacements.filter(({ seq }) => !going.has(seq));
  const stopped = new Set<string>();
  const inOrder: Place[] = [...due, ...waiting].toSorted((a, b) => a.seq - b.seq);
  return inOrder.flatMap(({ seq, group_id, device_sn, other_sn }) => {
    const lanes = [device_sn, other_sn ?? device_sn].map((sn) => `${group_id}\n${sn}`);
    const row = going.get(seq);
    if (row && !lanes.some((lane) => stopped.has(lane))) return [row];
    for (const lane of lanes) stopped.add(lane);
    return [];
  });
}

/** When the next operation that only waits for its time may go (epoch ms), or null when none does. */
export function nextDueAt(db: Database): number | null {
  const row = prepared(
    db,
    `SELECT min(o.next_at) AS at FROM operation o LEFT JOIN job j ON j.id = o.job_id
     WHERE o.state IN ('queued','in_doubt') AND NOT coalesce(${held('o', 'j')}, 0)
       AND NOT EXISTS (${earlier} AND e.state IN ('queued','in_doubt','sending','parked'))`,
  ).get() as { at: number | null };
  return row.at;
}
