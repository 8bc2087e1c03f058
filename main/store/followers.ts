import type { Database } from 'better-sqlite3';
import type { OperationState } from '../../shared/models/operation.ts';
import { type Moved, movedColumns } from './moved.ts';
import { prepared } from './prepared.ts';

/** What waits for what: operations of one device in their order, and a replacement ties two devices. */

export interface Follower extends Moved {
  state: OperationState;
  /** Code of the reason it stands still for. */
  reason: string | null;
}

const snsOf = ({ deviceSn, otherSn }: Moved): string[] =>
  otherSn === null ? [deviceSn] : [deviceSn, otherSn];

/** Open operations that cannot go before this one is out of the way, in order. */
export function followersOf(db: Database, op: Moved): Follower[] {
  const found = new Map<number, Follower>();
  /** From which operation on everything of a device waits. */
  const since = new Map<string, number>();
  const reach: { sn: string; after: number }[] = [];
  const spread = (one: Moved): void => {
    for (const sn of snsOf(one)) {
      if ((since.get(sn) ?? Number.POSITIVE_INFINITY) <= one.seq) continue;
      since.set(sn, one.seq);
      reach.push({ sn, after: one.seq });
    }
  };
  spread(op);
  for (let next = reach.shift(); next; next = reach.shift()) {
    const rows = prepared(
      db,
      `SELECT ${movedColumns}, state, json_extract(problem, '$.code') AS reason FROM operation
       WHERE seq IN (SELECT seq FROM operation WHERE group_id = @groupId AND device_sn = @sn
           UNION SELECT seq FROM operation WHERE group_id = @groupId AND other_sn = @sn)
         AND seq > @after AND state IN ('queued','sending','in_doubt','parked')`,
    ).all({ groupId: op.groupId, ...next }) as Follower[];
    for (const row of rows) {
      found.set(row.seq, row);
      spread(row);
    }
  }
  return [...found.values()].toSorted((a, b) => a.seq - b.seq);
}

/** The nearest earlier operation of its devices that waits for a person; null: none does. */
export function parkedBefore(db: Database, op: Moved): number | null {
  const row = prepared(
    db,
    `SELECT max(seq) AS seq FROM operation WHERE seq IN (
         SELECT seq FROM operation WHERE group_id = @groupId AND device_sn IN (@deviceSn, @otherSn)
         UNION SELECT seq FROM operation WHERE group_id = @groupId AND other_sn IN (@deviceSn, @otherSn))
       AND seq < @seq AND state = 'parked'`,
  ).get({
    groupId: op.groupId,
    seq: op.seq,
    deviceSn: op.deviceSn,
    otherSn: op.otherSn ?? op.deviceSn,
  }) as { seq: number | null };
  return row.seq;
}
