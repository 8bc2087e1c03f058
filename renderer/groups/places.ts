import type { CatalogKind } from '../../shared/models/catalog-edit.ts';
import { shownKinds } from './items.ts';

/** What an address calls each kind: `#/groups/gateways`. */
const places: Record<CatalogKind, string> = {
  registrationGroup: 'registration-groups',
  masterDataGroup: 'master-data-groups',
  masterDataTemplate: 'templates',
  gateway: 'gateways',
  environment: 'environments',
};

export const placeOf = (kind: CatalogKind): string => places[kind];

/** An unknown place leads to the registration groups. */
export const kindAt = (place: string): CatalogKind =>
  shownKinds.find((kind) => places[kind] === place) ?? 'registrationGroup';
