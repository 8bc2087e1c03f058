import type { Queries } from '../database/transaction.ts';
import { type DeviceRow, deviceColumns } from './device.ts';

/**
 * The device with this system `sn` in the OU, as applications see it: a discarded one is not there.
 * `lock` holds it until the transaction ends.
 */
export async function findBySn(
  client: Queries,
  orgId: string,
  sn: string,
  lock = false,
): Promise<DeviceRow | null> {
  const found = await client.query<DeviceRow>(
    `select ${deviceColumns} from device where org_id = $1 and sn = $2 and current_status <> 'discarded' ${lock ? 'for update' : ''}`,
    [orgId, sn],
  );
  return found.rows[0] ?? null;
}

/** The devices with these system `sn`s, discarded ones too, locked in the order of their keys. */
export async function lockSns(
  client: Queries,
  orgId: string,
  sns: readonly string[],
): Promise<Map<string, DeviceRow>> {
  const found = await client.query<DeviceRow>(
    `select ${deviceColumns} from device where org_id = $1 and sn = any($2)
     order by group_id, device_sn for update`,
    [orgId, sns],
  );
  return new Map(found.rows.map((row) => [row.sn, row]));
}

/** Identifies a device the way stations do. */
export interface Lane {
  groupId: string;
  deviceSn: string;
}

export const laneName = ({ groupId, deviceSn }: Lane): string =>
  JSON.stringify([groupId, deviceSn]);

const ofLanes = `
  select ${deviceColumns} from device
  where org_id = $1 and (group_id, device_sn) in (select * from unnest($2::text[], $3::text[]))`;

async function byLane(
  client: Queries,
  sql: string,
  orgId: string,
  lanes: readonly Lane[],
): Promise<Map<string, DeviceRow>> {
  if (lanes.length === 0) return new Map();
  const found = await client.query<DeviceRow>(sql, [
    orgId,
    lanes.map((lane) => lane.groupId),
    lanes.map((lane) => lane.deviceSn),
  ]);
  return new Map(
    found.rows.map((row) => [laneName({ groupId: row.group_id, deviceSn: row.device_sn }), row]),
  );
}

/** The devices of these lanes that exist, by `laneName`. */
export const findLanes = (client: Queries, orgId: string, lanes: readonly Lane[]) =>
  byLane(client, ofLanes, orgId, lanes);

/** The same, locked in the order of their keys. */
export const lockLanes = (client: Queries, orgId: string, lanes: readonly Lane[]) =>
  byLane(client, `${ofLanes} order by group_id, device_sn for update`, orgId, lanes);
