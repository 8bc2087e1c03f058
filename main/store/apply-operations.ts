import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import { restoreStatus } from './device-rows.ts';
import type { NewOperation } from './events.ts';
import { parkedBefore } from './followers.ts';
import { block, type Moved, movedColumns } from './moved.ts';
import { prepared } from './prepared.ts';

/** Operations that are new, or will ask for something else than before. */

export function addOperation(
  db: Database,
  device: DeviceName,
  one: NewOperation,
  jobId: string | null,
  at: number,
): void {
  const added = prepared(
    db,
    `INSERT INTO operation (key, kind, group_id, device_sn, other_sn, job_id, payload, created_at, device_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?,
       (SELECT id FROM device WHERE group_id = ? AND device_sn = ? AND gone IS NULL))
     RETURNING ${movedColumns}`,
  ).get(
    one.key,
    one.kind,
    device.groupId,
    device.deviceSn,
    one.otherSn ?? null,
    jobId,
    JSON.stringify(one.payload),
    at,
    device.groupId,
    device.deviceSn,
  ) as Moved;
  // What a unit of this SN left behind waits for a person: so does this, visibly.
  const by = parkedBefore(db, added);
  if (by === null) return;
  block(db, added, by);
  restoreStatus(db, added);
}

/**
 * The first operations of a device whose SN never had any: nothing can be in their way, so nothing is looked for. False, and nothing
 * done, where the SN has a past.
 */
export function addFirstOperations(
  db: Database,
  device: DeviceName & { id: number | bigint },
  operations: readonly NewOperation[],
  at: number,
): boolean {
  const { groupId, deviceSn } = device;
  const past = prepared(
    db,
    `SELECT 1 FROM operation WHERE group_id = @groupId AND device_sn = @deviceSn
     UNION ALL SELECT 1 FROM operation WHERE group_id = @groupId AND other_sn = @deviceSn LIMIT 1`,
  ).get({ groupId, deviceSn });
  if (past) return false;
  const add = prepared(
    db,
    `INSERT INTO operation (key, kind, group_id, device_sn, payload, created_at, device_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { key, kind, payload } of operations) {
    add.run(key, kind, groupId, deviceSn, JSON.stringify(payload), at, device.id);
  }
  return true;
}

export function amend(db: Database, key: string, payload: object): void {
  prepared(db, 'UPDATE operation SET payload = ? WHERE key = ?').run(JSON.stringify(payload), key);
}
