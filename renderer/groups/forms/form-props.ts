import type { CatalogKind } from '../../../shared/models/catalog-edit.ts';
import type { Around } from '../draft/around.ts';
import type { Drafts } from '../draft/drafts.ts';

/** What every form of the editor gets. */
export interface FormProps<K extends CatalogKind> {
  draft: Drafts[K];
  change: (part: Partial<Drafts[K]>) => void;
  around: Around<K>;
}
