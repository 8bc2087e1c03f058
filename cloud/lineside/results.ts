import type { OperationResult } from '../../shared/models/cloud.ts';
import type { DeviceRow } from '../devices/device.ts';
import { EnosError } from '../http/envelope.ts';

/** It holds. @param withData the cloud decided the master data, so the station is told. */
export const done = (key: string, row: DeviceRow, { withData = false } = {}): OperationResult => ({
  key,
  outcome: 'done',
  sn: row.sn,
  assetId: row.asset_id,
  version: row.version,
  ...(withData
    ? {
        deviceData: row.device_data,
        description: row.description,
        batchTag: row.batch_tag?.defaultValue || null,
      }
    : {}),
});

/** It holds, and there is no device any more. */
export const gone = (key: string): OperationResult => ({
  key,
  outcome: 'done',
  assetId: null,
  version: null,
});

/** It never will, in EnOS's words. Anything but a refusal of ours goes on up. */
export function refused(
  key: string,
  error: unknown,
  conflict?: OperationResult['conflict'],
): OperationResult {
  if (!(error instanceof EnosError)) throw error;
  const result: OperationResult = {
    key,
    outcome: 'refused',
    code: error.code,
    message: error.message,
  };
  return conflict ? { ...result, conflict } : result;
}

/** The same of an allocation, with where the device is already: EnOS's words do not name the place. */
export function refusedWhere(key: string, error: EnosError, row: DeviceRow): OperationResult {
  const { region_id: regionId, target_org_id: orgId } = row;
  const result = refused(key, error);
  return regionId !== null && orgId !== null ? { ...result, place: { regionId, orgId } } : result;
}

/** Who holds an SN that somebody else wanted too. */
export const conflictOf = (holder: DeviceRow): NonNullable<OperationResult['conflict']> => ({
  station: holder.station_name || holder.station_id,
  at: holder.create_time,
  batchTag: holder.batch_tag?.defaultValue ?? null,
});
