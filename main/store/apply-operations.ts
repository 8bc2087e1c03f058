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

export function amend(db: Database, key: string, payload: object): void {
  prepared(db, 'UPDATE operation SET payload = ? WHERE key = ?').run(JSON.stringify(payload), key);
}
