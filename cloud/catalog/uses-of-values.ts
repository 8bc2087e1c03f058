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

/** `$3` the identifiers that matter; `$4` those whose values are judged, so that others need no telling apart. */
const declareValues = `declare by_value no scroll cursor for
  select datum.key as id, case when datum.key = any($4) then datum.value end as value, count(*) as count
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
  if (counted.length === 0 || groupIds.length === 0) return [];
  const all = await client.query<{ count: number }>(
    `select count(*) as count from device where ${live}`,
    [orgId, groupIds],
  );
  for (const one of counted) {
    // Lacking a value is what is left of all when those that have one are taken away.
    if (one.narrowing.what === 'values-missing') one.count = all.rows[0]?.count ?? 0;
  }
  await countValues(client, orgId, groupIds, counted);
  const uses: CatalogUse[] = [];
  for (const one of counted.filter(({ count }) => count > 0).slice(0, mostUses)) {
    const { what, datum } = one.narrowing;
    const samples = await samplesOf(client, orgId, groupIds, one);
    uses.push({ what, subject: datum.identifier, count: one.count, samples });
  }
  return uses;
}

async function countValues(
  client: Queries,
  orgId: string,
  groupIds: readonly string[],
  counted: readonly Counted[],
): Promise<void> {
  const about = (what?: Narrowing['what']) =>
    counted
      .filter(({ narrowing }) => what === undefined || narrowing.what === what)
      .map(({ narrowing }) => narrowing.datum.identifier);
  const byId = Map.groupBy(counted, ({ narrowing }) => narrowing.datum.identifier);
  await client.query(declareValues, [orgId, groupIds, about(), about('values-misfit')]);
  for (;;) {
    const { rows } = await client.query<ValueRow>(fetchValues);
    for (const { id, value, count } of rows) {
      for (const one of byId.get(id) ?? []) add(one, value, count);
    }
    if (rows.length < slice) break;
  }
  await client.query('close by_value');
}

function add(one: Counted, value: MasterValue, count: number): void {
  switch (one.narrowing.what) {
    case 'values':
      one.count += count;
      return;
    case 'values-missing':
      one.count -= count;
      return;
    case 'values-misfit':
      if (!isNarrowed(one.narrowing, { [one.narrowing.datum.identifier]: value })) return;
      one.count += count;
      if (one.misfits.length < mostSamples) one.misfits.push(JSON.stringify(value));
  }
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
