import { takeCatalogFile } from '../catalog/import-in-cloud.ts';
import { createHandover, type HandoverNeeds } from './handover.ts';

type Catalog = Parameters<typeof takeCatalogFile>[0];

/** Handing over, wired to the catalog that it may change. */
export const wireHandover = (
  needs: Omit<HandoverNeeds, 'takeCatalog'> &
    Pick<Catalog, 'settings' | 'sync'> & { onCatalog(): void },
) =>
  createHandover({
    ...needs,
    async takeCatalog(text, accept) {
      const taken = await takeCatalogFile(needs, { text, accept });
      needs.onCatalog();
      return taken;
    },
  });
