import type { Catalog } from '../../../shared/models/catalog.ts';

/** Identifiers that a label of this group may place; of every group where none is chosen. */
export function masterDataOf(catalog: Catalog | null, groupId: string | null): string[] {
  const groups = catalog?.registrationGroups.filter(
    (group) => groupId === null || group.groupId === groupId,
  );
  const linked = new Set(groups?.map((group) => group.masterDataGroupId));
  const identifiers = catalog?.masterDataGroups
    .filter(({ id }) => linked.has(id))
    .flatMap(({ masterData }) => masterData.map(({ identifier }) => identifier));
  return [...new Set(identifiers)].toSorted();
}
