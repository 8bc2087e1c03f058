import { builtInMasterData, type Catalog } from '../../shared/models/catalog.ts';
import { nameIn } from '../../shared/names.ts';
import type { Speech } from '../words.tsx';

/** What the master data of a group are called in the reader's language; an unknown one keeps its identifier. */
export function datumNames(
  catalog: Catalog | null,
  groupId: string,
  { w, language }: Speech,
): (identifier: string) => string {
  const group = catalog?.registrationGroups.find((one) => one.groupId === groupId);
  const data = catalog?.masterDataGroups.find(({ id }) => id === group?.masterDataGroupId);
  const custom = new Map(
    data?.masterData.map((datum) => [
      datum.identifier,
      datum.unit ? `${nameIn(datum, language)} (${datum.unit})` : nameIn(datum, language),
    ]),
  );
  return (identifier) => {
    const builtIn = builtInMasterData.find((datum) => datum.identifier === identifier);
    return builtIn ? w(`builtIn.${builtIn.identifier}`) : (custom.get(identifier) ?? identifier);
  };
}
