import type { Database } from 'better-sqlite3';
import {
  type CloudDevice,
  type Device,
  type DeviceName,
  deviceSchema,
} from '../../shared/models/device.ts';
import { type Source, sourceSchema } from '../../shared/models/read.ts';
import { isLeaving } from './former.ts';
import { prepared } from './prepared.ts';

export interface DeviceRow {
  id: number;
  group_id: string;
  device_sn: string;
  batch_tag: string | null;
  status: string;
  sn: string | null;
  asset_id: string | null;
  region_id: string | null;
  org_id: string | null;
  master_data: string;
  description: string;
  registered_at: number;
  source_kind: string;
  source_name: string;
  label_state: string;
  cloud: string | null;
  seen_at: number | null;
  pending: number;
}

export const toDevice = (row: DeviceRow): Device =>
  deviceSchema.parse({
    id: row.id,
    groupId: row.group_id,
    deviceSn: row.device_sn,
    batchTag: row.batch_tag,
    status: row.status,
    sn: row.sn,
    assetId: row.asset_id,
    allocateTo:
      row.region_id === null ? null : { regionId: row.region_id, orgId: row.org_id ?? '' },
    masterData: JSON.parse(row.master_data),
    description: row.description,
    registeredAt: row.registered_at,
    source: sourceText(row),
    labelState: row.label_state,
    pending: row.pending,
    cloud: row.cloud === null ? null : JSON.parse(row.cloud),
    seenAt: row.seen_at,
  });

/** A file is known by its import, whose number says nothing to people. */
const sourceText = ({ source_kind: kind, source_name: name }: DeviceRow): string =>
  name === '' || kind === 'import' ? kind : `${kind} ${name}`;

/** Of `device d`. No join: to set one up costs as much as ten rows, and devices are mostly read one by one. */
export const deviceColumns = `d.*, coalesce(d.tag, (SELECT b.tag FROM batch b WHERE b.id = d.batch_id)) AS batch_tag,
  (SELECT count(*) FROM operation o WHERE o.group_id = d.group_id AND o.device_sn = d.device_sn
     AND o.state IN ('queued','sending','in_doubt','parked')) AS pending`;

/** The device of this name on this station, or null. */
export function findDevice(db: Database, groupId: string, deviceSn: string): Device | null {
  const row = prepared(
    db,
    `SELECT ${deviceColumns} FROM device d
     WHERE d.group_id = ? AND d.device_sn = ? AND d.gone IS NULL`,
  ).get(groupId, deviceSn) as DeviceRow | undefined;
  return row ? toDevice(row) : null;
}

/** Remembers the cloud's view as last seen; what the station wants of the device stays. */
export function rememberSeen(db: Database, seen: CloudDevice, at: number): void {
  // It is another unit that the cloud still has under this SN.
  if (isLeaving(db, seen)) return;
  prepared(
    db,
    `UPDATE device SET cloud = ?, version = ?, seen_at = ?, sn = ?
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
  ).run(JSON.stringify(seen), seen.version, at, seen.sn, seen.groupId, seen.deviceSn);
}

/** Where a device was registered, as a repeat has to tell. */
export interface Registered {
  batchId: string | null;
  batchTag: string | null;
  at: number;
  source: string;
}

export function findRegistered(db: Database, groupId: string, deviceSn: string): Registered | null {
  const row = prepared(
    db,
    `SELECT d.batch_id, b.tag AS batch_tag, d.registered_at, d.source_kind, d.source_name
     FROM device d LEFT JOIN batch b ON b.id = d.batch_id
     WHERE d.group_id = ? AND d.device_sn = ? AND d.gone IS NULL`,
  ).get(groupId, deviceSn) as
    | {
        batch_id: string | null;
        batch_tag: string | null;
        registered_at: number;
        source_kind: string;
        source_name: string;
      }
    | undefined;
  if (!row) return null;
  return {
    batchId: row.batch_id,
    batchTag: row.batch_tag,
    at: row.registered_at,
    source:
      row.source_name === '' || row.source_kind === 'import' ? row.source_kind : row.source_name,
  };
}

/** A device that another station made, as the cloud told it. */
export function findKnown(
  db: Database,
  groupId: string,
  deviceSn: string,
): { station: string | null; batchTag: string | null; at: number } | null {
  const row = prepared(
    db,
    `SELECT station, batch_tag AS batchTag, at FROM known_device
     WHERE group_id = ? AND device_sn = ?`,
  ).get(groupId, deviceSn);
  return (row as { station: string | null; batchTag: string | null; at: number }) ?? null;
}

export function addKnown(
  db: Database,
  known: {
    groupId: string;
    deviceSn: string;
    station: string | null;
    batchTag: string | null;
    at: number;
  },
): void {
  prepared(
    db,
    `INSERT INTO known_device (group_id, device_sn, station, batch_tag, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET station = excluded.station, batch_tag = excluded.batch_tag, at = excluded.at`,
  ).run(known.groupId, known.deviceSn, known.station, known.batchTag, known.at);
}

/** Its SN is free again, or the device is this station's own from now on. */
export function forgetKnown(db: Database, { groupId, deviceSn }: DeviceName): void {
  prepared(db, 'DELETE FROM known_device WHERE group_id = ? AND device_sn = ?').run(
    groupId,
    deviceSn,
  );
}

/** How a device came to be registered, to register it again under its right SN. */
export function registrationOf(
  db: Database,
  groupId: string,
  deviceSn: string,
): {
  batchId: string | null;
  source: Source;
  raw: string;
  aim: string | null;
  label: boolean;
} | null {
  const row = prepared(
    db,
    `SELECT batch_id, source_kind, source_name, raw, aim, label_state FROM device
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
  ).get(groupId, deviceSn) as
    | {
        batch_id: string | null;
        source_kind: string;
        source_name: string;
        raw: string;
        aim: string | null;
        label_state: string;
      }
    | undefined;
  if (!row) return null;
  const source = sourceSchema.safeParse({ kind: row.source_kind, name: row.source_name });
  return {
    batchId: row.batch_id,
    // A device that was brought here from the cloud was read by nobody.
    source: source.data ?? { kind: 'typed', name: '' },
    raw: row.raw,
    aim: row.aim,
    label: row.label_state !== 'none',
  };
}
