import { readFile } from 'node:fs/promises';
import { catalogMisfit } from '../../shared/catalog-rules.ts';
import { type CatalogFile, catalogFileSchema } from '../../shared/models/catalog.ts';
import { catalogBodies } from '../../shared/models/catalog-edit.ts';
import { ProblemError } from '../../shared/problems.ts';
import { sameJson } from '../../shared/same-json.ts';
import type { Queries } from '../database/transaction.ts';
import { complaintOf, isStorable } from '../http/body.ts';
import { sentenceOf } from '../log.ts';
import type { Vault } from '../secrets/vault.ts';
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

/** Reads and checks a catalog file. @throws ProblemError `file-unreadable`, `catalog-not-json`, `catalog-invalid` */
export async function readCatalog(file: string): Promise<Item[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ProblemError('file-unreadable', { file, detail: sentenceOf(error) });
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ProblemError('catalog-not-json', { detail: sentenceOf(error) });
  }
  const checked = catalogFileSchema.safeParse(json);
  if (!checked.success) {
    throw new ProblemError('catalog-invalid', { detail: complaintOf(checked.error) });
  }
  if (!isStorable(checked.data)) {
    throw new ProblemError('catalog-invalid', { detail: 'it holds a text with U+0000 in it' });
  }
  // Judged before there is a database to look into: what a group needs has to be in the file.
  const wrong = catalogMisfit(checked.data, () => false);
  if (wrong !== null) throw new ProblemError('catalog-invalid', { detail: wrong });
  return itemsOf(checked.data);
}

/** What a catalog consists of, referred-to items first. */
function itemsOf(file: CatalogFile): Item[] {
  const secret = null;
  return [
    ...file.environments.map(
      (body): Item => ({ kind: 'environment', id: body.regionId, body, secret }),
    ),
    ...file.gateways.map((body): Item => ({ kind: 'gateway', id: body.id, body, secret })),
    ...file.masterDataTemplates.map(
      (body): Item => ({ kind: 'masterDataTemplate', id: body.identifier, body, secret }),
    ),
    ...file.masterDataGroups.map(
      (body): Item => ({ kind: 'masterDataGroup', id: body.id, body, secret }),
    ),
    ...file.registrationGroups.map(
      ({ groupSecret, ...body }): Item => ({
        kind: 'registrationGroup',
        id: body.groupId,
        body,
        secret: groupSecret ?? null,
      }),
    ),
  ];
}

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
    // A file without the secret changes the group, not the secret that devices carry.
    const wanted = secret ?? now?.secret ?? null;
    const newSecret = wanted !== (now?.secret ?? null);
    if (now && !now.retired && !newSecret && sameJson(now.body, body)) {
      same.push({ kind, id, seeded });
    } else {
      put.push({ ...item, secret: wanted, retired: false, what: 'seeded', newSecret, seeded });
    }
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
