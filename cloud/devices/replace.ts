import type { Queries } from '../database/transaction.ts';
import { type EnosError, refusals } from '../http/envelope.ts';
import type { Author } from './author.ts';
import { type DeviceRow, deviceColumns } from './device.ts';
import { type Line, writeHistory } from './history.ts';
import { isDiscarded, stateAfter } from './life.ts';
import { withoutTarget } from './master-data.ts';
import { productKeys, unallocated } from './products.ts';
import { announceRevoked, keysOf } from './revoked.ts';

/** Two devices of one OU, both locked by the caller; no device is in two pairs. */
export interface Pair {
  /** The one that goes. */
  old: DeviceRow;
  /** The one that takes its place. */
  fresh: DeviceRow;
}

/**
 * Puts devices in the place of others: master data, batch tag and description are copied, the old one
 * is discarded, its asset and credentials end at once. Where the old one was allocated to is not
 * copied: the new one is allocated on its own.
 * @returns for each pair in order the device that took the place, or why not.
 */
export async function replaceDevices(
  client: Queries,
  author: Author,
  pairs: readonly Pair[],
): Promise<(DeviceRow | EnosError)[]> {
  const refused = new Map(pairs.map((pair) => [pair, whyNot(pair)]));
  const good = pairs.filter((pair) => refused.get(pair) === null);
  const after = await swap(client, author, good);
  return pairs.map((pair) => refused.get(pair) ?? after.get(pair.fresh.sn) ?? pair.fresh);
}

function whyNot({ old, fresh }: Pair): EnosError | null {
  if (isDiscarded(old) || isDiscarded(fresh)) return refusals.discarded();
  if (old.group_id !== fresh.group_id) return refusals.differentGroups();
  if (old.sn === fresh.sn)
    return refusals.invalid('replacementSn', 'a device cannot replace itself');
  return fresh.allocate_status === 'allocated' ? refusals.replacementAllocated() : null;
}

async function swap(
  client: Queries,
  author: Author,
  pairs: readonly Pair[],
): Promise<Map<string, DeviceRow>> {
  if (pairs.length === 0) return new Map();
  const productKey = await productKeys(
    client,
    author.orgId,
    pairs.map(({ old }) => unallocated(old.group_id)),
  );
  const now = Date.now();
  // Its SN stays taken, so that a label of it still in the drawer makes no second device.
  await client.query(
    `update device set
       device_data = w.device_data, product_key = w.product_key, current_status = w.status,
       region_id = null, target_org_id = null, asset_id = null, device_key = null,
       device_secret = null, allocate_status = 'init', connect_status = 'init',
       reprovisioning = false, allocate_error = '', connected_time = null, allocated_time = null,
       finished_time = null, discarded_time = $3, version = device.version + 1, update_by = $2,
       update_time = $3
     from unnest($4::text[], $5::jsonb[], $6::text[], $7::text[])
       as w(sn, device_data, product_key, status)
     where device.org_id = $1 and device.sn = w.sn`,
    [
      author.orgId,
      author.by,
      now,
      pairs.map(({ old }) => old.sn),
      pairs.map(({ old }) => JSON.stringify(withoutTarget(old.device_data))),
      pairs.map(({ old }) => productKey(unallocated(old.group_id))),
      pairs.map(({ old }) => stateAfter(old, 'discard')),
    ],
  );
  const updated = await client.query<DeviceRow>(
    `update device set
       device_data = w.device_data, batch_tag = w.batch_tag, description = w.description,
       version = device.version + 1, update_by = $2, update_time = $3
     from unnest($4::text[], $5::jsonb[], $6::jsonb[], $7::text[])
       as w(sn, device_data, batch_tag, description)
     where device.org_id = $1 and device.sn = w.sn
     returning ${deviceColumns}`,
    [
      author.orgId,
      author.by,
      now,
      pairs.map(({ fresh }) => fresh.sn),
      pairs.map(({ old, fresh }) =>
        JSON.stringify({ ...fresh.device_data, ...withoutTarget(old.device_data) }),
      ),
      pairs.map(({ old }) => old.batch_tag && JSON.stringify(old.batch_tag)),
      pairs.map(({ old }) => old.description),
    ],
  );
  await announceRevoked(client, keysOf(pairs.map(({ old }) => old)));
  await writeHistory(client, author, pairs.flatMap(linesOf));
  return new Map(updated.rows.map((row) => [row.sn, row]));
}

const linesOf = ({ old, fresh }: Pair): Line[] => [
  {
    groupId: old.group_id,
    deviceSn: old.device_sn,
    what: 'replaced',
    detail: { by: fresh.device_sn },
  },
  {
    groupId: fresh.group_id,
    deviceSn: fresh.device_sn,
    what: 'replacement',
    detail: { of: old.device_sn },
  },
];
