import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import { prepared } from './prepared.ts';

/** Devices that labels are asked for. */
export interface LabelDevice {
  /** The station's own number of it. */
  id: number;
  deviceSn: string;
}

/** Of a group, or of one of its batches; in the order in which they were registered. */
export const devicesForLabels = (
  db: Database,
  groupId: string,
  batchTag: string | undefined,
): LabelDevice[] =>
  prepared(
    db,
    `SELECT d.id, d.device_sn AS deviceSn FROM device d LEFT JOIN batch b ON b.id = d.batch_id
     WHERE d.gone IS NULL AND d.group_id = ? AND (? IS NULL OR b.tag = ?) ORDER BY d.id`,
  ).all(groupId, batchTag ?? null, batchTag ?? null) as LabelDevice[];

/** Those of these names that are devices, in the order of the names. */
export const namedDevices = (
  db: Database,
  groupId: string,
  deviceSns: readonly string[],
): LabelDevice[] =>
  prepared(
    db,
    `SELECT d.id, d.device_sn AS deviceSn FROM json_each(?) e
     JOIN device d ON d.group_id = ? AND d.device_sn = e.value AND d.gone IS NULL ORDER BY e.key`,
  ).all(JSON.stringify(deviceSns), groupId) as LabelDevice[];

/** The number of the device that has this name now; null: it is none here. */
export const deviceNumber = (db: Database, { groupId, deviceSn }: DeviceName): number | null =>
  (
    prepared(db, 'SELECT id FROM device WHERE group_id = ? AND device_sn = ? AND gone IS NULL').get(
      groupId,
      deviceSn,
    ) as { id: number } | undefined
  )?.id ?? null;
