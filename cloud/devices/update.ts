import { isDeepStrictEqual } from 'node:util';
import type { MasterDataValues, StringI18n } from '../../shared/models/catalog.ts';
import { findGroups, type Group } from '../catalog/groups.ts';
import type { Queries } from '../database/transaction.ts';
import { type EnosError, refusals } from '../http/envelope.ts';
import type { Author } from './author.ts';
import { type DeviceRow, deviceColumns, shownData } from './device.ts';
import { writeHistory } from './history.ts';
import { isDiscarded } from './life.ts';
import { changedFields, checkMasterData, merged } from './master-data.ts';
import { attempt } from './refusable.ts';

/** A device, locked by the caller, and what should change; what is not named stays. */
export interface Change {
  row: DeviceRow;
  /** `null` takes a value away. */
  deviceData: unknown;
  batchTag?: StringI18n | null;
  description?: string;
}

/**
 * Changes what devices are, all in a few statements. What is so already changes nothing.
 * @returns for each in order the device as it is now, or why not.
 */
export async function updateDevices(
  client: Queries,
  author: Author,
  changes: readonly Change[],
): Promise<(DeviceRow | EnosError)[]> {
  const groups = await findGroups(
    client,
    author.orgId,
    changes.map(({ row }) => row.group_id),
  );
  const plans = changes.map((change) =>
    attempt(() => planFor(change, groups.get(change.row.group_id))),
  );
  const work = plans.filter((plan): plan is Plan => 'fields' in plan && plan.fields.length > 0);
  const after = await store(client, author, work);
  return plans.map((plan) => ('fields' in plan ? (after.get(plan.row.sn) ?? plan.row) : plan));
}

interface Plan {
  row: DeviceRow;
  data: MasterDataValues;
  batchTag: StringI18n | null;
  description: string;
  /** What differs, by name; none = nothing to do. */
  fields: string[];
}

function planFor(change: Change, group: Group | undefined): Plan {
  const { row } = change;
  if (!group) throw refusals.groupNotFound();
  if (isDiscarded(row)) throw refusals.discarded();
  const given = checkMasterData(group, withoutUnchanged(row, group, change.deviceData));
  if (given.deviceSn !== undefined) {
    throw refusals.invalid('deviceData', 'deviceSn cannot be changed');
  }
  const taken = Object.keys(given).find(
    (name) => given[name] === null && group.masterData.get(name)?.required,
  );
  if (taken !== undefined) throw refusals.invalid('deviceData', `${taken} is missing`);
  const data = merged(row.device_data, given);
  const moved = data.regionId !== row.device_data.regionId || data.orgId !== row.device_data.orgId;
  // Moving an allocated device is reprovisioning.
  if (moved && row.allocate_status === 'allocated') throw refusals.allocatedElsewhere();
  const batchTag = change.batchTag === undefined ? row.batch_tag : change.batchTag;
  const description = change.description ?? row.description;
  const fields = changedFields(row.device_data, data);
  if (!isDeepStrictEqual(batchTag, row.batch_tag)) fields.push('batchTag');
  if (description !== row.description) fields.push('description');
  return { row, data, batchTag, description, fields };
}

/**
 * What a caller gives back as it was shown is no change: SN, asset ID, master data that nobody set, and
 * values under a master datum that the catalog has no longer.
 */
function withoutUnchanged(row: DeviceRow, group: Group, given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const shown = shownData(row, group);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => !isDeepStrictEqual(value, shown[name])),
  );
}

async function store(
  client: Queries,
  author: Author,
  plans: readonly Plan[],
): Promise<Map<string, DeviceRow>> {
  if (plans.length === 0) return new Map();
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
      Date.now(),
      plans.map(({ row }) => row.sn),
      plans.map(({ data }) => JSON.stringify(data)),
      plans.map(({ batchTag }) => batchTag && JSON.stringify(batchTag)),
      plans.map(({ description }) => description),
    ],
  );
  await writeHistory(
    client,
    author,
    plans.map(({ row, fields }) => ({
      groupId: row.group_id,
      deviceSn: row.device_sn,
      what: 'updated',
      detail: { fields: fields.join(', ') },
    })),
  );
  return new Map(updated.rows.map((row) => [row.sn, row]));
}
