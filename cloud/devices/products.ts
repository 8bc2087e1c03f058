import type { Queries } from '../database/transaction.ts';
import { randomText } from '../secrets/random-text.ts';

/** Whose devices share a product key: one registration group in one target. */
export interface ProductScope {
  groupId: string;
  regionId: string;
  orgId: string;
}

/** Before allocation a device shows its group's own product, as EnOS's sample of a fresh device does. */
export const unallocated = (groupId: string): ProductScope => ({
  groupId,
  regionId: '',
  orgId: '',
});

/** The product keys of `scopes`, made where there are none yet; ask the answer for each scope. */
export async function productKeys(
  client: Queries,
  orgId: string,
  scopes: readonly ProductScope[],
): Promise<(scope: ProductScope) => string> {
  const wanted = new Map(scopes.map((scope) => [nameOf(scope), scope]));
  const keys = new Map<string, string>();
  const look = async (): Promise<void> => {
    const found = await client.query<ProductRow>(
      `select group_id, region_id, target_org_id, product_key from product
       where org_id = $1 and group_id = any($2)`,
      [orgId, [...new Set(scopes.map((scope) => scope.groupId))]],
    );
    for (const row of found.rows) {
      const scope = { groupId: row.group_id, regionId: row.region_id, orgId: row.target_org_id };
      keys.set(nameOf(scope), row.product_key);
    }
  };
  await look();
  const missing = [...wanted].filter(([name]) => !keys.has(name)).map(([, scope]) => scope);
  if (missing.length > 0) {
    await client.query(
      `insert into product (org_id, group_id, region_id, target_org_id, product_key)
       select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as w(a, b, c, d)
       order by a, b, c on conflict (org_id, group_id, region_id, target_org_id) do nothing`,
      [
        orgId,
        missing.map((scope) => scope.groupId),
        missing.map((scope) => scope.regionId),
        missing.map((scope) => scope.orgId),
        missing.map(() => randomText(8)),
      ],
    );
    await look();
  }
  return (scope) => keys.get(nameOf(scope)) ?? '';
}

interface ProductRow {
  group_id: string;
  region_id: string;
  target_org_id: string;
  product_key: string;
}

const nameOf = ({ groupId, regionId, orgId }: ProductScope): string =>
  JSON.stringify([groupId, regionId, orgId]);
