import { isAsBefore } from '../../shared/catalog-standing.ts';
import {
  type CatalogEdit,
  type CatalogSaved,
  catalogIdOf,
} from '../../shared/models/catalog-edit.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { secretNames, type Vault } from '../security/vault.ts';
import type { Store } from '../store/store.ts';
import type { Cloud } from '../sync/clouds/cloud.ts';
import { forgetCatalog } from '../sync/pull.ts';
import type { Sync } from '../sync/sync.ts';
import { findAnyItem, putItem } from './catalog.ts';

interface Needs {
  store: Store;
  vault: Vault;
  sync: Sync;
  send: NonNullable<Cloud['saveCatalog']>;
}

/**
 * The cloud does not have an item as it is here, and has nothing new to tell: what is here came from a
 * file, or from before the station was tied to this cloud. All of the cloud's catalog is fetched; an item
 * that it never had is new to it, or is retired here alone.
 * @returns null where the cloud has something else, which is here now for a person to look at.
 */
export async function bringIntoStep(
  { store, vault, sync, send }: Needs,
  edit: CatalogEdit,
  accept: boolean,
): Promise<Result<CatalogSaved> | null> {
  const { db } = store;
  const id = catalogIdOf(edit);
  const forgotten = forgetCatalog(store);
  if (!forgotten.ok) return forgotten;
  const fetched = await sync.pull();
  if (!fetched.ok) return fetched;
  if (!isAsBefore(edit, findAnyItem(db, edit.kind, id))) return null;
  const answer = await send(edit.retired ? edit : asNew(edit, vault), accept);
  if (answer.ok || answer.problem.code !== 'catalog-changed') return answer;
  const { before } = edit;
  if (!edit.retired || before === null) return null;
  const retired = store.write(() => putItem(db, edit.kind, id, before, true));
  return retired.ok ? ok({ saved: true, uses: [] }) : retired;
}

/** With its secret: one that the cloud makes up would lock out the devices that carry this one. */
function asNew(edit: CatalogEdit, vault: Vault): CatalogEdit {
  if (edit.kind !== 'registrationGroup') return { ...edit, before: null };
  const held = vault.get(secretNames.group(edit.body.groupId));
  return {
    ...(held.ok ? { groupSecret: held.value } : {}),
    ...edit,
    before: null,
  };
}
