import type { Database } from 'better-sqlite3';
import {
  markSending,
  type OperationPayload,
  type OperationRow,
  type OutboxItem,
} from './operations.ts';
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

/**
 * No earlier operation of the same devices for which `stops` holds; a replacement concerns two. One look
 * for each way that two operations can meet, so that each goes by an index: ten thousand may be waiting.
 */
function noneEarlier(stops: string): string {
  const none = (meet: string) => `NOT EXISTS (SELECT 1 FROM operation e
    LEFT JOIN job ej ON ej.id = e.job_id
    WHERE e.group_id = o.group_id AND ${meet} AND e.seq < o.seq AND (${stops}))`;
  return `${none('e.device_sn = o.device_sn')} AND ${none('e.other_sn = o.device_sn')}
    AND (o.other_sn IS NULL
      OR (${none('e.device_sn = o.other_sn')} AND ${none('e.other_sn = o.other_sn')}))`;
}

/** What a person paused goes on only where it may have been sent already. */
const held = (op: string, job: string) => `(${op}.state = 'queued' AND ${job}.state = 'paused')`;

const chosen = 'o.seq IN (SELECT value FROM json_each(@among)) AND';

const dueSql = (among: string) => `SELECT o.*, coalesce(f.sn, d.sn) AS sn,
    CASE WHEN f.id IS NULL THEN s.version ELSE f.version END AS version,
    CASE WHEN f.id IS NULL THEN s.asset_id ELSE f.asset_id END AS asset_id FROM operation o
  LEFT JOIN job j ON j.id = o.job_id
  LEFT JOIN device d ON d.group_id = o.group_id AND d.device_sn = o.device_sn AND d.gone IS NULL
  LEFT JOIN device s ON s.group_id = o.group_id AND s.device_sn = coalesce(o.other_sn, o.device_sn)
    AND s.gone IS NULL
  -- A unit that was undone is another than the one that has its SN now.
  LEFT JOIN device f ON f.id = o.device_id AND f.gone IS NOT NULL
  WHERE ${among} o.state IN ('queued','in_doubt') AND (o.next_at <= @now OR o.next_at > @impossible)
    AND NOT coalesce(${held('o', 'j')}, 0)
    AND ${noneEarlier(`e.state IN ('sending','parked') OR coalesce(${held('e', 'ej')}, 0)
      OR (e.state IN ('queued','in_doubt') AND e.next_at > @now AND e.next_at <= @impossible)`)}
  ORDER BY o.seq LIMIT @limit`;

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
  /** Only these; null = any. */
  among: readonly number[] | null = null,
): OutboxItem[] {
  // Nothing ever waits longer than that: a later time was set by a clock that has jumped back since.
  const impossible = now + longestWait + clockSlack;
  const bound = { now, impossible, limit };
  const rows = (
    among === null
      ? prepared(db, dueSql('')).all(bound)
      : prepared(db, dueSql(chosen)).all({ ...bound, among: JSON.stringify(among) })
  ) as DueRow[];
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

/**
 * Marks those of these operations as on the wire that may still go, and answers them as they are now:
 * between the look at what is due and its turn a person may have paused, changed or taken it back.
 */
export function claimDue(
  db: Database,
  due: readonly OutboxItem[],
  now: number,
  longestWait: number,
  /** By the clock of the cloud, where that is known. */
  sentAt: number,
): OutboxItem[] {
  const before = new Map(due.map((item) => [item.seq, item.state]));
  const seqs = [...before.keys()];
  const items = dueOperations(db, now, longestWait, seqs.length, seqs).filter(
    ({ seq, state }) => before.get(seq) === state,
  );
  markSending(
    db,
    items.map(({ seq }) => seq),
    sentAt,
  );
  return items;
}

const waitingSql = (which: string) => `SELECT o.next_at FROM operation o
  LEFT JOIN job j ON j.id = o.job_id
  WHERE o.state IN ('queued','in_doubt') AND o.next_at ${which}
    AND NOT coalesce(${held('o', 'j')}, 0)
    AND ${noneEarlier("e.state IN ('queued','in_doubt','sending','parked')")}`;

/** When the next operation that only waits for its time may go (epoch ms), or null when none does. */
export function nextDueAt(db: Database): number | null {
  // The first one that may go at once is answer enough.
  const ready = prepared(db, `${waitingSql('= 0')} LIMIT 1`).get();
  if (ready) return 0;
  const row = prepared(db, `SELECT min(next_at) AS at FROM (${waitingSql('> 0')})`).get();
  return (row as { at: number | null }).at;
}
