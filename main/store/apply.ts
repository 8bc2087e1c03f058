import type { Database } from 'better-sqlite3';
import { problem } from '../../shared/problems.ts';
import type { StationEvent } from './events.ts';
import { prepared } from './prepared.ts';

/** Turns one event into rows. Runs inside the caller's transaction; throws what SQLite throws. */
export function apply(db: Database, event: StationEvent): void {
  switch (event.type) {
    case 'batch-started':
      prepared(
        db,
        `INSERT INTO batch (id, group_id, tag, target, template, region_id, org_id, state, started_at, place)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, (SELECT coalesce(max(place), 0) + 1 FROM batch))`,
      ).run(
        event.id,
        event.groupId,
        event.tag,
        event.target,
        event.template,
        event.allocateTo?.regionId ?? null,
        event.allocateTo?.orgId ?? null,
        event.at,
      );
      return;
    case 'batch-moved':
      prepared(db, 'UPDATE batch SET state = ?, finished_at = ? WHERE id = ?').run(
        event.state,
        event.state === 'finished' ? event.at : null,
        event.id,
      );
      return;
    case 'device-registered':
      return registerDevice(db, event);
    case 'operations-confirmed':
      return confirm(db, event);
    case 'operations-parked':
      return park(db, event);
    case 'operations-retried':
      for (const key of event.keys) {
        prepared(
          db,
          `UPDATE operation SET state = CASE WHEN first_sent_at IS NULL THEN 'queued' ELSE 'in_doubt' END,
           attempts = 0, next_at = 0, problem = NULL WHERE key = ? AND state = 'parked'`,
        ).run(key);
        restoreStatus(db, key);
      }
      return;
    case 'operation-discarded':
      return discard(db, event);
  }
}

type EventOf<T extends StationEvent['type']> = Extract<StationEvent, { type: T }>;

function registerDevice(db: Database, event: EventOf<'device-registered'>): void {
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
  }
  const add = prepared(
    db,
    `INSERT INTO operation (key, kind, group_id, device_sn, payload, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const one of event.operations) {
    const payload = JSON.stringify(one.payload);
    add.run(one.key, one.kind, event.groupId, event.deviceSn, payload, event.at);
  }
}

const laneOf = `(group_id, device_sn) = (SELECT group_id, device_sn FROM operation WHERE key = ?)`;

function confirm(db: Database, event: EventOf<'operations-confirmed'>): void {
  const done = prepared(
    db,
    `UPDATE operation SET state = 'confirmed', problem = NULL WHERE key = ? AND state <> 'confirmed'
     RETURNING kind`,
  );
  const device = prepared(
    db,
    `UPDATE device SET status = ?, sn = coalesce(?, sn), asset_id = coalesce(?, asset_id)
     WHERE ${laneOf}`,
  );
  for (const item of event.items) {
    const row = done.get(item.key) as { kind: 'create' | 'allocate' } | undefined;
    if (!row) continue;
    const status = row.kind === 'create' ? 'created' : 'allocated';
    device.run(status, item.sn ?? null, item.assetId ?? null, item.key);
  }
}

/** Parks an operation (after a definite refusal nothing of it is in doubt any more) and, visibly and with the reason, the later ones of the same device. */
function park(db: Database, event: EventOf<'operations-parked'>): void {
  const one = prepared(
    db,
    `UPDATE operation SET state = 'parked', problem = ?,
       first_sent_at = CASE WHEN ? THEN NULL ELSE first_sent_at END
     WHERE key = ? AND state NOT IN ('confirmed','refused') RETURNING seq`,
  );
  const later = prepared(
    db,
    `UPDATE operation SET state = 'parked', problem = ?
     WHERE ${laneOf} AND seq > ? AND state IN ('queued','sending','in_doubt')`,
  );
  const device = prepared(db, `UPDATE device SET status = 'parked' WHERE ${laneOf}`);
  for (const item of event.items) {
    const row = one.get(JSON.stringify(item.problem), item.definite ? 1 : 0, item.key) as
      | { seq: number }
      | undefined;
    if (!row) continue;
    later.run(JSON.stringify(problem('lane-blocked', { seq: row.seq })), item.key, row.seq);
    device.run(item.key);
  }
}

function restoreStatus(db: Database, key: string): void {
  prepared(
    db,
    `UPDATE device SET status = CASE WHEN asset_id IS NOT NULL THEN 'allocated'
       WHEN sn IS NOT NULL THEN 'created' ELSE 'registered' END WHERE ${laneOf}`,
  ).run(key);
}

/** Gives an operation up, and with it the later ones of the same device, which need it. */
function discard(db: Database, event: EventOf<'operation-discarded'>): void {
  prepared(
    db,
    `UPDATE operation SET state = 'refused'
     WHERE ${laneOf} AND seq >= (SELECT seq FROM operation WHERE key = ?)
       AND state IN ('parked','queued','in_doubt')`,
  ).run(event.key, event.key);
  restoreStatus(db, event.key);
}
