import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import { removeDevice, restoreStatus, setWanted, withoutTarget } from './device-rows.ts';
import type { EventOf } from './events.ts';
import { confirmFormer, isFormer } from './former.ts';
import { note } from './history.ts';
import { type Moved, movedColumns, settle } from './moved.ts';
import { layOwedOver } from './owed.ts';
import { prepared } from './prepared.ts';
import { rebaseEdits } from './rebase-edits.ts';

/** What the cloud has confirmed, as rows. */

export function confirm(db: Database, event: EventOf<'operations-confirmed'>): void {
  const done = prepared(
    db,
    `UPDATE operation SET state = 'confirmed', problem = NULL
     WHERE key = ? AND state <> 'confirmed' RETURNING ${movedColumns}`,
  );
  for (const item of event.items) {
    const op = done.get(item.key) as Moved | undefined;
    if (!op) continue;
    note(db, op, { at: event.at, what: 'confirmed', detail: { kind: op.kind } });
    if (isFormer(db, op)) confirmFormer(db, op, item);
    else confirmDevice(db, op, item, event.at);
    settle(db, op);
  }
}

type Confirmed = EventOf<'operations-confirmed'>['items'][number];

function confirmDevice(db: Database, op: Moved, item: Confirmed, at: number): void {
  const by = { at, by: null };
  if (op.kind === 'delete') {
    removeDevice(db, by, { ...op, why: 'deleted', uncount: false });
    return;
  }
  const news = { values: false, texts: false };
  if (op.kind === 'replace' && op.otherSn !== null) {
    news.values = news.texts = inheritFrom(db, op, op.otherSn);
    const old = { groupId: op.groupId, deviceSn: op.otherSn };
    removeDevice(db, by, { ...old, why: 'replaced', uncount: false });
  }
  if (op.kind === 'reset') {
    prepared(
      db,
      'UPDATE device SET asset_id = NULL WHERE group_id = ? AND device_sn = ? AND gone IS NULL',
    ).run(op.groupId, op.deviceSn);
  }
  const { deviceData, description, batchTag } = item;
  const masterData = deviceData && withoutTarget(deviceData);
  setWanted(db, op, { masterData, description, batchTag });
  if (masterData) news.values = true;
  if (description !== undefined) news.texts = true;
  // What our own edit finds beside its fields is somebody else's, and stays so for the next edit.
  if (op.kind === 'update') layOwedOver(db, op);
  else if (news.values || news.texts) rebaseEdits(db, op, news);
  // What the cloud was last seen to hold is out of date now; its version is not.
  prepared(
    db,
    `UPDATE device SET sn = coalesce(?, sn), asset_id = coalesce(?, asset_id),
       version = coalesce(?, version), cloud = NULL, seen_at = NULL
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
  ).run(item.sn ?? null, item.assetId ?? null, item.version ?? null, op.groupId, op.deviceSn);
  if (op.kind === 'allocate') {
    // EnOS need not tell the asset ID.
    prepared(
      db,
      "UPDATE device SET status = 'allocated' WHERE group_id = ? AND device_sn = ? AND gone IS NULL",
    ).run(op.groupId, op.deviceSn);
  } else restoreStatus(db, op);
}

/** False where the old unit is not on this station. */
function inheritFrom(db: Database, to: DeviceName, oldSn: string): boolean {
  const old = prepared(
    db,
    `SELECT o.master_data, o.description, coalesce(o.tag, b.tag) AS tag FROM device o
     LEFT JOIN batch b ON b.id = o.batch_id
     WHERE o.group_id = ? AND o.device_sn = ? AND o.gone IS NULL`,
  ).get(to.groupId, oldSn) as
    | { master_data: string; description: string; tag: string | null }
    | undefined;
  if (!old) return false;
  prepared(
    db,
    `UPDATE device SET master_data = ?, description = ?, tag = ?
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
  ).run(old.master_data, old.description, old.tag, to.groupId, to.deviceSn);
  return true;
}
