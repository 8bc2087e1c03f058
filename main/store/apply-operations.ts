import type { Database } from 'better-sqlite3';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { OperationKind } from '../../shared/models/operation.ts';
import { problem } from '../../shared/problems.ts';
import { settleJobItem } from './apply-jobs.ts';
import { removeDevice, restoreStatus, setWanted, withoutTarget } from './device-rows.ts';
import type { EventOf, NewOperation } from './events.ts';
import { note } from './history.ts';
import type { OperationPayload } from './operations.ts';
import { prepared } from './prepared.ts';

/** Events that move operations, as rows. */

interface Moved {
  key: string;
  kind: OperationKind;
  groupId: string;
  deviceSn: string;
  otherSn: string | null;
  jobId: string | null;
}
const moved = `RETURNING key, kind, group_id AS groupId, device_sn AS deviceSn,
  other_sn AS otherSn, job_id AS jobId`;

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

const settle = (db: Database, op: Moved): void => {
  if (op.jobId !== null) settleJobItem(db, op.jobId, op);
};

export function confirm(db: Database, event: EventOf<'operations-confirmed'>): void {
  const done = prepared(
    db,
    `UPDATE operation SET state = 'confirmed', problem = NULL
     WHERE key = ? AND state <> 'confirmed' ${moved}`,
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
  if (op.kind === 'replace' && op.otherSn !== null) {
    inheritFrom(db, op, op.otherSn);
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
  }
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

function inheritFrom(db: Database, to: DeviceName, oldSn: string): void {
  prepared(
    db,
    `UPDATE device SET (master_data, description, tag) = (
       SELECT o.master_data, o.description, coalesce(o.tag, b.tag) FROM device o
       LEFT JOIN batch b ON b.id = o.batch_id
       WHERE o.group_id = device.group_id AND o.device_sn = ? AND o.gone IS NULL)
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL AND EXISTS (
       SELECT 1 FROM device o WHERE o.group_id = device.group_id AND o.device_sn = ? AND o.gone IS NULL)`,
  ).run(oldSn, to.groupId, to.deviceSn, oldSn);
}

/**
 * Parks an operation (after a definite refusal nothing of it is in doubt any more) and, visibly and
 * with the reason, the later ones of the same devices.
 */
export function park(db: Database, event: EventOf<'operations-parked'>): void {
  const one = prepared(
    db,
    `UPDATE operation SET state = 'parked', problem = ?,
       first_sent_at = CASE WHEN ? THEN NULL ELSE first_sent_at END
     WHERE key = ? AND state NOT IN ('confirmed','refused','withdrawn')
     RETURNING seq, key, kind, group_id AS groupId, device_sn AS deviceSn, other_sn AS otherSn,
       job_id AS jobId`,
  );
  const later = prepared(
    db,
    `UPDATE operation SET state = 'parked', problem = ?
     WHERE group_id = ? AND device_sn = ? AND seq > ?
       AND state IN ('queued','sending','in_doubt') ${moved}`,
  );
  const device = prepared(
    db,
    "UPDATE device SET status = 'parked' WHERE group_id = ? AND device_sn = ? AND gone IS NULL",
  );
  for (const item of event.items) {
    const op = one.get(JSON.stringify(item.problem), item.definite ? 1 : 0, item.key) as
      | (Moved & { seq: number })
      | undefined;
    if (!op) continue;
    const { code } = item.problem;
    note(db, op, { at: event.at, what: 'parked', detail: { kind: op.kind, code } });
    const why = JSON.stringify(problem('lane-blocked', { seq: op.seq }));
    for (const next of later.all(why, op.groupId, op.deviceSn, op.seq) as Moved[]) settle(db, next);
    device.run(op.groupId, op.deviceSn);
    settle(db, op);
  }
}

export function retry(db: Database, event: EventOf<'operations-retried'>): void {
  const again = prepared(
    db,
    `UPDATE operation SET state = CASE WHEN first_sent_at IS NULL THEN 'queued' ELSE 'in_doubt' END,
       attempts = 0, next_at = 0, problem = NULL WHERE key = ? AND state = 'parked' ${moved}`,
  );
  for (const key of event.keys) {
    const op = again.get(key) as Moved | undefined;
    if (!op) continue;
    note(db, op, {
      at: event.at,
      by: event.by ?? null,
      what: 'retried',
      detail: { kind: op.kind },
    });
    restoreStatus(db, op);
    settle(db, op);
  }
}

/** Gives an operation up, and with it the later ones of the same device, which need it. */
export function discard(db: Database, event: EventOf<'operation-discarded'>): void {
  const rows = prepared(
    db,
    `UPDATE operation SET state = 'refused'
     WHERE (group_id, device_sn) = (SELECT group_id, device_sn FROM operation WHERE key = ?)
       AND seq >= (SELECT seq FROM operation WHERE key = ?)
       AND state IN ('parked','queued','in_doubt') ${moved}`,
  ).all(event.key, event.key) as Moved[];
  for (const op of rows) {
    const detail = { kind: op.kind, reason: event.reason };
    note(db, op, { at: event.at, by: event.by ?? null, what: 'discarded', detail });
    settle(db, op);
    restoreStatus(db, op);
  }
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
     WHERE key = ? AND first_sent_at IS NULL AND state IN ('queued','parked') ${moved}`,
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
