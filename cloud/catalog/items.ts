import {
  type CatalogEdit,
  type CatalogKind,
  catalogBodies,
} from '../../shared/models/catalog-edit.ts';
import type { Queries } from '../database/transaction.ts';
import { randomText } from '../secrets/random-text.ts';
import type { Place, Vault } from '../secrets/vault.ts';

/** An item of the catalog with its secret in clear; `id` is what names it in its kind. */
export interface Item {
  kind: CatalogKind;
  id: string;
  body: CatalogEdit['body'];
  secret: string | null;
}

/** An item as it lies in the table. */
export interface StoredItem extends Item {
  retired: boolean;
  /** As a catalog file last said it; null where none did. */
  seeded: Buffer | null;
}

/** An item to be put, and what to tell of it. */
export interface Putting extends Item {
  retired: boolean;
  what: 'saved' | 'retired' | 'seeded';
  newSecret: boolean;
  /** Null keeps what an earlier file said. */
  seeded: Buffer | null;
}

const placeOf =
  (column: string) =>
  (orgId: string, kind: CatalogKind, id: string): Place => ({
    table: 'catalog_item',
    row: `${orgId}/${kind}/${id}`,
    column,
  });
export const seededPlace = placeOf('seeded');
const secretPlace = placeOf('secret');
export const groupSecretPlace = (orgId: string, groupId: string): Place =>
  secretPlace(orgId, 'registrationGroup', groupId);

/**
 * Keeps everybody else from changing this OU's catalog until commit, so that cursors are given in the order
 * of commits. Devices come and go meanwhile: rows that only refer to the OU need a weaker lock than this.
 */
export async function lockCatalog(client: Queries, orgId: string): Promise<void> {
  await client.query('select 1 from ou where org_id = $1 for no key update', [orgId]);
}

/** The items of the OU with one of these names, retired ones too; all of them when none is named. */
export async function findItems(
  client: Queries,
  vault: Vault,
  orgId: string,
  named?: readonly Pick<Item, 'kind' | 'id'>[],
): Promise<Map<string, StoredItem>> {
  const found = await client.query<Omit<StoredItem, 'secret'> & { secret: Buffer | null }>(
    `select kind, id, body, secret, retired, seeded from catalog_item where org_id = $1
     ${named ? 'and (kind, id) in (select * from unnest($2::text[], $3::text[]))' : ''}`,
    named ? [orgId, named.map(({ kind }) => kind), named.map(({ id }) => id)] : [orgId],
  );
  return new Map(
    found.rows.map((row) => {
      // What was stored by an older version lacks fields that have a default since.
      const body = catalogBodies[row.kind].parse(row.body);
      const secret = row.secret && vault.open(secretPlace(orgId, row.kind, row.id), row.secret);
      return [nameOf(row), { ...row, body, secret }];
    }),
  );
}

/** About 256 bits, in characters that any firmware can hold. */
const secretLength = 43;

/** A new group cannot bring a device on line without a secret; an old one may do so by design. */
export const madeUpSecret = (kind: CatalogKind, isNew: boolean): string | null =>
  kind === 'registrationGroup' && isNew ? randomText(secretLength) : null;

export const nameOf = ({ kind, id }: Pick<Item, 'kind' | 'id'>): string => `${kind}/${id}`;

/** Puts items in the order given, each with a cursor of its own; the caller holds the lock. */
export async function putItems(
  client: Queries,
  vault: Vault,
  { orgId, by }: { orgId: string; by: string },
  items: readonly Putting[],
): Promise<void> {
  if (items.length === 0) return;
  const sealed = items.map(
    ({ kind, id, secret }) => secret && vault.seal(secretPlace(orgId, kind, id), secret),
  );
  await client.query(
    `with last as (select coalesce(max(cursor), 0) as cursor from catalog_item where org_id = $1),
     given as (select w.*, last.cursor + w.nth as cursor from last,
       unnest($2::text[], $3::text[], $4::jsonb[], $5::bytea[], $6::bool[], $7::bytea[], $8::text[], $9::bool[])
       with ordinality as w(kind, id, body, secret, retired, seeded, what, new_secret, nth)),
     told as (insert into catalog_event (org_id, cursor, at, by, kind, id, what, new_secret)
       select $1, cursor, $10, $11, kind, id, what, new_secret from given)
     insert into catalog_item (org_id, kind, id, body, secret, cursor, retired, seeded)
     select $1, kind, id, body, secret, cursor, retired, seeded from given
     on conflict (org_id, kind, id) do update set
       body = excluded.body, secret = excluded.secret, cursor = excluded.cursor,
       retired = excluded.retired, seeded = coalesce(excluded.seeded, catalog_item.seeded)`,
    [
      orgId,
      items.map(({ kind }) => kind),
      items.map(({ id }) => id),
      items.map(({ body }) => JSON.stringify(body)),
      sealed,
      items.map(({ retired }) => retired),
      items.map(({ seeded }) => seeded),
      items.map(({ what }) => what),
      items.map(({ newSecret }) => newSecret),
      Date.now(),
      by,
    ],
  );
}

/** What a file said of an item that it did not change. */
export interface Seed {
  kind: Item['kind'];
  id: string;
  seeded: Buffer;
}

/** Keeps in mind what a file said, without a cursor: nothing changed. */
export async function rememberSeeds(
  client: Queries,
  orgId: string,
  same: readonly Seed[],
): Promise<void> {
  if (same.length === 0) return;
  await client.query(
    `update catalog_item set seeded = w.seeded
     from unnest($2::text[], $3::text[], $4::bytea[]) as w(kind, id, seeded)
     where org_id = $1 and catalog_item.kind = w.kind and catalog_item.id = w.id`,
    [
      orgId,
      same.map(({ kind }) => kind),
      same.map(({ id }) => id),
      same.map(({ seeded }) => seeded),
    ],
  );
}
