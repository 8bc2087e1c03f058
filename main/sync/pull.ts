import type { CatalogItem } from '../../shared/models/cloud.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { putItem } from '../catalog/catalog.ts';
import { secretNames, type Vault } from '../security/vault.ts';
import { addKnown, findRegistered, forgetKnown } from '../store/devices.ts';
import { isLeaving } from '../store/former.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import type { Store } from '../store/store.ts';
import type { Cloud } from './clouds/cloud.ts';

/**
 * Fetches what changed in a Lineside cloud since the last time, page by page; each page and its
 * cursor are one transaction, so a pull that is cut goes on where it was. `cloud-no-catalog` for EnOS.
 */
export async function pull(
  store: Store,
  vault: Vault,
  cloud: Cloud,
  /** False when the station was tied to another cloud meanwhile: nothing of this one is kept. */
  current: () => boolean = () => true,
): Promise<Result<{ changed: number; knownDevices: number }>> {
  if (!cloud.pullCatalog || !cloud.pullDevices) return fail('cloud-no-catalog');
  let changed = 0;
  for (let more = true; more; ) {
    const page = await cloud.pullCatalog(cursor(store, 'catalog_cursor'));
    if (!page.ok) return page;
    if (!current()) return fail('cloud-not-connected');
    const { items } = page.value;
    const secrets = keepSecrets(vault, items);
    if (!secrets.ok) return secrets;
    const written = store.write(() => {
      for (const item of items) putPulled(store, item);
      setMeta(store.db, 'catalog_cursor', String(page.value.cursor));
    });
    if (!written.ok) return written;
    changed += items.length;
    more = page.value.more;
  }
  let knownDevices = 0;
  for (let more = true; more; ) {
    const page = await cloud.pullDevices({
      made: cursor(store, 'devices_cursor'),
      gone: cursor(store, 'gone_cursor'),
    });
    if (!page.ok) return page;
    if (!current()) return fail('cloud-not-connected');
    const written = store.write(() => {
      for (const known of page.value.items) {
        if (findRegistered(store.db, known.groupId, known.deviceSn)) continue;
        // An undone unit of ours that the cloud has not let go of yet.
        if (isLeaving(store.db, known)) continue;
        addKnown(store.db, known);
        knownDevices++;
      }
      for (const name of page.value.gone) forgetKnown(store.db, name);
      setMeta(store.db, 'devices_cursor', String(page.value.cursor));
      setMeta(store.db, 'gone_cursor', String(page.value.goneCursor));
    });
    if (!written.ok) return written;
    more = page.value.more;
  }
  return ok({ changed, knownDevices });
}

const cursor = (store: Store, name: string): number => Number(getMeta(store.db, name) ?? '0');

/** Another cloud counts from its own beginning and knows other devices. */
export function forgetPulled(store: Store): Result<unknown> {
  return store.write(() => {
    setMeta(store.db, 'catalog_cursor', null);
    setMeta(store.db, 'devices_cursor', null);
    setMeta(store.db, 'gone_cursor', null);
    store.db.exec('DELETE FROM known_device');
  });
}

/** The catalog comes anew from its beginning; what is only here stays. */
export const forgetCatalog = (store: Store): Result<unknown> =>
  store.write(() => setMeta(store.db, 'catalog_cursor', null));

/** Before the page counts as taken: a locked vault must not make the secrets pass by for ever. */
function keepSecrets(vault: Vault, items: readonly CatalogItem[]): Result<object> {
  for (const item of items) {
    if (item.kind !== 'registrationGroup' || item.body.groupSecret === undefined) continue;
    const kept = vault.put(secretNames.group(item.body.groupId), item.body.groupSecret);
    if (!kept.ok) return kept;
  }
  return ok({});
}

function putPulled({ db }: Store, item: CatalogItem): void {
  switch (item.kind) {
    case 'environment':
      return putItem(db, 'environment', item.body.regionId, item.body, item.retired);
    case 'gateway':
      return putItem(db, 'gateway', item.body.id, item.body, item.retired);
    case 'masterDataTemplate':
      return putItem(db, 'masterDataTemplate', item.body.identifier, item.body, item.retired);
    case 'masterDataGroup':
      return putItem(db, 'masterDataGroup', item.body.id, item.body, item.retired);
    case 'registrationGroup': {
      const { groupSecret: _, ...group } = item.body;
      return putItem(db, 'registrationGroup', group.groupId, group, item.retired);
    }
  }
}
