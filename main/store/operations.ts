import type { Database } from 'better-sqlite3';
import type { MasterDataValues, Target } from '../../shared/models/catalog.ts';
import {
  type Operation,
  type OperationKind,
  type OperationState,
  operationSchema,
  type QueueCounts,
} from '../../shared/models/operation.ts';
import { problemSchema } from '../../shared/models/problem.ts';
import { type Problem } from '../../shared/problems.ts';
import { followersOf } from './followers.ts';
import { type Moved, movedColumns } from './moved.ts';
import { prepared } from './prepared.ts';

/**
 * What an operation carries to the cloud; `allocate` names its target in `deviceData`, `update` what
 * changes (null takes a value away) and in `before` what was seen there.
 */
export interface OperationPayload {
  deviceData: MasterDataValues;
  batchTag?: string;
  description?: string;
  before?: { deviceData?: MasterDataValues; batchTag?: string | null; description?: string };
  /** What it changed on this station when it was asked for, to be put back if it is taken back. */
  was?: {
    masterData?: MasterDataValues;
    batchTag?: string | null;
    description?: string;
    allocateTo?: Target | null;
  };
}

/** An operation as the sender needs it. Times are epoch milliseconds. */
export interface OutboxItem {
  seq: number;
  key: string;
  kind: OperationKind;
  groupId: string;
  deviceSn: string;
  otherSn: string | null;
  payload: OperationPayload;
  state: OperationState;
  attempts: number;
  /** When the first try went out; null = never sent. */
  firstSentAt: number | null;
  /** The cloud's own serial number of the device, where it is known. */
  sn: string | null;
  /** What this station last saw of the device that would lose something; null = never looked. */
  seen: { version: number | null; assetId: string | null };
}

export interface OperationRow {
  seq: number;
  key: string;
  kind: OperationKind;
  group_id: string;
  device_sn: string;
  other_sn: string | null;
  job_id: string | null;
  payload: string;
  state: OperationState;
  attempts: number;
  next_at: number;
  problem: string | null;
  first_sent_at: number | null;
  created_at: number;
  device_id: number | null;
}

const toProblem = (text: string | null): Problem | null =>
  text === null ? null : problemSchema.parse(JSON.parse(text));

/** Marks operations as on the wire, before a byte leaves. */
export function markSending(db: Database, seqs: readonly number[], sentAt: number): void {
  const mark = prepared(
    db,
    `UPDATE operation SET state = 'sending', attempts = attempts + 1,
       first_sent_at = coalesce(first_sent_at, ?) WHERE seq = ?`,
  );
  for (const seq of seqs) mark.run(sentAt, seq);
}

/**
 * Puts an operation back to wait. `inDoubt` when something may have happened at the other end;
 * otherwise, if it had never been sent before this try, it is as if it had not been.
 */
export function waitAgain(
  db: Database,
  item: OutboxItem,
  wait: { inDoubt: boolean; nextAt: number; sentAt: number; problem: Problem },
): void {
  prepared(
    db,
    'UPDATE operation SET state = ?, next_at = ?, problem = ?, first_sent_at = ? WHERE seq = ?',
  ).run(
    wait.inDoubt ? 'in_doubt' : 'queued',
    wait.nextAt,
    JSON.stringify(wait.problem),
    wait.inDoubt ? (item.firstSentAt ?? wait.sentAt) : item.firstSentAt,
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

/**
 * After a station was built from a copy: what waits may have been sent already, by this station later or by whoever the copy was
 * made from. All of it is looked up before it is sent.
 */
export function doubtQueued(db: Database): void {
  prepared(db, "UPDATE operation SET state = 'in_doubt' WHERE state = 'queued'").run();
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
    withdrawn: count('withdrawn'),
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
  ).all(query.after, JSON.stringify(query.states), query.limit) as OperationRow[];
  return rows.map(toOperation);
}

const toOperation = (row: OperationRow): Operation =>
  operationSchema.parse({
    seq: row.seq,
    key: row.key,
    kind: row.kind,
    groupId: row.group_id,
    deviceSn: row.device_sn,
    otherSn: row.other_sn,
    jobId: row.job_id,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at,
    createdAt: row.created_at,
    problem: toProblem(row.problem),
  });

/**
 * Parked operations to be tried again, as keys: those of the device that operation `seq` is of, with
 * what is parked only because of them; or all.
 */
export function parkedKeys(db: Database, seq?: number): string[] {
  // Said twice, so that the index of what is not confirmed can be used.
  const all =
    "SELECT key FROM operation WHERE state = 'parked' AND state <> 'confirmed' ORDER BY seq";
  if (seq === undefined)
    return (prepared(db, all).all() as { key: string }[]).map(({ key }) => key);
  const own = prepared(
    db,
    `SELECT ${movedColumns} FROM operation WHERE state = 'parked'
     AND (group_id, device_sn) = (SELECT group_id, device_sn FROM operation WHERE seq = ?)
     ORDER BY seq`,
  ).all(seq) as Moved[];
  const tied = own
    .flatMap((op) => followersOf(db, op))
    .filter((op) => op.reason === 'lane-blocked');
  return [...new Set([...own, ...tied].map(({ key }) => key))];
}

export function operationBySeq(db: Database, seq: number): Operation | null {
  const row = prepared(db, 'SELECT * FROM operation WHERE seq = ?').get(seq) as
    | OperationRow
    | undefined;
  return row ? toOperation(row) : null;
}

/** An operation with what only the station itself needs of it. */
export interface LaneOperation extends Operation {
  payload: OperationPayload;
  /** It may be at the cloud. */
  sent: boolean;
  /** The row of its device here; null where that was not kept yet. */
  deviceId: number | null;
}

/** All operations that concern a device, oldest first; as the one that goes, too. */
export function laneOf(db: Database, groupId: string, deviceSn: string): LaneOperation[] {
  const rows = prepared(
    db,
    `SELECT * FROM operation WHERE group_id = @groupId AND device_sn = @deviceSn
     UNION SELECT * FROM operation WHERE group_id = @groupId AND other_sn = @deviceSn ORDER BY seq`,
  ).all({ groupId, deviceSn }) as OperationRow[];
  return rows.map((row) => ({
    ...toOperation(row),
    payload: JSON.parse(row.payload) as OperationPayload,
    deviceId: row.device_id,
    sent: row.first_sent_at !== null || row.state === 'sending' || row.state === 'in_doubt',
  }));
}
