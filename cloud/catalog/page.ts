import type { z } from 'zod';
import type { CatalogItem, catalogPageSchema } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';
import type { Vault } from '../secrets/vault.ts';
import { groupSecretPlace } from './seed.ts';

const pageSize = 500;

/** What changed in the catalog after `cursor`, in the order of change; group secrets in clear. */
export async function catalogPage(
  client: Queries,
  vault: Vault,
  orgId: string,
  cursor: number,
): Promise<z.infer<typeof catalogPageSchema>> {
  const found = await client.query<{
    kind: CatalogItem['kind'];
    id: string;
    body: object;
    secret: Buffer | null;
    cursor: number;
    retired: boolean;
  }>(
    `select kind, id, body, secret, cursor, retired from catalog_item
     where org_id = $1 and cursor > $2 order by cursor limit $3`,
    [orgId, cursor, pageSize + 1],
  );
  const rows = found.rows.slice(0, pageSize);
  const items = rows.map((row) => {
    const secret = row.secret && vault.open(groupSecretPlace(orgId, row.id), row.secret);
    const body = secret === null ? row.body : { ...row.body, groupSecret: secret };
    return { kind: row.kind, body, cursor: row.cursor, retired: row.retired } as CatalogItem;
  });
  return { items, cursor: rows.at(-1)?.cursor ?? cursor, more: found.rows.length > pageSize };
}
