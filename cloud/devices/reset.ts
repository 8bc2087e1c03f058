import type { MasterDataValues } from '../../shared/models/catalog.ts';
import { findGroups, type Group } from '../catalog/groups.ts';
import type { Queries } from '../database/transaction.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Author } from './author.ts';
import { type DeviceRow, deviceColumns } from './device.ts';
import { writeHistory } from './history.ts';
import { isDiscarded, stateAfter } from './life.ts';
import { withoutTarget } from './master-data.ts';
import { productKeys, unallocated } from './products.ts';
import { announceRevoked, keysOf } from './revoked.ts';

/**
 * Takes devices back from where they were allocated, by the reprovision method of their group. The
 * asset and the credentials end at once; SN, group, description and batch tag stay. A device that is
 * not allocated stays as it is: a repeat is no error.
 * @param rows locked by the caller.
 * @returns for each in order the device as it is now, or why not.
 */
export async function resetDevices(
  client: Queries,
  author: Author,
  rows: readonly DeviceRow[],
): Promise<(DeviceRow | EnosError)[]> {
  const groups = await findGroups(
    client,
    author.orgId,
    rows.map((row) => row.group_id),
  );
  const refusalsOf = new Map(rows.map((row) => [row, whyNot(row, groups.get(row.group_id))]));
  const allowed = rows.filter(
    (row) => refusalsOf.get(row) === null && row.allocate_status === 'allocated',
  );
  const after = await takeBack(client, author, allowed, groups);
  return rows.map((row) => refusalsOf.get(row) ?? after.get(row.sn) ?? row);
}

/** Why devices of this group are not reset, null when they are. */
export function whyNoReset(group: Group | undefined): EnosError | null {
  if (!group) return refusals.groupOrSnNotFound();
  if (group.group.reprovisionMethod === 'none') return refusals.noReprovisioning();
  return group.group.privateModel ? refusals.privateModel() : null;
}

const whyNot = (row: DeviceRow, group: Group | undefined): EnosError | null =>
  isDiscarded(row) ? refusals.discarded() : whyNoReset(group);

async function takeBack(
  client: Queries,
  author: Author,
  rows: readonly DeviceRow[],
  groups: ReadonlyMap<string, Group>,
): Promise<Map<string, DeviceRow>> {
  if (rows.length === 0) return new Map();
  const methodOf = (row: DeviceRow) => groups.get(row.group_id)?.group.reprovisionMethod ?? 'none';
  const productKey = await productKeys(
    client,
    author.orgId,
    rows.map((row) => unallocated(row.group_id)),
  );
  const updated = await client.query<DeviceRow>(
    `update device set
       device_data = w.device_data, product_key = w.product_key, current_status = w.status,
       region_id = null, target_org_id = null, asset_id = null, device_key = null,
       device_secret = null, allocate_status = 'init', connect_status = 'init',
       reprovisioning = true, allocate_error = '', connected_time = null, allocated_time = null,
       finished_time = null, version = device.version + 1, update_by = $2, update_time = $3
     from unnest($4::text[], $5::jsonb[], $6::text[], $7::text[])
       as w(sn, device_data, product_key, status)
     where device.org_id = $1 and device.sn = w.sn
     returning ${deviceColumns}`,
    [
      author.orgId,
      author.by,
      Date.now(),
      rows.map(({ sn }) => sn),
      rows.map((row) => JSON.stringify(keptData(row, methodOf(row)))),
      rows.map((row) => productKey(unallocated(row.group_id))),
      rows.map((row) => stateAfter(row, 'reset')),
    ],
  );
  await announceRevoked(client, keysOf(rows));
  await writeHistory(
    client,
    author,
    rows.map((row) => ({
      groupId: row.group_id,
      deviceSn: row.device_sn,
      what: 'reset',
      detail: { from: `${row.region_id}/${row.target_org_id}`, method: methodOf(row) },
    })),
  );
  return new Map(updated.rows.map((row) => [row.sn, row]));
}

/** *migrate* keeps master data, *initialize* clears all but the name; neither keeps the target. */
function keptData({ device_data: data }: DeviceRow, method: string): MasterDataValues {
  if (method !== 'initialize') return withoutTarget(data);
  return data.deviceName === undefined ? {} : { deviceName: data.deviceName };
}
