import { isNarrowed, type Narrowing, narrowings } from '../../shared/catalog-narrowing.ts';
import type { MasterDatum, MasterValue } from '../../shared/models/catalog.ts';
import type { CatalogUse } from '../../shared/models/catalog-edit.ts';
import type { Queries } from '../database/transaction.ts';

const mostSamples = 20;
const mostUses = 200;
/** Different values judged in one stretch; each is at most a text of 4,096 characters. */
const slice = 2000;

/** Which devices an aggregate or a sample is about; `$1` and `$2` are OU and groups. */
const live = `device.org_id = $1 and device.group_id = any($2) and device.current_status <> 'discarded'`;

const allDevices = `select count(*) as count from device where ${live}`;
/** How many devices have a value for `$3`. */
const present = `select datum.key as id, count(*) as count
  from device, jsonb_each(device.device_data) as datum
  where ${live} and datum.key = any($3) and datum.value <> 'null' group by 1`;
/** Which values there are for `$3`: perhaps another one for each device, so they come by and by. */
const declareValues = `declare by_value no scroll cursor for
  select datum.key as id, datum.value, count(*) as count
  from device, jsonb_each(device.device_data) as datum
  where ${live} and datum.key = any($3) and datum.value <> 'null' group by 1, 2`;
const fetchValues = `fetch ${slice} from by_value`;

interface ValueRow {
  id: string;
  value: MasterValue;
  count: number;
}

interface Counted {
  narrowing: Narrowing;
  count: number;
  /** Values that would not be allowed any more, as many as samples are shown. */
  misfits: string[];
}

/**
 * Devices of these groups that stumble over new master data. PostgreSQL groups them by value, in one pass
 * over the devices; each value is judged once, by the rule that stations have too.
 */
export async function usesOfValues(
  client: Queries,
  orgId: string,
  groupIds: readonly string[],
  before: readonly MasterDatum[],
  after: readonly MasterDatum[],
): Promise<CatalogUse[]> {
  const counted = narrowings(before, after).map(
    (narrowing): Counted => ({ narrowing, count: 0, misfits: [] }),
  );
  if (groupIds.length === 0) return [];
  const judged = counted.filter(({ narrowing }) => narrowing.what === 'values-misfit');
  const others = counted.filter(({ narrowing }) => narrowing.what !== 'values-misfit');
  if (others.length > 0) await countPresent(client, orgId, groupIds, others);
  if (judged.length > 0) await countMisfits(client, orgId, groupIds, judged);
  const uses: CatalogUse[] = [];
  for (const one of counted.filter(({ count }) => count > 0).slice(0, mostUses)) {
    const { what, datum } = one.narrowing;
    const samples = await samplesOf(client, orgId, groupIds, one);
    uses.push({ what, subject: datum.identifier, count: one.count, samples });
  }
  return uses;
}

const idsOf = (counted: readonly Counted[]) =>
  counted.map(({ narrowing }) => narrowing.datum.identifier);

/** Who has a value that goes, or none of those that are needed. */
async function countPresent(
  client: Queries,
  orgId: string,
  groupIds: readonly string[],
  counted: readonly Counted[],
): Promise<void> {
  const all = await client.query<{ count: number }>(allDevices, [orgId, groupIds]);
  const found = await client.query<ValueRow>(present, [orgId, groupIds, idsOf(counted)]);
  const having = new Map(found.rows.map(({ id, count }) => [id, count]));
  for (const one of counted) {
    const have = having.get(one.narrowing.datum.identifier) ?? 0;
    const lack = (all.rows[0]?.count ?? 0) - have;
    one.count = one.narrowing.what === 'values' ? have : lack;
  }
}

async function countMisfits(
  client: Queries,
  orgId: string,
  groupIds: readonly string[],
  counted: readonly Counted[],
): Promise<void> {
  const byId = new Map(counted.map((one) => [one.narrowing.datum.identifier, one]));
  await client.query(declareValues, [orgId, groupIds, idsOf(counted)]);
  for (;;) {
    const { rows } = await client.query<ValueRow>(fetchValues);
    for (const { id, value, count } of rows) {
      const one = byId.get(id);
      if (!one || !isNarrowed(one.narrowing, { [id]: value })) continue;
      one.count += count;
      if (one.misfits.length < mostSamples) one.misfits.push(JSON.stringify(value));
    }
    if (rows.length < slice) break;
  }
  await client.query('close by_value');
}

async function samplesOf(
  client: Queries,
  orgId: string,
  groupIds: readonly string[],
  { narrowing: { what, datum }, misfits }: Counted,
): Promise<string[]> {
  const value = `coalesce(device.device_data -> $3, 'null')`;
  const which = {
    values: `${value} <> 'null'`,
    'values-missing': `${value} = 'null'`,
    'values-misfit': `${value} = any($5::jsonb[])`,
  }[what];
  const found = await client.query<{ sn: string }>(
    `select device.device_sn as sn from device where ${live} and ${which}
     order by device.group_id, device.device_sn limit $4`,
    [
      ...[orgId, groupIds, datum.identifier, mostSamples],
      ...(what === 'values-misfit' ? [misfits] : []),
    ],
  );
  return found.rows.map(({ sn }) => sn);
}
