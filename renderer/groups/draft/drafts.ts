import type { CatalogEdit, CatalogKind } from '../../../shared/models/catalog-edit.ts';
import type { BodyOf } from '../items.ts';
import { type Around, identifierFault } from './around.ts';
import { blankDatum, type DatumDraft, datumBody, datumDraft, datumFaults } from './datum.ts';
import { collect, type Faults } from './faults.ts';
import {
  blankMasterDataGroup,
  type MasterDataGroupDraft,
  masterDataGroupBody,
  masterDataGroupDraft,
  masterDataGroupFaults,
} from './master-data-group.ts';
import {
  blankEnvironment,
  blankGateway,
  type EnvironmentDraft,
  environmentBody,
  environmentDraft,
  environmentFaults,
  type GatewayDraft,
  gatewayBody,
  gatewayFaults,
} from './places.ts';
import {
  blankGroup,
  type GroupDraft,
  groupBody,
  groupDraft,
  groupFaults,
} from './registration-group.ts';

export interface Drafts {
  environment: EnvironmentDraft;
  gateway: GatewayDraft;
  masterDataTemplate: DatumDraft;
  masterDataGroup: MasterDataGroupDraft;
  registrationGroup: GroupDraft;
}

/** What is typed <-> what is saved, and what is wrong with what is typed. */
interface DraftRules<K extends CatalogKind> {
  blank(): Drafts[K];
  toDraft(body: BodyOf<K>): Drafts[K];
  toBody(draft: Drafts[K]): BodyOf<K>;
  faults(draft: Drafts[K], around: Around<K>): Faults;
  /** The same as a new item: its identifier is still to be typed. */
  clone(draft: Drafts[K]): Drafts[K];
}

export const draftRules: { [K in CatalogKind]: DraftRules<K> } = {
  environment: {
    blank: blankEnvironment,
    toDraft: environmentDraft,
    toBody: environmentBody,
    faults: environmentFaults,
    clone: (draft) => ({ ...draft, regionId: '' }),
  },
  gateway: {
    blank: blankGateway,
    toDraft: (body) => body,
    toBody: gatewayBody,
    faults: gatewayFaults,
    clone: (draft) => ({ ...draft, id: '' }),
  },
  masterDataTemplate: {
    blank: blankDatum,
    toDraft: (body) => datumDraft(body),
    toBody: datumBody,
    faults: (draft, around) => ({
      ...datumFaults(draft, () => false),
      ...(around.before === null &&
        collect({
          identifier:
            datumFaults(draft, () => false)['identifier'] ??
            identifierFault('masterDataTemplate', draft.identifier, around),
        })),
    }),
    clone: (draft) => ({ ...draft, identifier: '', made: false }),
  },
  masterDataGroup: {
    blank: blankMasterDataGroup,
    toDraft: masterDataGroupDraft,
    toBody: masterDataGroupBody,
    faults: masterDataGroupFaults,
    clone: (draft) => ({
      ...draft,
      id: '',
      masterData: draft.masterData.map((datum) => ({ ...datum, made: false })),
    }),
  },
  registrationGroup: {
    blank: blankGroup,
    toDraft: groupDraft,
    toBody: groupBody,
    faults: groupFaults,
    // The same series would make the same SNs.
    clone: (draft) => ({
      ...draft,
      groupId: '',
      groupSecret: '',
      series: { ...draft.series, on: false },
    }),
  },
};

/** Anything typed counts, a secret too, and what its type has no use for. */
export const isDirty = <D>(start: D, now: D): boolean =>
  JSON.stringify(start) !== JSON.stringify(now);

/** `body` null: as it is now, to be retired. */
export function saveEdit<K extends CatalogKind>(
  kind: K,
  draft: Drafts[K],
  before: BodyOf<K> | null,
): CatalogEdit {
  const secret = 'groupSecret' in draft && draft.groupSecret !== '' ? draft.groupSecret : null;
  return {
    kind,
    body: draftRules[kind].toBody(draft),
    before,
    retired: false,
    ...(secret !== null && { groupSecret: secret }),
  } as CatalogEdit;
}

/** Takes an item out of use, or brings it back as it was. */
export const moveEdit = <K extends CatalogKind>(
  kind: K,
  body: BodyOf<K>,
  to: 'retired' | 'used',
): CatalogEdit =>
  ({
    kind,
    body,
    before: to === 'retired' ? body : null,
    retired: to === 'retired',
  }) as CatalogEdit;
