import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { type CatalogFile, catalogFileSchema } from '../../shared/models/catalog.ts';
import type { CatalogItem } from '../../shared/models/cloud.ts';
import { ProblemError } from '../../shared/problems.ts';
import { complaintOf, isStorable } from '../http/body.ts';
import { sentenceOf } from '../log.ts';
import type { Vault } from '../secrets/vault.ts';

type Kind = CatalogItem['kind'];
export interface Item {
  kind: Kind;
  id: string;
  body: unknown;
  secret: string | null;
}

export const groupSecretPlace = (orgId: string, groupId: string) => ({
  table: 'catalog_item',
  row: `${orgId}/registrationGroup/${groupId}`,
  column: 'secret',
});

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
  return itemsOf(checked.data);
}

/** What a catalog consists of, referred-to items first. @throws ProblemError `catalog-invalid` */
function itemsOf(catalog: CatalogFile): Item[] {
  const items: Item[] = [];
  const there = new Set<string>();
  const add = (kind: Kind, id: string, body: unknown, secret: string | null = null): void => {
    if (there.has(`${kind}/${id}`)) {
      throw new ProblemError('catalog-invalid', { detail: `${kind} ${id} is there twice` });
    }
    there.add(`${kind}/${id}`);
    items.push({ kind, id, body, secret });
  };
  const need = (kind: Kind, id: string, by: string): void => {
    if (there.has(`${kind}/${id}`)) return;
    throw new ProblemError('catalog-invalid', { detail: `${by} names ${kind} ${id}, not there` });
  };
  for (const environment of catalog.environments) {
    add('environment', environment.regionId, environment);
  }
  for (const gateway of catalog.gateways) add('gateway', gateway.id, gateway);
  for (const group of catalog.masterDataGroups) add('masterDataGroup', group.id, group);
  for (const { groupSecret, ...group } of catalog.registrationGroups) {
    need('masterDataGroup', group.masterDataGroupId, `group ${group.groupId}`);
    need('gateway', group.gatewayId, `group ${group.groupId}`);
    add('registrationGroup', group.groupId, group, groupSecret ?? null);
  }
  return items;
}

/**
 * Puts items into the OU's catalog; what is there already and equal is left alone, so that stations
 * pull only what changed. Nothing is taken out. One transaction: all of it or nothing.
 * @returns how many items changed.
 */
export async function seedCatalog(
  client: pg.ClientBase,
  vault: Vault,
  orgId: string,
  items: readonly Item[],
): Promise<number> {
  await client.query('begin');
  try {
    // Held until commit: cursors are given in the order of commits.
    await client.query('select 1 from ou where org_id = $1 for update', [orgId]);
    const rows = await client.query<{
      kind: Kind;
      id: string;
      body: unknown;
      secret: Buffer | null;
      cursor: number;
    }>('select kind, id, body, secret, cursor from catalog_item where org_id = $1', [orgId]);
    const known = new Map(rows.rows.map((row) => [`${row.kind}/${row.id}`, row]));
    let cursor = Math.max(0, ...rows.rows.map((row) => row.cursor));
    let changed = 0;
    for (const { kind, id, body, secret } of items) {
      const row = known.get(`${kind}/${id}`);
      const place = groupSecretPlace(orgId, id);
      const kept = row?.secret ? vault.open(place, row.secret) : null;
      // A file without the secret changes the group, not the secret that devices carry.
      const wanted = secret ?? kept;
      if (row && wanted === kept && isDeepStrictEqual(row.body, plain(body))) continue;
      changed++;
      await client.query(
        `insert into catalog_item (org_id, kind, id, body, secret, cursor) values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, kind, id) do update
         set body = excluded.body, secret = excluded.secret, cursor = excluded.cursor, retired = false`,
        [orgId, kind, id, JSON.stringify(body), wanted && vault.seal(place, wanted), ++cursor],
      );
    }
    await client.query('commit');
    return changed;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** As JSON gives it back: without `undefined`. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
