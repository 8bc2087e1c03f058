import { narrowings } from '../../shared/catalog-narrowing.ts';
import type {
  Environment,
  MasterDataGroup,
  MasterDatum,
  RegistrationGroup,
} from '../../shared/models/catalog.ts';
import type { CatalogUse } from '../../shared/models/catalog-edit.ts';
import type { Queries } from '../database/transaction.ts';
import { type Item, nameOf, type StoredItem } from './items.ts';
import { mostSamples, mostUses, ousGone, usesOfOus } from './uses.ts';
import { usesOfValues } from './uses-of-values.ts';

/**
 * Who in this OU uses what a file narrows, taken as a whole: a group that it links anew to master data
 * which it changes too is looked at once, from what it has to what it gets. A file retires nothing.
 * What has the same name in several master data groups is told as one; from 200 on nothing more is counted.
 */
export async function usesOfFile(
  client: Queries,
  orgId: string,
  putting: readonly Item[],
  known: ReadonlyMap<string, StoredItem>,
): Promise<CatalogUse[]> {
  // Rare, and over all devices of an OU: it may take longer than the pool's limit for statements.
  await client.query(`set local statement_timeout = '5min'`);
  const gone = putting.flatMap((item) => {
    const was = item.kind === 'environment' ? known.get(nameOf(item)) : undefined;
    return was ? ousGone(was.body as Environment, item.body as Environment) : [];
  });
  const uses = (await usesOfOus(client, orgId, gone)).filter(({ count }) => count > 0);
  const values = new Map<string, CatalogUse>();
  for (const { groupIds, before, after } of await shifts(client, orgId, putting, known)) {
    if (uses.length + values.size >= mostUses) break;
    for (const use of await usesOfValues(client, orgId, groupIds, before, after)) {
      const name = `${use.what} ${use.subject}`;
      const { count, samples } = values.get(name) ?? { count: 0, samples: [] };
      values.set(name, {
        ...use,
        count: count + use.count,
        samples: [...samples, ...use.samples].slice(0, mostSamples),
      });
    }
  }
  return [...uses, ...values.values()].slice(0, mostUses);
}

/** Registration groups with devices whose master data become others, and narrower. */
interface Shift {
  groupIds: string[];
  before: MasterDatum[];
  after: MasterDatum[];
}

async function shifts(
  client: Queries,
  orgId: string,
  putting: readonly Item[],
  known: ReadonlyMap<string, StoredItem>,
): Promise<Shift[]> {
  const fresh = new Map(putting.map((item) => [nameOf(item), item.body]));
  const changed = putting.filter((item) => known.has(nameOf(item)));
  const idsOf = (kind: Item['kind']) => changed.flatMap((one) => (one.kind === kind ? one.id : []));
  const groups = await groupsConcerned(
    client,
    orgId,
    idsOf('masterDataGroup'),
    idsOf('registrationGroup'),
  );
  const byLinks = new Map<string, { from: string; to: string; groupIds: string[] }>();
  for (const { id, link: from } of groups) {
    const group = fresh.get(nameOf({ kind: 'registrationGroup', id }));
    const to = (group as RegistrationGroup | undefined)?.masterDataGroupId ?? from;
    const name = JSON.stringify([from, to]);
    const links = byLinks.get(name) ?? { from, to, groupIds: [] };
    links.groupIds.push(id);
    byLinks.set(name, links);
  }
  const links = [...byLinks.values()];
  const stored = await masterDataOf(
    client,
    orgId,
    links.flatMap(({ from, to }) => [from, to]),
  );
  const newest = (id: string) =>
    (fresh.get(nameOf({ kind: 'masterDataGroup', id })) as MasterDataGroup | undefined)
      ?.masterData ?? stored.get(id);
  return links
    .map(({ from, to, groupIds }) => ({
      groupIds,
      before: stored.get(from) ?? [],
      after: newest(to) ?? [],
    }))
    .filter(({ before, after }) => narrowings(before, after).length > 0);
}

/** Groups, retired ones too, that have devices and are named, or link to master data that are. */
async function groupsConcerned(
  client: Queries,
  orgId: string,
  masterDataGroups: readonly string[],
  groups: readonly string[],
): Promise<{ id: string; link: string }[]> {
  if (masterDataGroups.length + groups.length === 0) return [];
  const found = await client.query<{ id: string; link: string }>(
    `select id, body->>'masterDataGroupId' as link from catalog_item
     where org_id = $1 and kind = 'registrationGroup'
       and (body->>'masterDataGroupId' = any($2) or id = any($3))
       and exists (select 1 from device where device.org_id = $1
         and device.group_id = catalog_item.id and device.current_status <> 'discarded')
     order by id`,
    [orgId, masterDataGroups, groups],
  );
  return found.rows;
}

async function masterDataOf(
  client: Queries,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, MasterDatum[]>> {
  if (ids.length === 0) return new Map();
  const found = await client.query<{ id: string; body: MasterDataGroup }>(
    `select id, body from catalog_item
     where org_id = $1 and kind = 'masterDataGroup' and id = any($2)`,
    [orgId, [...new Set(ids)]],
  );
  return new Map(found.rows.map(({ id, body }) => [id, body.masterData]));
}
