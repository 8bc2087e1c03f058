import type { Database } from 'better-sqlite3';
import type { RegistrationGroup, Target } from '../../shared/models/catalog.ts';
import type { Device, DeviceName } from '../../shared/models/device.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { findDevice } from '../store/devices.ts';
import { type LaneOperation, laneOf } from '../store/operations.ts';

/** A device that something is to be done with, and all that decides whether it can be. */
export interface Ground {
  device: Device;
  group: RegistrationGroup;
  /** Every operation that concerns it, oldest first. */
  lane: LaneOperation[];
}

const openStates = new Set(['queued', 'sending', 'in_doubt', 'parked']);
export const isOpen = ({ state }: LaneOperation): boolean => openStates.has(state);

/** It has not left this station, and can still be taken back. */
export const isUnsent = (one: LaneOperation): boolean => isOpen(one) && !one.sent;

/** The device as it stands; a problem where nothing can be asked of it now. */
export function groundOf(db: Database, name: DeviceName): Result<Ground> {
  const device = findDevice(db, name.groupId, name.deviceSn);
  if (!device) return fail('device-unknown', { deviceSn: name.deviceSn });
  const group = findAnyGroup(db, name.groupId);
  if (!group) return fail('group-unknown', { groupId: name.groupId });
  const lane = ownLane(db, device);
  const stop = obstacle(device, lane);
  return stop ? { ok: false, problem: stop } : ok({ device, group, lane });
}

/** Every operation that concerns this device, oldest first; not those of one that had its SN before. */
export const ownLane = (db: Database, device: Device): LaneOperation[] =>
  laneOf(db, device.groupId, device.deviceSn).filter(
    ({ deviceSn, deviceId }) =>
      deviceSn !== device.deviceSn || deviceId === null || deviceId === device.id,
  );

function obstacle({ deviceSn }: Device, lane: LaneOperation[]): Problem | null {
  const open = lane.filter(isOpen);
  if (open.some(({ state }) => state === 'parked')) return fail('device-parked').problem;
  const leaves = open.some(
    ({ kind, otherSn }) => kind === 'delete' || (kind === 'replace' && otherSn === deviceSn),
  );
  return leaves ? fail('device-leaving').problem : null;
}

const nextMove = ({ lane }: Ground): LaneOperation | undefined =>
  lane.findLast((one) => isOpen(one) && (one.kind === 'allocate' || one.kind === 'reset'));

/** Whether it will be allocated once everything that is open has been done. */
export function willBeAllocated(ground: Ground): boolean {
  const last = nextMove(ground);
  return last ? last.kind === 'allocate' : isAllocatedNow(ground.device);
}

/**
 * What was seen in the cloud counts before what this station did: a device may have activated itself,
 * or have been taken back elsewhere. It is kept until the next operation of ours is confirmed.
 */
export const isAllocatedNow = ({ status, assetId, cloud }: Device): boolean =>
  cloud ? cloud.allocateStatus === 'allocated' : status === 'allocated' || assetId !== null;

/** Where it will be, or is, allocated to; by the same order of what is known. */
export function placeOf(ground: Ground): Target | null {
  const { cloud, allocateTo } = ground.device;
  if (nextMove(ground) || !cloud) return allocateTo;
  const { regionId, orgId } = cloud;
  return regionId === null ? null : { regionId, orgId: orgId ?? '' };
}

/** Its creation, while the cloud certainly knows nothing of it. */
export const unsentCreate = ({ lane }: Ground): LaneOperation | undefined =>
  lane.find((one) => one.kind === 'create' && isUnsent(one));
