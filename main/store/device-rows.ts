import type { Database } from 'better-sqlite3';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import { type PieceKey, postPieces } from './apply-ledger.ts';
import type { Acted } from './events.ts';
import { note } from './history.ts';
import { prepared } from './prepared.ts';

/** Changes of one device's row that several events share. */

type Wanted = { [F in keyof NonNullable<Acted['set']>]: NonNullable<Acted['set']>[F] | undefined };

/** What a device is meant to be; only what is named changes. */
export function setWanted(db: Database, name: DeviceName, set: Wanted): void {
  const put = (sql: string, ...values: (string | null)[]) =>
    prepared(
      db,
      `UPDATE device SET ${sql} WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
    ).run(...values, name.groupId, name.deviceSn);
  if (set.masterData) put('master_data = ?', JSON.stringify(set.masterData));
  if (set.description !== undefined) put('description = ?', set.description);
  if (set.batchTag !== undefined) put('tag = ?', set.batchTag);
  if (set.allocateTo !== undefined) {
    put(
      'region_id = ?, org_id = ?',
      set.allocateTo?.regionId ?? null,
      set.allocateTo?.orgId ?? null,
    );
  }
}

/** Its master data as they are wanted; null where it is no device of this station. */
export function masterDataOf(db: Database, name: DeviceName): MasterDataValues | null {
  const row = prepared(
    db,
    'SELECT master_data FROM device WHERE group_id = ? AND device_sn = ? AND gone IS NULL',
  ).get(name.groupId, name.deviceSn) as { master_data: string } | undefined;
  return row ? (JSON.parse(row.master_data) as MasterDataValues) : null;
}

/** The row stays for its label's place and its story; the SN is free again. */
export function removeDevice(
  db: Database,
  { at, by }: { at: number; by: string | null },
  device: DeviceName & {
    why: 'deleted' | 'replaced' | 'void';
    uncount: boolean;
    reason?: string | undefined;
  },
): void {
  const row = prepared(
    db,
    `UPDATE device SET gone = ?, label_state = CASE label_state WHEN 'printed' THEN 'printed' ELSE 'none' END
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL RETURNING id, batch_id`,
  ).get(device.why, device.groupId, device.deviceSn) as
    | { id: number; batch_id: string | null }
    | undefined;
  if (!row) return;
  const { reason: said = device.why } = device;
  const unprinted = prepared(
    db,
    "SELECT job, seq, account FROM label WHERE device = ? AND account = 'reserved'",
  ).all(row.id) as PieceKey[];
  postPieces(db, unprinted, 'voided', { at, by: by ?? 'station', reason: said, source: 'unit' });
  if (device.uncount && row.batch_id !== null) {
    prepared(db, 'UPDATE batch SET accepted = accepted - 1 WHERE id = ?').run(row.batch_id);
  }
  const { why, reason } = device;
  const detail = { why, ...(reason === undefined ? {} : { reason }) };
  note(db, device, { at, by, what: 'removed', detail });
}

/** The status by what is known, once nothing of the device is parked any more. */
export function restoreStatus(db: Database, { groupId, deviceSn }: DeviceName): void {
  prepared(
    db,
    `UPDATE device SET status = CASE
       WHEN EXISTS (SELECT 1 FROM operation o WHERE o.group_id = device.group_id
         AND o.device_sn = device.device_sn AND o.state = 'parked') THEN 'parked'
       WHEN asset_id IS NOT NULL THEN 'allocated'
       WHEN sn IS NOT NULL OR (SELECT o.state FROM operation o WHERE o.group_id = device.group_id
         AND o.device_sn = device.device_sn AND o.kind = 'create' ORDER BY o.seq DESC LIMIT 1) = 'confirmed'
         THEN 'created'
       ELSE 'registered' END
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
  ).run(groupId, deviceSn);
}

/** Where it belongs is kept in columns of its own. */
export function withoutTarget(values: MasterDataValues): MasterDataValues {
  const { regionId: _region, orgId: _ou, ...rest } = values;
  return rest;
}
