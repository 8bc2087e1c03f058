import {
  builtInMasterData,
  type Environment,
  type MasterDataGroup,
  type MasterDatum,
  type RegistrationGroup,
  type Target,
} from '../../shared/models/catalog.ts';
import type { Queries } from '../database/transaction.ts';

/** A registration group with the master data its devices carry, by identifier. */
export interface Group {
  group: RegistrationGroup;
  masterData: Map<string, MasterDatum>;
  /** It takes no new devices; those it has live on. */
  retired: boolean;
}

export const builtIns = new Map<string, MasterDatum['type']>(
  builtInMasterData.map(({ identifier, type }) => [identifier, type]),
);

/** The registration groups among `groupIds` that the OU has, retired ones too. */
export async function findGroups(
  client: Queries,
  orgId: string,
  groupIds: readonly string[],
): Promise<Map<string, Group>> {
  const found = await client.query<{
    body: RegistrationGroup;
    data: MasterDataGroup;
    retired: boolean;
  }>(
    `select g.body, m.body as data, g.retired from catalog_item g
     join catalog_item m on m.org_id = g.org_id and m.kind = 'masterDataGroup'
       and m.id = g.body->>'masterDataGroupId'
     where g.org_id = $1 and g.kind = 'registrationGroup' and g.id = any($2)`,
    [orgId, [...new Set(groupIds)]],
  );
  return new Map(
    found.rows.map(({ body, data, retired }) => [
      body.groupId,
      {
        group: body,
        masterData: new Map(data.masterData.map((item) => [item.identifier, item])),
        retired,
      },
    ]),
  );
}

/**
 * The environments and OUs of the catalog, that devices can be allocated to. A retired environment is there
 * without OUs: retiring the last one must not look like a catalog that has none and cannot judge.
 */
export async function findEnvironments(client: Queries, orgId: string): Promise<Environment[]> {
  const found = await client.query<{ body: Environment }>(
    `select case when retired then body || '{"ous": []}' else body end as body from catalog_item
     where org_id = $1 and kind = 'environment' order by cursor`,
    [orgId],
  );
  return found.rows.map((row) => row.body);
}

/** True when the catalog has this environment and OU, or has none at all and cannot judge. */
export function isKnownTarget(environments: readonly Environment[], target: Target): boolean {
  return (
    environments.length === 0 ||
    environments.some(
      ({ regionId, ous }) =>
        regionId === target.regionId && ous.some(({ orgId }) => orgId === target.orgId),
    )
  );
}
