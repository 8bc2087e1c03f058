import type { Database } from 'better-sqlite3';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import { removeDevice, restoreStatus, setWanted, withoutTarget } from './device-rows.ts';
import type { EventOf, NewOperation } from './events.ts';
import { note } from './history.ts';
import { type Moved, movedColumns, settle } from './moved.ts';
import type { OperationPayload } from './operations.ts';
import { prepared } from './prepared.ts';
import { rebaseEdits } from './rebase-edits.ts';

/** Events that add operations, confirm them or take them back, as rows. */

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
    confirmDevice(db, op, item, event.at);
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
  if (item.deviceData && (op.kind === 'reset' || op.kind === 'replace')) {
    setWanted(db, op, { masterData: withoutTarget(item.deviceData) });
    news.values = true;
  }
  if (news.values) rebaseEdits(db, op, news);
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
  if (how.restore) restore(db, op);
  restoreStatus(db, op);
  settle(db, op);
}

function restore(db: Database, op: Moved): void {
  if (op.kind === 'create') {
    removeDevice(db, { at: 0, by: null }, { ...op, why: 'void', uncount: true });
    return;
  }
  const row = prepared(db, 'SELECT payload FROM operation WHERE key = ?').get(op.key) as {
    payload: string;
  };
  const { was } = JSON.parse(row.payload) as OperationPayload;
  if (!was) return;
  const { masterData, ...rest } = was;
  setWanted(db, op, rest);
  if (!masterData) return;
  const device = prepared(
    db,
    'SELECT master_data FROM device WHERE group_id = ? AND device_sn = ? AND gone IS NULL',
  ).get(op.groupId, op.deviceSn) as { master_data: string } | undefined;
  if (!device) return;
  const now = { ...(JSON.parse(device.master_data) as MasterDataValues), ...masterData };
  const kept = Object.entries(now).filter(([, value]) => value !== null);
  setWanted(db, op, { masterData: Object.fromEntries(kept) });
}
