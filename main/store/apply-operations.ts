import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import type { NewOperation } from './events.ts';
import { prepared } from './prepared.ts';

/** Operations that are new, or will ask for something else than before. */

export function addOperation(
  db: Database,
  device: DeviceName,
  one: NewOperation,
  jobId: string | null,
  at: number,
): void {
  prepared(
    db,
    `INSERT INTO operation (key, kind, group_id, device_sn, other_sn, job_id, payload, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    one.key,
    one.kind,
    device.groupId,
    device.deviceSn,
    one.otherSn ?? null,
    jobId,
    JSON.stringify(one.payload),
    at,
  );
}

export function amend(db: Database, key: string, payload: object): void {
  prepared(db, 'UPDATE operation SET payload = ? WHERE key = ?').run(JSON.stringify(payload), key);
}
