import type { Database } from 'better-sqlite3';
import { restoreStatus } from './device-rows.ts';
import type { EventOf } from './events.ts';
import { followersOf, parkedBefore } from './followers.ts';
import { dropFormer, isFormer } from './former.ts';
import { note } from './history.ts';
import { block, type Moved, movedColumns, settle } from './moved.ts';
import { putBack } from './owed.ts';
import { prepared } from './prepared.ts';

/** Events that make operations wait for a person, let them go again, or give them up. */

/**
 * Parks an operation (after a definite refusal nothing of it is in doubt any more) and, visibly and
 * with the reason, everything that has to wait for it, of the same devices and of those that a
 * replacement ties to them.
 */
export function park(db: Database, event: EventOf<'operations-parked'>): void {
  const one = prepared(
    db,
    `UPDATE operation SET state = 'parked', problem = ?,
       first_sent_at = CASE WHEN ? THEN NULL ELSE first_sent_at END
     WHERE key = ? AND state NOT IN ('confirmed','refused','withdrawn') RETURNING ${movedColumns}`,
  );
  for (const item of event.items) {
    const op = one.get(JSON.stringify(item.problem), item.definite ? 1 : 0, item.key) as
      | Moved
      | undefined;
    if (!op) continue;
    const { code } = item.problem;
    if (item.definite && op.kind !== 'delete' && isFormer(db, op)) {
      for (const next of dropFormer(db, op, event.at, code)) letGo(db, next);
      continue;
    }
    note(db, op, { at: event.at, what: 'parked', detail: { kind: op.kind, code } });
    for (const next of followersOf(db, op)) {
      if (next.state === 'parked') continue;
      block(db, next, op.seq);
      restoreStatus(db, next);
      settle(db, next);
    }
    restoreStatus(db, op);
    settle(db, op);
  }
}

export function retry(db: Database, event: EventOf<'operations-retried'>): void {
  const find = prepared(
    db,
    `SELECT ${movedColumns} FROM operation WHERE key = ? AND state = 'parked'`,
  );
  const ops = event.keys.flatMap((key) => (find.get(key) as Moved | undefined) ?? []);
  // In their order, so that one that is let go does not hold up the next.
  for (const op of ops.toSorted((a, b) => a.seq - b.seq)) {
    const detail = { kind: op.kind };
    if (letGo(db, op))
      note(db, op, { at: event.at, by: event.by ?? null, what: 'retried', detail });
  }
}

/** The count of tries begins anew; that there was one stays. False: another one that is parked comes before it, which is its reason now. */
export function letGo(db: Database, op: Moved): boolean {
  const by = parkedBefore(db, op);
  if (by !== null) block(db, op, by);
  else {
    prepared(
      db,
      `UPDATE operation SET state = CASE WHEN first_sent_at IS NULL THEN 'queued' ELSE 'in_doubt' END,
         attempts = attempts > 0, next_at = 0, problem = NULL WHERE key = ?`,
    ).run(op.key);
  }
  restoreStatus(db, op);
  settle(db, op);
  return by === null;
}

/**
 * Gives an operation up, and with it the later ones of the same device, which need it, with the rest of
 * their actions. What only had to wait for it goes on.
 */
export function discard(db: Database, event: EventOf<'operation-discarded'>): void {
  const root = prepared(
    db,
    `SELECT ${movedColumns}, state FROM operation WHERE key = ?
       AND state IN ('parked','queued','in_doubt')`,
  ).get(event.key) as (Moved & { state: string }) | undefined;
  if (!root) return;
  const { groupId, deviceSn } = root;
  const jobs = new Set([root.jobId]);
  const waiting: Moved[] = [];
  const given: Moved[] = [];
  for (const op of [root, ...followersOf(db, root)]) {
    if (op.state === 'sending') continue;
    // A unit that got the SN of one that was undone needs nothing of it.
    const another = op.deviceSn === deviceSn && !isSameRow(op, root);
    const same = !another && (op.deviceSn === deviceSn || op.otherSn === deviceSn);
    if (!same && (op.jobId === null || !jobs.has(op.jobId))) {
      if ('reason' in op && op.reason === 'lane-blocked') waiting.push(op);
      continue;
    }
    jobs.add(op.jobId);
    given.push(op);
    prepared(db, "UPDATE operation SET state = 'refused' WHERE key = ?").run(op.key);
    const detail = { kind: op.kind, reason: event.reason };
    note(db, op, { at: event.at, by: event.by ?? null, what: 'discarded', detail });
    restoreStatus(db, op);
    settle(db, op);
  }
  // A wish that the cloud will never hear of must not look like the truth. Last first: what the first
  // one had found is what has to be there in the end.
  for (const op of given.toReversed()) {
    if (op.kind !== 'create' && !isFormer(db, op)) putBack(db, op);
  }
  for (const op of waiting) letGo(db, op);
  restoreStatus(db, { groupId, deviceSn });
}

const isSameRow = (one: Moved, other: Moved): boolean =>
  one.deviceId === null || other.deviceId === null || one.deviceId === other.deviceId;
