import type { CatalogFile } from '../../shared/models/catalog.ts';
import type { CatalogKind } from '../../shared/models/catalog-edit.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { sameJson } from '../../shared/same-json.ts';
import type { Vault } from '../security/vault.ts';
import type { SettingsKeeper } from '../settings.ts';
import type { Store } from '../store/store.ts';
import { forgetCatalog } from '../sync/pull.ts';
import type { Sync } from '../sync/sync.ts';
import { catalogHome, findAnyItem } from './catalog.ts';
import { type Imported, importCatalog, parseCatalog } from './import.ts';
import { unsaved } from './save.ts';

interface Needs {
  store: Store;
  vault: Vault;
  settings: SettingsKeeper;
  sync: Sync;
}
interface Asked {
  /** A catalog file (docs/catalog.md). */
  text: string;
  accept: boolean;
}

/** Takes a catalog file to where the catalog lives: into the Lineside cloud, else on this station. */
export async function takeCatalogFile(needs: Needs, asked: Asked): Promise<Result<Imported>> {
  const { store, vault, settings } = needs;
  return catalogHome(settings.get().cloud) === 'cloud'
    ? importInCloud(needs, asked)
    : importCatalog(store, vault, asked.text);
}

/**
 * The cloud takes the whole file or nothing of it, and this station fetches what came of it. Without a
 * network nothing is changed, here neither: `catalog-needs-cloud`.
 */
async function importInCloud(
  { store, vault, sync }: Needs,
  { text, accept }: Asked,
): Promise<Result<Imported>> {
  const parsed = parseCatalog(text);
  if (!parsed.ok) return parsed;
  const { file, written } = parsed.value;
  const cloud = sync.cloud();
  if (!cloud.ok) return cloud;
  const send = cloud.value.importCatalog;
  if (!send) return fail('cloud-no-catalog');
  const groups = file.registrationGroups.length;
  // Groups come back with their secrets: a locked vault could not take them, and nothing after them.
  const ready = groups > 0 ? vault.ready() : ok({});
  if (!ready.ok) return ready;
  // As it was written: with all that may be left out filled in it could be larger than a cloud takes.
  const answer = await send(written, accept);
  if (!answer.ok) return { ok: false, problem: unsaved(answer.problem) };
  const { saved } = answer.value;
  if (saved) await fetchSaved(store, sync, file);
  return ok({ ...answer.value, groups: saved ? groups : 0, secretsRefused: [] });
}

/** A pull that fails is shown by the status of the cloud and done again by itself: it is saved. */
async function fetchSaved(store: Store, sync: Needs['sync'], file: CatalogFile): Promise<void> {
  const pulled = await sync.pull();
  if (!pulled.ok || isHere(store, file)) return;
  // What the cloud had already is nothing new to it, and may be otherwise here: from before the link.
  const forgotten = forgetCatalog(store);
  if (forgotten.ok) await sync.pull();
}

function isHere({ db }: Store, file: CatalogFile): boolean {
  const is = (kind: CatalogKind, id: string, body: object) => {
    const found = findAnyItem(db, kind, id);
    return found !== null && !found.retired && sameJson(found.body, body);
  };
  return (
    file.environments.every((each) => is('environment', each.regionId, each)) &&
    file.gateways.every((each) => is('gateway', each.id, each)) &&
    file.masterDataTemplates.every((each) => is('masterDataTemplate', each.identifier, each)) &&
    file.masterDataGroups.every((each) => is('masterDataGroup', each.id, each)) &&
    file.registrationGroups.every((each) => {
      const { groupSecret: _, ...group } = each;
      return is('registrationGroup', group.groupId, group);
    })
  );
}
