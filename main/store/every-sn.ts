import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import { prepared } from './prepared.ts';

/** Where SNs are known from: devices of this station, those that the cloud told, those that other stations handed over. */
const sources = [
  `SELECT group_id AS groupId, device_sn AS deviceSn FROM device
   WHERE gone IS NULL AND (group_id, device_sn) > (@groupId, @deviceSn)
   ORDER BY group_id, device_sn LIMIT @limit`,
  `SELECT group_id AS groupId, device_sn AS deviceSn FROM known_device
   WHERE (group_id, device_sn) > (@groupId, @deviceSn)
   ORDER BY group_id, device_sn LIMIT @limit`,
  `SELECT group_id AS groupId, device_sn AS deviceSn FROM handed_unit
   WHERE (group_id, device_sn) > (@groupId, @deviceSn)
   ORDER BY group_id, device_sn LIMIT @limit`,
];

/** Every SN that this station knows, in pages; one that is known from two places comes twice. */
export function* everySn(db: Database, limit: number): Generator<DeviceName[]> {
  for (const source of sources) {
    let last: DeviceName = { groupId: '', deviceSn: '' };
    for (;;) {
      const page = prepared(db, source).all({ ...last, limit }) as DeviceName[];
      if (page.length > 0) yield page;
      if (page.length < limit) break;
      last = page.at(-1) as DeviceName;
    }
  }
}

export interface BatchUnit {
  id: number;
  deviceSn: string;
  at: number;
  status: string;
  sn: string | null;
  assetId: string | null;
  masterData: string;
}

/** Units of a batch behind row `after`, oldest first; `masterData` is JSON. */
export const unitsOfBatch = (
  db: Database,
  batchId: string,
  { after, limit }: { after: number; limit: number },
): BatchUnit[] =>
  prepared(
    db,
    `SELECT id, device_sn AS deviceSn, registered_at AS at, status, sn, asset_id AS assetId,
       master_data AS masterData
     FROM device WHERE batch_id = ? AND id > ? AND gone IS NULL ORDER BY id LIMIT ?`,
  ).all(batchId, after, limit) as BatchUnit[];
