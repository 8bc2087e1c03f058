import type { OperationResult } from '../../shared/models/cloud.ts';
import type { DeviceRow } from '../devices/device.ts';
import { EnosError } from '../http/envelope.ts';

/** It holds. */
export const done = (
  key: string,
  device: { sn: string; assetId: string | null },
): OperationResult => ({ key, outcome: 'done', ...device });

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

/** Who holds an SN that somebody else wanted too. */
export const conflictOf = (holder: DeviceRow): NonNullable<OperationResult['conflict']> => ({
  station: holder.station_name || holder.station_id,
  at: holder.create_time,
  batchTag: holder.batch_tag?.defaultValue ?? null,
});
