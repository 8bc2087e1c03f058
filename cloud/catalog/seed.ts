import { catalogBodies } from '../../shared/models/catalog-edit.ts';
import { sameJson } from '../../shared/same-json.ts';
import type { Queries } from '../database/transaction.ts';
import type { Vault } from '../secrets/vault.ts';
import { putOf } from './file.ts';
import {
  findItems,
  type Item,
  lockCatalog,
  nameOf,
  type Putting,
  putItems,
  rememberSeeds,
  type Seed,
  type StoredItem,
  seededPlace,
} from './items.ts';

/**
 * Puts items into the OU's catalog; nothing is taken out. What is there already and equal is left alone, so
 * that stations pull only what changed; so is what people edited since this same file came in, since a
 * service is started with it again and again. One transaction: all of it or nothing.
 * @returns how many items changed.
 */
export async function seedCatalog(
  client: Queries,
  vault: Vault,
  orgId: string,
  items: readonly Item[],
): Promise<number> {
  await client.query('begin');
  try {
    await lockCatalog(client, orgId);
    const known = await findItems(client, vault, orgId);
    const { put, same } = sortOut(vault, orgId, items, known);
    await putItems(client, vault, { orgId, by: 'seed' }, put);
    await rememberSeeds(client, orgId, same);
    await client.query('commit');
    return put.length;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** What is to be put, and what is there already as the file says it. */
function sortOut(
  vault: Vault,
  orgId: string,
  items: readonly Item[],
  known: ReadonlyMap<string, StoredItem>,
): { put: Putting[]; same: Seed[] } {
  const put: Putting[] = [];
  const same: Seed[] = [];
  for (const item of items) {
    const { kind, id, body, secret } = item;
    const now = known.get(nameOf(item));
    if (now && saysNothingNew(vault, orgId, item, now)) continue;
    const seeded = vault.seal(seededPlace(orgId, kind, id), JSON.stringify({ body, secret }));
    const wanted = putOf(item, now);
    if (wanted === null) same.push({ kind, id, seeded });
    else put.push({ ...wanted, what: 'seeded', seeded });
  }
  return { put, same };
}

/** True when the file that came in before said the same. */
function saysNothingNew(vault: Vault, orgId: string, item: Item, now: StoredItem): boolean {
  if (now.seeded === null) return false;
  const { kind, id, body, secret } = item;
  const said = JSON.parse(vault.open(seededPlace(orgId, kind, id), now.seeded)) as Item;
  return said.secret === secret && sameJson(catalogBodies[kind].parse(said.body), body);
}
