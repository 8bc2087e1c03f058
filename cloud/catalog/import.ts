import type pg from 'pg';
import { catalogMisfit } from '../../shared/catalog-rules.ts';
import type { CatalogFile } from '../../shared/models/catalog.ts';
import type { CatalogSaved } from '../../shared/models/catalog-edit.ts';
import { inTransaction, type Queries } from '../database/transaction.ts';
import { refusals } from '../http/envelope.ts';
import type { Vault } from '../secrets/vault.ts';
import { itemsOf, putOf } from './file.ts';
import {
  findItems,
  type Item,
  lockCatalog,
  madeUpSecret,
  nameOf,
  type Putting,
  putItems,
  type StoredItem,
} from './items.ts';
import { usesOfFile } from './uses-of-file.ts';

/**
 * Saves a whole catalog file, as a person wants it now: all of it or nothing. What is in it replaces the
 * item of the same identifier, a retired one too; what is not in it stays; what is there already and
 * equal is left alone, so that a repeat has no effect. A group keeps its secret unless the file has
 * another; a new one without gets one that is made up. Uses are counted like those of a single edit.
 * @throws EnosError 99400 for what a catalog cannot be.
 */
export async function importCatalog(
  pool: pg.Pool,
  vault: Vault,
  caller: { orgId: string; by: string },
  file: CatalogFile,
  accept: boolean,
): Promise<CatalogSaved> {
  const { orgId } = caller;
  const uses = await inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read read only');
    const { putting, known } = await judge(client, vault, orgId, file);
    return putting.length === 0 ? [] : usesOfFile(client, orgId, putting, known);
  });
  if (uses.length > 0 && !accept) return { saved: false, uses };
  await inTransaction(pool, async (client) => {
    await lockCatalog(client, orgId);
    // The counting left room for others to save.
    const { putting } = await judge(client, vault, orgId, file);
    await client.query(`set local statement_timeout = '5min'`);
    await putItems(client, vault, caller, putting);
  });
  return { saved: true, uses };
}

/** What a file changes of what is there. @throws EnosError 99400 */
async function judge(
  client: Queries,
  vault: Vault,
  orgId: string,
  file: CatalogFile,
): Promise<{ putting: Putting[]; known: Map<string, StoredItem> }> {
  const items = itemsOf(file);
  const known = await findItems(client, vault, orgId, [...items, ...linksOf(file)]);
  const wrong = catalogMisfit(
    file,
    (kind, id) => known.get(nameOf({ kind, id }))?.retired === false,
  );
  if (wrong !== null) throw refusals.invalid('file', wrong);
  const putting = items.flatMap((item): Putting[] => {
    const now = known.get(nameOf(item));
    const put = putOf(item, now);
    if (put === null) return [];
    const madeUp = put.secret === null ? madeUpSecret(put.kind, !now || now.retired) : null;
    const secret = put.secret ?? madeUp;
    const newSecret = put.newSecret || madeUp !== null;
    return [{ ...put, secret, newSecret, what: 'saved', seeded: null }];
  });
  return { putting, known };
}

/** What the groups of a file link to, each once: it may be there already and not in the file. */
function linksOf({ registrationGroups }: CatalogFile): Pick<Item, 'kind' | 'id'>[] {
  const ids = (kind: Item['kind'], all: readonly string[]) =>
    [...new Set(all)].map((id) => ({ kind, id }));
  return [
    ...ids(
      'masterDataGroup',
      registrationGroups.map((group) => group.masterDataGroupId),
    ),
    ...ids(
      'gateway',
      registrationGroups.map((group) => group.gatewayId),
    ),
  ];
}
