import type { Database } from 'better-sqlite3';
import type { CloudDevice, DeviceName } from '../../shared/models/device.ts';
import type { EventOf } from './events.ts';
import { followersOf } from './followers.ts';
import { note } from './history.ts';
import { type Moved, movedColumns, settle } from './moved.ts';
import { prepared } from './prepared.ts';

/**
 * Operations of a unit that was undone: it is none here any more and its SN is free, while the cloud has
 * still to hear of it. A device that got the same SN since must not be touched by what becomes of them.
 */

export const isFormer = (db: Database, { deviceId }: Pick<Moved, 'deviceId'>): boolean =>
  deviceId !== null &&
  prepared(db, 'SELECT 1 FROM device WHERE id = ? AND gone IS NOT NULL').get(deviceId) !==
    undefined;

/** The cloud may still have the unit that had this SN before. */
export const isLeaving = (db: Database, { groupId, deviceSn }: DeviceName): boolean =>
  prepared(
    db,
    `SELECT 1 FROM operation o JOIN device d ON d.id = o.device_id AND d.gone IS NOT NULL
     WHERE o.group_id = ? AND o.device_sn = ? AND o.kind = 'delete'
       AND o.state IN ('queued','sending','in_doubt','parked')`,
  ).get(groupId, deviceSn) !== undefined;

/** What the deletion that follows has to know of it. */
export function confirmFormer(
  db: Database,
  op: Moved,
  item: EventOf<'operations-confirmed'>['items'][number],
): void {
  prepared(
    db,
    `UPDATE device SET sn = coalesce(?, sn), asset_id = CASE WHEN ? THEN NULL ELSE coalesce(?, asset_id) END,
       version = coalesce(?, version) WHERE id = ?`,
  ).run(
    item.sn ?? null,
    op.kind === 'reset' ? 1 : 0,
    item.assetId ?? null,
    item.version ?? null,
    op.deviceId,
  );
}

/** A person has looked at it: as it is there now, it may be deleted. */
export const seenFormer = (
  db: Database,
  { deviceId }: Pick<Moved, 'deviceId'>,
  { version, assetId }: Pick<CloudDevice, 'version' | 'assetId'>,
): void =>
  void prepared(db, 'UPDATE device SET version = ?, asset_id = ? WHERE id = ?').run(
    version,
    assetId,
    deviceId,
  );

/**
 * The cloud has refused for good what was to become of an undone unit: nobody has to decide about that. If
 * it was its creation, there is nothing to delete: what is there under this SN is somebody else's.
 */
export function dropFormer(db: Database, op: Moved, at: number, code: string): Moved[] {
  const move = prepared(
    db,
    `UPDATE operation SET state = 'withdrawn', problem = NULL WHERE seq = ?
       AND state IN ('queued','sending','in_doubt','parked') RETURNING ${movedColumns}`,
  );
  const own = prepared(
    db,
    `SELECT seq, kind FROM operation WHERE device_id = ? AND group_id = ? AND device_sn = ? AND seq > ?`,
  ).all(op.deviceId, op.groupId, op.deviceSn, op.seq) as Pick<Moved, 'seq' | 'kind'>[];
  const rest = op.kind === 'create' ? own : [];
  for (const { seq, kind } of [op, ...rest]) {
    const moved = move.get(seq) as Moved | undefined;
    if (!moved) continue;
    note(db, moved, { at, what: 'withdrawn', detail: { kind, code } });
    settle(db, moved);
  }
  return followersOf(db, op).filter(
    ({ state, reason }) => state === 'parked' && reason === 'lane-blocked',
  );
}
