import type { Database } from 'better-sqlite3';

import { addJobItem } from './apply-jobs.ts';
import { spendNumber } from './apply-makers.ts';
import { addOperation, amend } from './apply-operations.ts';
import { withdrawKey } from './apply-withdrawn.ts';
import { removeDevice, setWanted, withoutTarget } from './device-rows.ts';
import { forgetKnown } from './devices.ts';
import type { Acted, EventOf } from './events.ts';
import { note } from './history.ts';
import { layOwedOver } from './owed.ts';
import { countInBucket } from './pace.ts';
import { prepared } from './prepared.ts';
import { addVoidLabel, keepLabels } from './void-labels.ts';

/** Events that make, change or end a device, as rows. */

export function registerDevice(db: Database, event: EventOf<'device-registered'>): void {
  prepared(
    db,
    `INSERT INTO device (group_id, device_sn, batch_id, region_id, org_id, master_data,
       registered_at, source_kind, source_name, raw, aim, label_state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    event.groupId,
    event.deviceSn,
    event.batchId,
    event.allocateTo?.regionId ?? null,
    event.allocateTo?.orgId ?? null,
    JSON.stringify(event.masterData),
    event.at,
    event.source.kind,
    event.source.name,
    event.raw,
    event.aim ?? null,
    event.label ? 'pending' : 'none',
  );
  if (event.batchId) {
    prepared(db, 'UPDATE batch SET accepted = accepted + 1 WHERE id = ?').run(event.batchId);
    countInBucket(db, event.batchId, event.at, 'good');
  }
  if (event.made) spendNumber(db, event.made);
  for (const one of event.operations) addOperation(db, event, one, null, event.at);
  if (!event.label) keepLabels(db, event, event.at);
  const { kind, name } = event.source;
  const { confirmed } = event;
  const detail = { source: kind, scanner: name, ...(confirmed ? { confirmed } : {}) };
  note(db, event, { at: event.at, by: event.by ?? null, what: 'registered', detail });
}

export function actOnDevice(db: Database, event: EventOf<'devices-acted'>, item: Acted): void {
  const { at, by, jobId } = event;
  if (item.restart) {
    prepared(
      db,
      `UPDATE device SET status = 'registered', sn = NULL, asset_id = NULL, cloud = NULL,
         version = NULL, seen_at = NULL
       WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
    ).run(item.groupId, item.deviceSn);
  }
  // What they had changed here goes with them, unless all of the device goes.
  const restore = item.remove === undefined;
  for (const key of (item.withdraw ?? []).toReversed()) withdrawKey(db, key, { at, by, restore });
  if (item.amend) amend(db, item.amend.key, item.amend.payload);
  if (item.set) setWanted(db, item, item.set);
  for (const one of item.operations) {
    addOperation(db, item, one, jobId, at);
    note(db, item, { at, by, what: 'asked', detail: askedDetail(one) });
    if (one.otherSn !== undefined) {
      const other = { groupId: item.groupId, deviceSn: one.otherSn };
      note(db, other, { at, by, what: 'asked', detail: { kind: one.kind, newSn: item.deviceSn } });
    }
  }
  if (item.remove) {
    if (item.labels) voidLabels(db, event, item, item.labels);
    const { uncount = false } = item;
    removeDevice(db, { at, by }, { ...item, why: item.remove, uncount });
    if (item.remove === 'void') forgetKnown(db, item);
  } else if (item.amend) {
    note(db, item, { at, by, what: 'asked', detail: { kind: 'update', onlyHere: true } });
  }
  if (jobId !== null) addJobItem(db, jobId, item);
}

function voidLabels(
  db: Database,
  { at, by }: EventOf<'devices-acted'>,
  item: Acted,
  copies: number,
): void {
  const row = prepared(
    db,
    `SELECT b.tag FROM device d JOIN batch b ON b.id = d.batch_id
     WHERE d.group_id = ? AND d.device_sn = ? AND d.gone IS NULL`,
  ).get(item.groupId, item.deviceSn) as { tag: string } | undefined;
  const { reason = '' } = item;
  addVoidLabel(db, item, { batchTag: row?.tag ?? null, copies, at, by, reason });
}

/** What was asked for, as a line of history: kind and target, never values. */
function askedDetail(one: Acted['operations'][number]): Record<string, string> {
  const { kind, payload, otherSn } = one;
  const { regionId, orgId } = (payload.deviceData ?? {}) as Record<string, unknown>;
  return {
    kind,
    ...(kind === 'allocate' ? { target: `${regionId}/${orgId}` } : {}),
    ...(otherSn === undefined ? {} : { oldSn: otherSn }),
  };
}

/** Makes the cloud's view this station's own, for a device that is here or is brought here. */
export function takeOver(db: Database, event: EventOf<'device-taken-over'>): void {
  const { device, at, by } = event;
  const allocated = device.allocateStatus === 'allocated';
  const made = prepared(
    db,
    `INSERT INTO device (group_id, device_sn, master_data, registered_at, source_kind, source_name, raw)
     VALUES (?, ?, '{}', ?, 'cloud', '', '')
     ON CONFLICT (group_id, device_sn) WHERE gone IS NULL DO NOTHING`,
  ).run(device.groupId, device.deviceSn, at);
  prepared(
    db,
    `UPDATE device SET status = ?, sn = ?, asset_id = ?, region_id = ?, org_id = ?, master_data = ?,
       description = ?, tag = ?, cloud = ?, version = ?, seen_at = ?
     WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
  ).run(
    allocated ? 'allocated' : 'created',
    device.sn,
    device.assetId,
    device.regionId,
    device.orgId,
    JSON.stringify(withoutTarget(device.deviceData)),
    device.description,
    device.batchTag,
    JSON.stringify(device),
    device.version,
    at,
    device.groupId,
    device.deviceSn,
  );
  layOwedOver(db, device);
  forgetKnown(db, device);
  if (made.changes > 0) note(db, device, { at, by, what: 'adopted' });
}
