import type { MasterDataGroup, MasterDatum } from '../../../shared/models/catalog.ts';
import { type Around, identifierFault } from './around.ts';
import { type DatumDraft, datumBody, datumDraft, datumFaults } from './datum.ts';
import { collect, type Faults, neededText, tooMany, under } from './faults.ts';
import { blankTexts, type Texts, textFaults, textsBody, textsOf } from './texts.ts';

/** A master data group as it is typed. */
export interface MasterDataGroupDraft extends Texts {
  id: string;
  assetType: string;
  masterData: DatumDraft[];
}

/** As many as a group carries. */
export const mostData = 500;

export const blankMasterDataGroup = (): MasterDataGroupDraft => ({
  ...blankTexts(),
  id: '',
  assetType: '',
  masterData: [],
});

export const masterDataGroupDraft = (group: MasterDataGroup): MasterDataGroupDraft => ({
  ...textsOf(group),
  id: group.id,
  assetType: group.assetType,
  masterData: group.masterData.map((datum) => datumDraft(datum)),
});

export const masterDataGroupBody = (draft: MasterDataGroupDraft): MasterDataGroup => ({
  ...textsBody(draft),
  id: draft.id.trim(),
  assetType: draft.assetType.trim(),
  masterData: draft.masterData.map(datumBody),
});

export function masterDataGroupFaults(
  draft: MasterDataGroupDraft,
  around: Around<'masterDataGroup'>,
): Faults {
  const counts = new Map<string, number>();
  for (const { identifier } of draft.masterData) {
    const id = identifier.trim();
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const twice = (id: string) => (counts.get(id) ?? 0) > 1;
  return {
    ...textFaults(draft),
    ...collect({
      id: identifierFault('masterDataGroup', draft.id, around),
      assetType: neededText(draft.assetType),
      masterData: tooMany(draft.masterData, mostData),
    }),
    ...Object.assign(
      {},
      ...draft.masterData.map((datum, index) =>
        under(`masterData.${index}`, datumFaults(datum, twice)),
      ),
    ),
  };
}

/**
 * Master data that come from a file or a template: those of an identifier that is there already take its
 * place, new ones go to the end, and what is not among them stays.
 */
export function takeIn(rows: readonly DatumDraft[], data: readonly MasterDatum[]): DatumDraft[] {
  const coming = new Map(data.map((datum) => [datum.identifier, datum]));
  const kept = rows.map((row) => {
    const datum = coming.get(row.identifier.trim());
    if (!datum) return row;
    coming.delete(datum.identifier);
    return datumDraft(datum, row.made);
  });
  return [...kept, ...[...coming.values()].map((datum) => datumDraft(datum, false))];
}
