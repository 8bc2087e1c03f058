import type { Catalog, RetiredItems } from '../../../shared/models/catalog.ts';
import type { CatalogKind } from '../../../shared/models/catalog-edit.ts';
import { type BodyOf, idsOf } from '../items.ts';
import { type Fault, neededText } from './faults.ts';

/** What a draft is judged against beside itself. */
export interface Around<K extends CatalogKind> {
  catalog: Catalog;
  retired: RetiredItems;
  /** As it was when the person began; null = it is new. */
  before: BodyOf<K> | null;
}

/** Of a new item: one that is there, or was, has its devices already. */
export function identifierFault<K extends CatalogKind>(
  kind: K,
  typed: string,
  { catalog, retired, before }: Around<K>,
): Fault | null {
  if (before !== null) return null;
  const id = typed.trim();
  const wrong = neededText(id);
  if (wrong) return wrong;
  if (idsOf(catalog, kind).includes(id)) return { code: 'taken' };
  return idsOf(retired, kind).includes(id) ? { code: 'retired' } : null;
}

/** A link that it had already may lead to something retired; a new one may not. */
export function linkFault<K extends CatalogKind>(
  kind: CatalogKind,
  id: string,
  had: string | undefined,
  { catalog }: Pick<Around<K>, 'catalog'>,
): Fault | null {
  if (id === '') return { code: 'needed' };
  return id === had || idsOf(catalog, kind).includes(id) ? null : { code: 'gone' };
}
