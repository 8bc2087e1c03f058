import type { Database } from 'better-sqlite3';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { OperationKind } from '../../shared/models/operation.ts';
import { masterDataOf, setWanted } from './device-rows.ts';
import type { Moved } from './moved.ts';
import type { OperationPayload } from './operations.ts';
import { prepared } from './prepared.ts';

/** What operations that are owed mean for the device as it is shown here. */

const withChange = (values: MasterDataValues, change: MasterDataValues): MasterDataValues =>
  Object.fromEntries(
    Object.entries({ ...values, ...change }).filter(([, value]) => value !== null),
  );

/** What is still owed to the cloud is what people want of a device, whatever the cloud has now. */
export function layOwedOver(db: Database, device: DeviceName): void {
  const rows = prepared(
    db,
    `SELECT kind, payload FROM operation WHERE group_id = ? AND device_sn = ?
       AND state IN ('queued','sending','in_doubt','parked') AND kind IN ('allocate','reset','update')
       AND NOT EXISTS (SELECT 1 FROM device d WHERE d.id = operation.device_id AND d.gone IS NOT NULL)
     ORDER BY seq`,
  ).all(device.groupId, device.deviceSn) as { kind: OperationKind; payload: string }[];
  for (const row of rows) {
    const { deviceData, description, batchTag } = JSON.parse(row.payload) as OperationPayload;
    if (row.kind === 'update') {
      setWanted(db, device, {
        masterData: withChange(masterDataOf(db, device) ?? {}, deviceData),
        description,
        batchTag,
      });
    } else if (row.kind === 'reset') setWanted(db, device, { allocateTo: null });
    else {
      const { regionId, orgId } = deviceData;
      setWanted(db, device, { allocateTo: { regionId: String(regionId), orgId: String(orgId) } });
    }
  }
}

/** Puts back what an operation had changed on this station when it was asked for. */
export function putBack(db: Database, op: Moved): void {
  const row = prepared(db, 'SELECT payload FROM operation WHERE key = ?').get(op.key) as {
    payload: string;
  };
  const { was } = JSON.parse(row.payload) as OperationPayload;
  if (!was) {
    // An allocation that came with the registration: there was no place before it.
    if (op.kind === 'allocate') setWanted(db, op, { allocateTo: null });
    return;
  }
  const { masterData, ...rest } = was;
  setWanted(db, op, rest);
  const now = masterData && masterDataOf(db, op);
  if (now) setWanted(db, op, { masterData: withChange(now, masterData) });
}
