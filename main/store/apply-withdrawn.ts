import type { Database } from 'better-sqlite3';
import { letGo } from './apply-parking.ts';
import { removeDevice, restoreStatus } from './device-rows.ts';
import type { EventOf } from './events.ts';
import { followersOf } from './followers.ts';
import { isFormer } from './former.ts';
import { note } from './history.ts';
import { type Moved, movedColumns, settle } from './moved.ts';
import { putBack } from './owed.ts';
import { prepared } from './prepared.ts';

/** Operations that are taken back before they were sent, as rows. */

export function withdraw(db: Database, event: EventOf<'operations-withdrawn'>): void {
  const { at, by, reason } = event;
  // Last first: what an earlier one had found is what has to be there in the end.
  for (const key of event.keys.toReversed()) {
    withdrawKey(db, key, { at, by, reason, restore: true });
  }
}

/** Takes an operation back that was never sent; `restore`: and what it had changed here. */
export function withdrawKey(
  db: Database,
  key: string,
  how: { at: number; by: string; reason?: string; restore: boolean },
): void {
  const op = prepared(
    db,
    `UPDATE operation SET state = 'withdrawn', problem = NULL
     WHERE key = ? AND first_sent_at IS NULL AND state IN ('queued','parked') RETURNING ${movedColumns}`,
  ).get(key) as Moved | undefined;
  if (!op) return;
  const { at, by, reason } = how;
  const detail = { kind: op.kind, ...(reason === undefined ? {} : { reason }) };
  note(db, op, { at, by, what: 'withdrawn', detail });
  if (how.restore && !isFormer(db, op)) {
    if (op.kind === 'create') {
      removeDevice(db, { at: 0, by: null }, { ...op, why: 'void', uncount: true });
    } else putBack(db, op);
  }
  restoreStatus(db, op);
  settle(db, op);
  // What was parked only because of it waits for nobody any more.
  for (const next of followersOf(db, op)) {
    if (next.state === 'parked' && next.reason === 'lane-blocked') letGo(db, next);
  }
}
