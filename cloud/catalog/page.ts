import type { z } from 'zod';
import type { CatalogItem, catalogPageSchema } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';
import type { Vault } from '../secrets/vault.ts';
import { groupSecretPlace } from './items.ts';

const pageSize = 500;
/** Characters of a page, secrets aside: a master data group may be large, and stations take 32 MiB at once. */
const pageText = 4 * 1024 * 1024;

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
    more: boolean;
  }>(
    `select kind, id, body, secret, cursor, retired, more from (
       select *, lead(cursor) over next is not null as more, row_number() over next as nth,
         sum(length(body::text)) over next as text
       from (select * from catalog_item where org_id = $1 and cursor > $2 order by cursor limit $3) found
       window next as (order by cursor)) counted
     where nth = 1 or (nth < $3 and text <= $4) order by cursor`,
    [orgId, cursor, pageSize + 1, pageText],
  );
  const { rows } = found;
  const items = rows.map((row) => {
    const secret = row.secret && vault.open(groupSecretPlace(orgId, row.id), row.secret);
    const body = secret === null ? row.body : { ...row.body, groupSecret: secret };
    return { kind: row.kind, body, cursor: row.cursor, retired: row.retired } as CatalogItem;
  });
  return { items, cursor: rows.at(-1)?.cursor ?? cursor, more: rows.at(-1)?.more ?? false };
}
