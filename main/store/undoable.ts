import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import type { Read } from '../../shared/models/read.ts';
import { prepared } from './prepared.ts';

/** Registrations that may be undone, newest first. */

export interface Registration extends DeviceName {
  /** The station's own number of it. */
  id: number;
}

const columns = 'id, group_id AS groupId, device_sn AS deviceSn';

/** The newest unit of a batch that is still one. */
export const lastOfBatch = (db: Database, batchId: string): Registration | null =>
  (prepared(
    db,
    `SELECT ${columns} FROM device WHERE batch_id = ? AND gone IS NULL ORDER BY id DESC LIMIT 1`,
  ).get(batchId) as Registration | undefined) ?? null;

/** A page of a batch's units. */
export const unitsOfBatch = (
  db: Database,
  batchId: string,
  before: number,
  limit: number,
): Registration[] =>
  prepared(
    db,
    `SELECT ${columns} FROM device WHERE batch_id = ? AND id < ? AND gone IS NULL
     ORDER BY id DESC LIMIT ?`,
  ).all(batchId, before, limit) as Registration[];

/** The newest registration of all. */
export const lastRegistration = (db: Database): number =>
  (prepared(db, 'SELECT coalesce(max(id), 0) AS id FROM device').get() as { id: number }).id;

/** Who read the unit that has this name now; null: nobody is named. */
export const readBy = (db: Database, { groupId, deviceSn }: DeviceName): string | null =>
  (
    prepared(
      db,
      `SELECT by FROM history WHERE group_id = ? AND device_sn = ? AND what = 'registered'
       ORDER BY id DESC LIMIT 1`,
    ).get(groupId, deviceSn) as { by: string | null } | undefined
  )?.by ?? null;

/** It was found to be a unit that another station had made. */
export const wasJoined = (db: Database, { groupId, deviceSn }: DeviceName): boolean =>
  prepared(
    db,
    `SELECT 1 FROM history WHERE group_id = @groupId AND device_sn = @deviceSn AND what = 'resolved'
       AND json_extract(detail, '$.way') = 'join'
       AND id > (SELECT coalesce(max(id), 0) FROM history WHERE group_id = @groupId
         AND device_sn = @deviceSn AND what = 'registered')`,
  ).get({ groupId, deviceSn }) !== undefined;

/** A read and the registration it made are this close, in milliseconds. */
const sameMoment = 1_000;

/** The unit that this read registered is none here any more; one that was registered since is another. */
export function isGone(db: Database, { verdict, groupId, deviceSn, at }: Read): boolean {
  if (verdict !== 'accepted' || groupId === null || deviceSn === undefined) return false;
  const now = prepared(
    db,
    'SELECT registered_at AS at FROM device WHERE group_id = ? AND device_sn = ? AND gone IS NULL',
  ).get(groupId, deviceSn) as { at: number } | undefined;
  return now === undefined || now.at > at + sameMoment;
}
