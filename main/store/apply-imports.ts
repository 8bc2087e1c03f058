import type { Database } from 'better-sqlite3';
import { noCounts } from '../../shared/import/counts.ts';
import { actOnDevice } from './apply-devices.ts';
import { addFirstOperations, addOperation } from './apply-operations.ts';
import type { EventOf } from './events.ts';
import { note } from './history.ts';
import { prepared } from './prepared.ts';
import { keepLabels } from './void-labels.ts';

/** Events of files of devices, as rows. */

export function beginImport(db: Database, event: EventOf<'import-started'>): void {
  prepared(
    db,
    `INSERT INTO import_run (id, group_id, name, bytes, sha256, options, state, by, started_at, total, counts)
     VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?)`,
  ).run(
    event.id,
    event.options.groupId,
    event.name,
    event.bytes,
    event.sha256,
    JSON.stringify(event.options),
    event.by,
    event.at,
    event.total,
    JSON.stringify(noCounts()),
  );
}

export function importSlice(db: Database, event: EventOf<'import-slice'>): void {
  const { id, registered, changed, at, by } = event;
  const run = prepared(db, 'SELECT name FROM import_run WHERE id = ?').get(id) as
    | { name: string }
    | undefined;
  for (const device of registered) register(db, event, device, run?.name ?? '');
  const added = registered.length;
  if (added > 0 && event.batchId !== null) {
    prepared(db, 'UPDATE batch SET accepted = accepted + ? WHERE id = ?').run(added, event.batchId);
  }
  for (const { acted, before } of changed) {
    const was = prepared(
      db,
      'INSERT INTO import_change (import_id, group_id, device_sn, before) VALUES (?, ?, ?, ?)',
    );
    was.run(id, acted.groupId, acted.deviceSn, JSON.stringify(before));
    actOnDevice(db, { type: 'devices-acted', at, by, jobId: null, items: [] }, acted);
  }
  const last = added > 0 ? lastDevice(db) : null;
  prepared(
    db,
    `UPDATE import_run SET position = ?, counts = ?,
       first_device = coalesce(first_device, ? + 1 - ?), last_device = coalesce(?, last_device),
       state = CASE WHEN ? THEN 'done' ELSE state END, ended_at = CASE WHEN ? THEN ? ELSE ended_at END
     WHERE id = ?`,
  ).run(
    event.position,
    JSON.stringify(event.counts),
    last,
    added,
    last,
    event.end ? 1 : 0,
    event.end ? 1 : 0,
    at,
    id,
  );
}

const lastDevice = (db: Database): number =>
  (prepared(db, 'SELECT max(id) AS id FROM device').get() as { id: number }).id;

function register(
  db: Database,
  event: EventOf<'import-slice'>,
  device: EventOf<'import-slice'>['registered'][number],
  file: string,
): void {
  const name = { groupId: event.groupId, deviceSn: device.deviceSn };
  const { lastInsertRowid: id } = prepared(
    db,
    `INSERT INTO device (group_id, device_sn, batch_id, region_id, org_id, master_data, description, tag,
       registered_at, source_kind, source_name, raw, label_state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'import', ?, ?, ?)`,
  ).run(
    name.groupId,
    name.deviceSn,
    event.batchId,
    device.allocateTo?.regionId ?? null,
    device.allocateTo?.orgId ?? null,
    JSON.stringify(device.masterData),
    device.description ?? '',
    device.tag ?? null,
    device.registeredAt ?? event.at,
    event.id,
    device.raw ?? device.deviceSn,
    event.label ? 'pending' : 'none',
  );
  if (!addFirstOperations(db, { ...name, id }, device.operations, event.at)) {
    for (const one of device.operations) addOperation(db, name, one, null, event.at);
    // An SN without a past has no labels either.
    if (!event.label) keepLabels(db, name, event.at);
  }
  note(db, name, {
    at: event.at,
    by: event.by,
    what: 'registered',
    detail: { source: 'import', scanner: file },
  });
}

export function moveImport(db: Database, event: EventOf<'import-moved'>): void {
  prepared(
    db,
    `UPDATE import_run SET state = ?, ended_at = CASE WHEN ? = 'cancelled' THEN ? ELSE ended_at END,
       undo_device = CASE WHEN ? = 'undoing' THEN coalesce(undo_device, last_device, 0) ELSE undo_device END,
       undo_change = CASE WHEN ? = 'undoing' THEN coalesce(undo_change,
         (SELECT max(id) FROM import_change WHERE import_id = import_run.id), 0) ELSE undo_change END
     WHERE id = ?`,
  ).run(event.state, event.state, event.at, event.state, event.state, event.id);
}

export function undoImport(db: Database, event: EventOf<'import-undone'>): void {
  const { at, by, items } = event;
  for (const item of items) {
    if (!item.problem)
      actOnDevice(db, { type: 'devices-acted', at, by, jobId: null, items: [] }, item);
  }
  const kept = items.filter(({ problem }) => problem).length;
  prepared(
    db,
    `UPDATE import_run SET undo_device = ?, undo_change = ?, undone = undone + ?, kept = kept + ?,
       state = CASE WHEN ? THEN 'undone' ELSE state END, ended_at = CASE WHEN ? THEN ? ELSE ended_at END
     WHERE id = ?`,
  ).run(
    event.device,
    event.change,
    items.length - kept,
    kept,
    event.end ? 1 : 0,
    event.end ? 1 : 0,
    at,
    event.id,
  );
}
