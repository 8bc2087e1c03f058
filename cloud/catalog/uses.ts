import type { Environment, MasterDataGroup, Target } from '../../shared/models/catalog.ts';
import type { CatalogEdit, CatalogUse } from '../../shared/models/catalog-edit.ts';
import type { Queries } from '../database/transaction.ts';
import type { StoredItem } from './items.ts';
import { usesOfValues } from './uses-of-values.ts';

/** As many as the model holds. */
export const mostSamples = 20;
export const mostUses = 200;

/**
 * Who in this OU uses what an edit retires or narrows, compared with what is there now. Nothing of it is
 * destroyed by the edit; the person only has to know. Discarded devices do not count.
 */
export async function usesOf(
  client: Queries,
  orgId: string,
  edit: CatalogEdit,
  now: StoredItem | null,
): Promise<CatalogUse[]> {
  // Rare, and over all devices of an OU: it may take longer than the pool's limit for statements.
  await client.query(`set local statement_timeout = '5min'`);
  const uses = edit.retired
    ? await usesOfRetired(client, orgId, edit)
    : await usesOfNarrowed(client, orgId, edit, now);
  return uses.filter(({ count }) => count > 0).slice(0, mostUses);
}

async function usesOfRetired(
  client: Queries,
  orgId: string,
  edit: CatalogEdit,
): Promise<CatalogUse[]> {
  switch (edit.kind) {
    case 'environment':
      return usesOfOus(client, orgId, ousGone(edit.body, null));
    case 'gateway':
      return [await linked(client, orgId, 'gatewayId', edit.body.id)];
    case 'masterDataTemplate':
      return [];
    case 'masterDataGroup':
      return [await linked(client, orgId, 'masterDataGroupId', edit.body.id)];
    case 'registrationGroup':
      return [await devicesOf(client, orgId, edit.body.groupId)];
  }
}

async function usesOfNarrowed(
  client: Queries,
  orgId: string,
  edit: CatalogEdit,
  now: StoredItem | null,
): Promise<CatalogUse[]> {
  if (now === null) return [];
  if (edit.kind === 'environment') {
    return usesOfOus(client, orgId, ousGone(now.body as Environment, edit.body));
  }
  if (edit.kind === 'masterDataGroup') {
    const { id, masterData } = edit.body;
    const groups = (await groupsLinkedTo(client, orgId, 'masterDataGroupId', id)).map(
      (group) => group.id,
    );
    const was = now.body as MasterDataGroup;
    return usesOfValues(client, orgId, groups, was.masterData, masterData);
  }
  if (edit.kind === 'registrationGroup') {
    const { groupId, masterDataGroupId } = edit.body;
    const was = now.body as typeof edit.body;
    if (was.masterDataGroupId === masterDataGroupId) return [];
    const [before, after] = [
      await masterDataOf(client, orgId, was.masterDataGroupId),
      await masterDataOf(client, orgId, masterDataGroupId),
    ];
    return usesOfValues(client, orgId, [groupId], before, after);
  }
  return [];
}

async function linked(
  client: Queries,
  orgId: string,
  link: 'masterDataGroupId' | 'gatewayId',
  subject: string,
): Promise<CatalogUse> {
  const groups = (await groupsLinkedTo(client, orgId, link, subject)).filter(
    ({ retired }) => !retired,
  );
  const samples = groups.slice(0, mostSamples).map(({ id }) => id);
  return { what: 'linked-groups', subject, count: groups.length, samples };
}

async function groupsLinkedTo(
  client: Queries,
  orgId: string,
  link: string,
  id: string,
): Promise<{ id: string; retired: boolean }[]> {
  const found = await client.query<{ id: string; retired: boolean }>(
    `select id, retired from catalog_item
     where org_id = $1 and kind = 'registrationGroup' and body ->> $2 = $3 order by id`,
    [orgId, link, id],
  );
  return found.rows;
}

async function masterDataOf(
  client: Queries,
  orgId: string,
  id: string,
): Promise<MasterDataGroup['masterData']> {
  const found = await client.query<{ body: MasterDataGroup }>(
    `select body from catalog_item where org_id = $1 and kind = 'masterDataGroup' and id = $2`,
    [orgId, id],
  );
  return found.rows[0]?.body.masterData ?? [];
}

async function devicesOf(client: Queries, orgId: string, subject: string): Promise<CatalogUse> {
  const found = await client.query<{ count: number; samples: string[] }>(
    `with used as (select device_sn from device
       where org_id = $1 and group_id = $2 and current_status <> 'discarded')
     select (select count(*) from used) as count,
       array(select device_sn from used order by device_sn limit $3) as samples`,
    [orgId, subject, mostSamples],
  );
  const { count, samples } = found.rows[0] ?? { count: 0, samples: [] };
  return { what: 'devices', subject, count, samples };
}

/** OUs that an environment has and will not have; all of them where it is retired. */
export function ousGone({ regionId, ous }: Environment, after: Environment | null): Target[] {
  const kept = new Set(after?.ous.map((ou) => ou.orgId));
  return ous.filter((ou) => !kept.has(ou.orgId)).map(({ orgId }) => ({ regionId, orgId }));
}

/** Devices that are allocated to one of these OUs. */
export async function usesOfOus(
  client: Queries,
  orgId: string,
  gone: readonly Target[],
): Promise<CatalogUse[]> {
  if (gone.length === 0) return [];
  const found = await client.query<{ place: string; count: number; samples: string[] }>(
    `select place, max(all_of_it) as count, array_agg(device_sn order by nth) as samples from (
       select region_id || '/' || target_org_id as place, device_sn,
         count(*) over (partition by region_id, target_org_id) as all_of_it,
         row_number() over (partition by region_id, target_org_id
           order by group_id, device_sn) as nth
       from device where org_id = $1
         and (region_id, target_org_id) in (select * from unnest($2::text[], $3::text[]))
         and current_status <> 'discarded') used
     where nth <= $4 group by place`,
    [orgId, gone.map((target) => target.regionId), gone.map((target) => target.orgId), mostSamples],
  );
  const byPlace = new Map(found.rows.map((row) => [row.place, row]));
  return gone.map((target) => {
    const subject = `${target.regionId}/${target.orgId}`;
    const { count, samples } = byPlace.get(subject) ?? { count: 0, samples: [] };
    return { what: 'devices', subject, count, samples };
  });
}
