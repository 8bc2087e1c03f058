import { readMasterDataCsv, writeMasterDataCsv } from '../../shared/catalog-csv.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { catalogHome, findMasterDataGroup, readCatalog, readRetired } from '../catalog/catalog.ts';
import { catalogText, exportCatalog } from '../catalog/export.ts';
import { takeCatalogFile } from '../catalog/import-in-cloud.ts';
import { saveHere, saveInCloud } from '../catalog/save.ts';
import { verifyGroup } from '../catalog/verify.ts';
import { secretNames } from '../security/vault.ts';
import type { Topic } from './topic.ts';

export function catalogHandlers(parts: AppParts): Topic<'catalog'> {
  const { store, vault, settings, station, sync, world } = parts;
  const now = () => world.clock.now();
  const changed = <T>(result: T): T => {
    station.forget();
    parts.changed();
    return result;
  };
  return {
    'catalog.get': () =>
      ok(
        readCatalog(store.db, {
          home: catalogHome(settings.get().cloud),
          secretHeld: (groupId) => vault.holds(secretNames.group(groupId)),
        }),
      ),
    'catalog.retired': () => ok(readRetired(store.db)),
    'catalog.import': async (asked) => changed(await takeCatalogFile(parts, asked)),
    'catalog.pull': () => sync.pull(),
    async 'catalog.save'({ edit, accept }, { by }) {
      if (catalogHome(settings.get().cloud) === 'station') {
        return changed(await saveHere({ store, vault, now }, { edit, accept, by }));
      }
      const cloud = sync.cloud();
      if (!cloud.ok) return cloud;
      const send = cloud.value.saveCatalog;
      if (!send) return fail('cloud-no-catalog');
      return changed(await saveInCloud({ store, vault, sync }, send, { edit, accept }));
    },
    'catalog.export': () => ok({ text: catalogText(exportCatalog(store.db)) }),
    'catalog.writeCsv'({ masterDataGroupId: id }) {
      const group = findMasterDataGroup(store.db, id);
      if (!group) return fail('master-data-group-unknown', { id });
      const text = writeMasterDataCsv(group.masterData);
      return text.ok ? ok({ name: fileName(id), text: text.value }) : text;
    },
    'catalog.readCsv'({ text }) {
      const masterData = readMasterDataCsv(text);
      return masterData.ok ? ok({ masterData: masterData.value }) : masterData;
    },
    'catalog.verify': ({ groupId }) => verifyGroup(parts, groupId),
  };
}

/** An identifier may hold what no file name may. */
const fileName = (id: string): string => `master-data-${id.replace(/[^\p{L}\p{N}_-]/gu, '_')}.csv`;
