import { isDeepStrictEqual } from 'node:util';
import type { Environment, MasterDataValues, Target } from '../../shared/models/catalog.ts';
import { findEnvironments, findGroups, type Group, isKnownTarget } from '../catalog/groups.ts';
import type { Queries } from '../database/transaction.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import { randomText } from '../secrets/random-text.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Author } from './author.ts';
import { type DeviceRow, deviceColumns, deviceSecretPlace } from './device.ts';
import { type Line, writeHistory } from './history.ts';
import { isDiscarded, stateAfter } from './life.ts';
import { changedFields, checkMasterData, merged } from './master-data.ts';
import { productKeys } from './products.ts';
import { attempt } from './refusable.ts';
import { isHome, targetOf } from './target.ts';

/** A device, locked by the caller, and the `deviceData` its allocation came with. */
export interface Wish {
  row: DeviceRow;
  deviceData: unknown;
}

/**
 * Allocates devices, all in a few statements. A device that is already where it should go stays as it
 * is (a repeat is no error); one that is elsewhere is refused: moving is reprovisioning.
 * @returns for each wish in order the device as it is now, or why not.
 */
export async function allocateDevices(
  client: Queries,
  vault: Vault,
  author: Author,
  wishes: readonly Wish[],
): Promise<(DeviceRow | EnosError)[]> {
  const groups = await findGroups(
    client,
    author.orgId,
    wishes.map(({ row }) => row.group_id),
  );
  const environments = await findEnvironments(client, author.orgId);
  const plans = wishes.map((wish) =>
    attempt(() => planFor(wish, groups.get(wish.row.group_id), environments, author.orgId)),
  );
  const changes = plans.filter((plan): plan is Plan => !(plan instanceof EnosError || plan.same));
  const changed = await store(client, vault, author, changes);
  return plans.map((plan) => {
    if (plan instanceof EnosError) return plan;
    return plan.refusal ?? changed.get(plan.row.sn) ?? plan.row;
  });
}

interface Plan {
  row: DeviceRow;
  target: Target;
  data: MasterDataValues;
  /** Nothing to do: it is there already. */
  same: boolean;
  /** Refused, and the reason is kept with the device. */
  refusal: EnosError | null;
  reason: string;
}

function planFor(
  { row, deviceData }: Wish,
  group: Group | undefined,
  environments: readonly Environment[],
  homeOrgId: string,
): Plan {
  if (!group) throw refusals.groupOrDeviceGroupNotFound();
  if (isDiscarded(row)) throw refusals.discarded();
  const given = checkMasterData(group, deviceData);
  if (given.deviceSn !== undefined && given.deviceSn !== null && given.deviceSn !== row.device_sn) {
    throw refusals.invalid('deviceData', 'deviceSn cannot be changed');
  }
  const data = merged(row.device_data, given);
  const { target, chosen } = targetOf(row, given, data, environments, homeOrgId);
  const allocated = row.allocate_status === 'allocated';
  if (allocated && (row.region_id !== target.regionId || row.target_org_id !== target.orgId)) {
    throw refusals.allocatedElsewhere();
  }
  const known =
    allocated || !chosen || isHome(target, homeOrgId) || isKnownTarget(environments, target);
  const wanted = { ...data, ...target };
  return {
    row,
    target,
    data: wanted,
    same: allocated && isDeepStrictEqual(wanted, row.device_data),
    refusal: known ? null : refusals.snNotFound(),
    reason: known ? '' : `environment/OU ${target.regionId}/${target.orgId} not found`,
  };
}

async function store(
  client: Queries,
  vault: Vault,
  author: Author,
  plans: readonly Plan[],
): Promise<Map<string, DeviceRow>> {
  const refused = plans.filter((plan) => plan.refusal);
  // Asked again with the same answer: the device says so already.
  const news = refused.filter(({ row, reason }) => row.allocate_error !== reason);
  if (news.length > 0) {
    await client.query(
      `update device set allocate_error = w.reason, update_time = $2
       from unnest($3::text[], $4::text[]) as w(sn, reason)
       where device.org_id = $1 and device.sn = w.sn`,
      [author.orgId, Date.now(), news.map((p) => p.row.sn), news.map((p) => p.reason)],
    );
  }
  await writeHistory(client, author, news.map(refusalLine));
  const done = plans.filter((plan) => !plan.refusal);
  if (done.length === 0) return new Map();
  const scopeOf = ({ row, target }: Plan) => ({ groupId: row.group_id, ...target });
  const productKey = await productKeys(client, author.orgId, done.map(scopeOf));
  const secrets = done.map(({ row }) =>
    row.allocate_status === 'allocated'
      ? null
      : vault.seal(deviceSecretPlace(row.sn), randomText(32)),
  );
  // An allocated device keeps its asset, keys and times: coalesce finds them there already.
  const updated = await client.query<DeviceRow>(
    `update device set
       device_data = w.device_data, region_id = w.region_id, target_org_id = w.target_org_id,
       product_key = w.product_key, device_key = coalesce(device.device_key, w.device_key),
       device_secret = coalesce(device.device_secret, w.device_secret),
       asset_id = coalesce(device.asset_id, w.asset_id),
       current_status = w.status, version = device.version + 1,
       allocate_status = 'allocated', allocate_error = '', reprovisioning = false,
       allocated_time = coalesce(device.allocated_time, $2), update_by = $3, update_time = $2
     from unnest($4::text[], $5::jsonb[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[], $11::text[], $12::text[])
       as w(sn, device_data, region_id, target_org_id, product_key, device_key, device_secret, asset_id, status)
     where device.org_id = $1 and device.sn = w.sn
     returning ${deviceColumns}`,
    [
      author.orgId,
      Date.now(),
      author.by,
      done.map(({ row }) => row.sn),
      done.map(({ data }) => JSON.stringify(data)),
      done.map(({ target }) => target.regionId),
      done.map(({ target }) => target.orgId),
      done.map((plan) => productKey(scopeOf(plan))),
      done.map(() => randomText(10)),
      secrets,
      done.map(() => randomText(12)),
      done.map(({ row }) => stateAfter(row, 'allocate')),
    ],
  );
  await writeHistory(client, author, done.map(doneLine));
  return new Map(updated.rows.map((row) => [row.sn, row]));
}

const nameOf = ({ regionId, orgId }: Target): string => `${regionId}/${orgId}`;

const refusalLine = ({ row, target, reason }: Plan): Line => ({
  groupId: row.group_id,
  deviceSn: row.device_sn,
  what: 'allocation-refused',
  detail: { target: nameOf(target), reason },
});

/** An allocation of a device that is there already changes master data at most. */
const doneLine = ({ row, target, data }: Plan): Line => ({
  groupId: row.group_id,
  deviceSn: row.device_sn,
  ...(row.allocate_status === 'allocated'
    ? { what: 'updated', detail: { fields: changedFields(row.device_data, data).join(', ') } }
    : { what: 'allocated', detail: { target: nameOf(target) } }),
});
