import type { Database } from 'better-sqlite3';
import type { Device } from '../../shared/models/device.ts';
import { type DeviceRow, deviceColumns, toDevice } from './devices.ts';
import { prepared } from './prepared.ts';

/** Devices of one group that carry one batch tag; null: none. */
export interface ReconcilePlace {
  groupId: string;
  tag: string | null;
}

/** All of this station, by group and tag. */
export const reconcilePlaces = (db: Database): ReconcilePlace[] =>
  prepared(
    db,
    `SELECT DISTINCT d.group_id AS groupId, coalesce(d.tag, b.tag) AS tag FROM device d
     LEFT JOIN batch b ON b.id = d.batch_id WHERE d.gone IS NULL ORDER BY groupId, tag`,
  ).all() as ReconcilePlace[];

/** Devices of a place behind an SN, in the order of SNs. */
export const devicesToCompare = (
  db: Database,
  { groupId, tag }: ReconcilePlace,
  after: string,
  limit: number,
): Device[] =>
  (
    prepared(
      db,
      `SELECT ${deviceColumns} FROM device d
       WHERE d.group_id = ? AND d.device_sn > ? AND d.gone IS NULL
         AND coalesce(d.tag, (SELECT b.tag FROM batch b WHERE b.id = d.batch_id)) IS ?
       ORDER BY d.device_sn LIMIT ?`,
    ).all(groupId, after, tag, limit) as DeviceRow[]
  ).map(toDevice);

/** What the cloud says that this station made, and the station does not have. */
export const knownOnlyThere = (
  db: Database,
  { groupId, tag }: ReconcilePlace,
  station: string,
): string[] =>
  (
    prepared(
      db,
      `SELECT device_sn AS sn FROM known_device k WHERE group_id = ? AND batch_tag IS ? AND station = ?
         AND NOT EXISTS (SELECT 1 FROM device d
           WHERE d.group_id = k.group_id AND d.device_sn = k.device_sn AND d.gone IS NULL)
       ORDER BY device_sn`,
    ).all(groupId, tag, station) as { sn: string }[]
  ).map(({ sn }) => sn);
