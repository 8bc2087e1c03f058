import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { catalogHome, readCatalog } from '../catalog/catalog.ts';
import { importCatalog } from '../catalog/import.ts';
import { secretNames } from '../security/vault.ts';
import type { Topic } from './topic.ts';

export function catalogHandlers(parts: AppParts): Topic<'catalog'> {
  const { store, vault, settings, station, sync } = parts;
  const notYet = fail('internal', { where: 'catalog' });
  return {
    'catalog.get': () =>
      ok(
        readCatalog(store.db, {
          home: catalogHome(settings.get().cloud),
          secretHeld: (groupId) => vault.holds(secretNames.group(groupId)),
        }),
      ),
    'catalog.import'({ text }) {
      const imported = importCatalog(store, vault, text);
      station.forget();
      parts.changed();
      return imported;
    },
    'catalog.pull': () => sync.pull(),
    'catalog.save': () => notYet,
    'catalog.export': () => notYet,
    'catalog.writeCsv': () => notYet,
    'catalog.readCsv': () => notYet,
    'catalog.verify': () => notYet,
  };
}
