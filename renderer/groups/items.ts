import type { z } from 'zod';
import type { Catalog, RetiredItems } from '../../shared/models/catalog.ts';
import {
  type CatalogKind,
  type catalogBodies,
  catalogIdOf,
} from '../../shared/models/catalog-edit.ts';

export type BodyOf<K extends CatalogKind> = z.output<(typeof catalogBodies)[K]>;

/** In the order in which a newcomer needs them explained, not in which they are made. */
export const shownKinds = [
  'registrationGroup',
  'masterDataGroup',
  'masterDataTemplate',
  'gateway',
  'environment',
] as const satisfies readonly CatalogKind[];

const lists = {
  environment: 'environments',
  gateway: 'gateways',
  masterDataTemplate: 'masterDataTemplates',
  masterDataGroup: 'masterDataGroups',
  registrationGroup: 'registrationGroups',
} as const satisfies Record<CatalogKind, keyof RetiredItems>;

/** Whether the vault holds a secret is no part of a group: it would make each look changed. */
export function itemsOf<K extends CatalogKind>(
  catalog: Catalog | RetiredItems,
  kind: K,
): BodyOf<K>[] {
  const items: readonly object[] = catalog[lists[kind]];
  return items.map((item) => {
    const { secretHeld: _, ...body } = item as { secretHeld?: boolean };
    return body as BodyOf<K>;
  });
}

export const idOf = <K extends CatalogKind>(kind: K, body: BodyOf<K>): string =>
  catalogIdOf({ kind, body } as Parameters<typeof catalogIdOf>[0]);

export const idsOf = (catalog: Catalog | RetiredItems, kind: CatalogKind): string[] =>
  itemsOf(catalog, kind).map((body) => idOf(kind, body));

export const findItem = <K extends CatalogKind>(
  catalog: Catalog | RetiredItems,
  kind: K,
  id: string,
): BodyOf<K> | null => itemsOf(catalog, kind).find((body) => idOf(kind, body) === id) ?? null;
