import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../../shared/models/device.ts';
import { sameJson } from '../../../shared/same-json.ts';
import { withoutTarget } from '../../store/device-rows.ts';
import { findDevice } from '../../store/devices.ts';

/** How many of these devices are something else in the cloud, as last seen, than this station has them. */
export const driftOf = (db: Database, names: readonly DeviceName[]): number =>
  names.filter(({ groupId, deviceSn }) => {
    const device = findDevice(db, groupId, deviceSn);
    // What this station still owes to the cloud is no drift.
    if (!device?.cloud || device.pending > 0) return false;
    const { deviceData, description, batchTag } = device.cloud;
    return !(
      sameJson(withoutTarget(deviceData), device.masterData) &&
      description === device.description &&
      batchTag === device.batchTag
    );
  }).length;
