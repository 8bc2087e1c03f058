import type pg from 'pg';
import { editMisfit, type IsThere, renaming } from '../../shared/catalog-rules.ts';
import {
  bodyToKeep,
  type CatalogStanding,
  isAsBefore,
  isSaved,
  secretIn,
} from '../../shared/catalog-standing.ts';
import {
  type CatalogEdit,
  type CatalogSaved,
  catalogIdOf,
} from '../../shared/models/catalog-edit.ts';
import { inTransaction, type Queries } from '../database/transaction.ts';
import { refusals } from '../http/envelope.ts';
import type { Vault } from '../secrets/vault.ts';
import {
  findItems,
  type Item,
  lockCatalog,
  madeUpSecret,
  nameOf,
  putItems,
  type StoredItem,
} from './items.ts';
import { usesOf } from './uses.ts';

/**
 * Saves one edit of the catalog, under the same rules as a station that has it to itself. Who uses what is
 * retired or narrowed is counted before anything is locked: in a big OU that takes its time, and nothing
 * that is counted is destroyed by the edit.
 * @throws EnosError 99400 for what a catalog cannot be, 99409 when somebody else changed the item meanwhile.
 */
export async function saveCatalog(
  pool: pg.Pool,
  vault: Vault,
  caller: { orgId: string; by: string },
  edit: CatalogEdit,
  accept: boolean,
): Promise<CatalogSaved> {
  const renamed = renaming(edit);
  if (renamed !== null) throw refusals.invalid('edit', renamed);
  const { orgId } = caller;
  const uses = await inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read read only');
    const now = await judge(client, vault, orgId, edit);
    return now === 'saved' ? [] : usesOf(client, orgId, edit, now);
  });
  if (uses.length > 0 && !accept) return { saved: false, uses };
  await inTransaction(pool, async (client) => {
    await lockCatalog(client, orgId);
    // The counting left room for others to save.
    const now = await judge(client, vault, orgId, edit);
    if (now !== 'saved') await put(client, vault, caller, edit, now);
  });
  return { saved: true, uses };
}

/** The item as the edit meets it, or that there is nothing left to do. @throws EnosError like `saveCatalog` */
async function judge(
  client: Queries,
  vault: Vault,
  orgId: string,
  edit: CatalogEdit,
): Promise<StoredItem | null | 'saved'> {
  const id = catalogIdOf(edit);
  const around = await findItems(client, vault, orgId, [{ kind: edit.kind, id }, ...linksOf(edit)]);
  const now = around.get(nameOf({ kind: edit.kind, id })) ?? null;
  const standing: CatalogStanding = now;
  const secret = secretIn(edit);
  if (isSaved(edit, standing) && (secret === null || secret === now?.secret)) return 'saved';
  if (!isAsBefore(edit, standing)) throw refusals.changedMeanwhile(id);
  const isThere: IsThere = (kind, other) =>
    around.get(nameOf({ kind, id: other }))?.retired === false;
  const wrong = edit.retired ? null : editMisfit(edit, isThere);
  if (wrong !== null) throw refusals.invalid('edit', wrong);
  return now;
}

function linksOf(edit: CatalogEdit): Pick<Item, 'kind' | 'id'>[] {
  if (edit.kind !== 'registrationGroup') return [];
  return [
    { kind: 'masterDataGroup', id: edit.body.masterDataGroupId },
    { kind: 'gateway', id: edit.body.gatewayId },
  ];
}

async function put(
  client: Queries,
  vault: Vault,
  caller: { orgId: string; by: string },
  edit: CatalogEdit,
  now: StoredItem | null,
): Promise<void> {
  const { kind, retired, before } = edit;
  const secret = secretIn(edit) ?? now?.secret ?? madeUpSecret(kind, before === null);
  const what = retired ? 'retired' : 'saved';
  const newSecret = secret !== (now?.secret ?? null);
  const item = { kind, id: catalogIdOf(edit), body: bodyToKeep(edit), secret };
  await putItems(client, vault, caller, [{ ...item, retired, what, newSecret, seeded: null }]);
}
