import type { Database } from 'better-sqlite3';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import {
  type Operation,
  type OperationState,
  operationSchema,
  type QueueCounts,
} from '../../shared/models/operation.ts';
import { type Problem, problemSchema } from '../../shared/problems.ts';
import { prepared } from './prepared.ts';

/** What an operation carries to the cloud; `allocate` names its target in `deviceData`. */
export interface OperationPayload {
  deviceData: MasterDataValues;
  batchTag?: string;
}

/** An operation as the sender needs it. Times are epoch milliseconds. */
export interface OutboxItem {
  seq: number;
  key: string;
  kind: 'create' | 'allocate';
  groupId: string;
  deviceSn: string;
  payload: OperationPayload;
  state: OperationState;
  attempts: number;
  /** When the first try went out; null = never sent. */
  firstSentAt: number | null;
  /** The cloud's own serial number of the device, where it is known. */
  sn: string | null;
}

interface Row {
  seq: number;
  key: string;
  kind: 'create' | 'allocate';
  group_id: string;
  device_sn: string;
  payload: string;
  state: OperationState;
  attempts: number;
  next_at: number;
  problem: string | null;
  first_sent_at: number | null;
  created_at: number;
  sn?: string | null;
}

const toProblem = (text: string | null): Problem | null =>
  text === null ? null : problemSchema.parse(JSON.parse(text));

const toItem = (row: Row): OutboxItem => ({
  seq: row.seq,
  key: row.key,
  kind: row.kind,
  groupId: row.group_id,
  deviceSn: row.device_sn,
  payload: JSON.parse(row.payload) as OperationPayload,
  state: row.state,
  attempts: row.attempts,
  firstSentAt: row.first_sent_at,
  sn: row.sn ?? null,
});

/** Retry-After may ask for so much more than our own waits, in milliseconds. */
const clockSlack = 5 * 60_000;

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
    `SELECT o.*, d.sn FROM operation o
     LEFT JOIN device d ON d.group_id = o.group_id AND d.device_sn = o.device_sn
     WHERE o.state IN ('queued','in_doubt') AND (o.next_at <= ? OR o.next_at > ?)
       AND NOT EXISTS (
         SELECT 1 FROM operation e
         WHERE e.group_id = o.group_id AND e.device_sn = o.device_sn AND e.seq < o.seq
           AND (e.state IN ('sending','parked') OR (e.state IN ('queued','in_doubt') AND e.next_at > ? AND e.next_at <= ?)))
     ORDER BY o.seq LIMIT ?`,
  ).all(now, impossible, now, impossible, limit) as Row[];
  return rows.map(toItem);
}

/** When the next operation that only waits for its time may go (epoch ms), or null when none does. */
export function nextDueAt(db: Database): number | null {
  const row = prepared(
    db,
    `SELECT min(next_at) AS at FROM operation o WHERE state IN ('queued','in_doubt')
       AND NOT EXISTS (
         SELECT 1 FROM operation e
         WHERE e.group_id = o.group_id AND e.device_sn = o.device_sn AND e.seq < o.seq
           AND e.state IN ('queued','in_doubt','sending','parked'))`,
  ).get() as { at: number | null };
  return row.at;
}

/** Marks operations as on the wire, before a byte leaves. */
export function markSending(db: Database, seqs: readonly number[], now: number): void {
  const mark = prepared(
    db,
    `UPDATE operation SET state = 'sending', attempts = attempts + 1,
       first_sent_at = coalesce(first_sent_at, ?) WHERE seq = ?`,
  );
  for (const seq of seqs) mark.run(now, seq);
}

/**
 * Puts an operation back to wait. `inDoubt` when something may have happened at the other end;
 * otherwise, if it had never been sent before this try, it is as if it had not been.
 */
export function waitAgain(
  db: Database,
  item: OutboxItem,
  wait: { inDoubt: boolean; nextAt: number; now: number; problem: Problem },
): void {
  prepared(
    db,
    'UPDATE operation SET state = ?, next_at = ?, problem = ?, first_sent_at = ? WHERE seq = ?',
  ).run(
    wait.inDoubt ? 'in_doubt' : 'queued',
    wait.nextAt,
    JSON.stringify(wait.problem),
    wait.inDoubt ? (item.firstSentAt ?? wait.now) : item.firstSentAt,
    item.seq,
  );
}

/** Found not to have happened: it may be sent (again), at once. That it was tried is remembered. */
export function clearDoubt(db: Database, seq: number): void {
  prepared(db, "UPDATE operation SET state = 'queued', next_at = 0 WHERE seq = ?").run(seq);
}

export function doubtSending(db: Database): void {
  prepared(db, "UPDATE operation SET state = 'in_doubt' WHERE state = 'sending'").run();
}

/** Lets everything that waits for its time go now. */
export function hurry(db: Database): void {
  prepared(
    db,
    "UPDATE operation SET next_at = 0 WHERE state IN ('queued','in_doubt') AND next_at > 0",
  ).run();
}

export function queueCounts(db: Database): QueueCounts & { oldestAt: number | null } {
  const rows = prepared(db, 'SELECT state, n FROM queue_count').all() as {
    state: OperationState;
    n: number;
  }[];
  const n = new Map(rows.map((row) => [row.state, row.n]));
  const oldest = prepared(
    db,
    `SELECT min(created_at) AS at FROM operation
     WHERE state IN ('queued','sending','in_doubt','parked')`,
  ).get() as { at: number | null };
  const count = (state: OperationState) => n.get(state) ?? 0;
  return {
    queued: count('queued'),
    sending: count('sending'),
    inDoubt: count('in_doubt'),
    parked: count('parked'),
    refused: count('refused'),
    confirmed: count('confirmed'),
    oldestAt: oldest.at,
  };
}

/** A page of operations in the station's order, after `after`. */
export function listOperations(
  db: Database,
  query: { states: readonly OperationState[]; after: number; limit: number },
): Operation[] {
  const rows = prepared(
    db,
    `SELECT * FROM operation WHERE seq > ? AND state IN (SELECT value FROM json_each(?))
     ORDER BY seq LIMIT ?`,
  ).all(query.after, JSON.stringify(query.states), query.limit) as Row[];
  return rows.map((row) =>
    operationSchema.parse({
      seq: row.seq,
      key: row.key,
      kind: row.kind,
      groupId: row.group_id,
      deviceSn: row.device_sn,
      state: row.state,
      attempts: row.attempts,
      nextAt: row.next_at,
      createdAt: row.created_at,
      problem: toProblem(row.problem),
    }),
  );
}

/** The operation with this number, or of all parked ones where none is given: keys, to act on. */
export function parkedKeys(db: Database, seq?: number): string[] {
  const rows = (
    seq === undefined
      ? prepared(db, "SELECT key FROM operation WHERE state = 'parked' ORDER BY seq").all()
      : prepared(
          db,
          `SELECT key FROM operation WHERE state = 'parked'
           AND (group_id, device_sn) = (SELECT group_id, device_sn FROM operation WHERE seq = ?)
           ORDER BY seq`,
        ).all(seq)
  ) as { key: string }[];
  return rows.map((row) => row.key);
}

export function operationBySeq(
  db: Database,
  seq: number,
): { key: string; state: OperationState } | null {
  const row = prepared(db, 'SELECT key, state FROM operation WHERE seq = ?').get(seq);
  return (row as { key: string; state: OperationState } | undefined) ?? null;
}
