import type { Batch } from '../../shared/models/batch.ts';
import type {
  Catalog,
  MasterDataValues,
  MasterDatum,
  MasterValue,
  Target,
} from '../../shared/models/catalog.ts';
import type { LineOptions } from '../../shared/models/line.ts';
import { askedAtRegistration } from '../../shared/registration-data.ts';
import { firstLine } from './line/line-form.ts';

export interface StartForm {
  groupId: string;
  tag: string;
  /** Empty = no limit. */
  target: number | '';
  template: string;
  /** `regionId/orgId`; empty = not allocated from here. */
  allocateTo: string;
  /** SNs are made instead of read, where the group has a series. */
  makes: boolean;
  /** Values for all units, by group and then by identifier: choosing another group loses nothing. */
  masterData: Record<string, MasterDataValues>;
  /** How the units are checked. */
  line: LineOptions;
}

export const targetKey = (target: Target): string => `${target.regionId}/${target.orgId}`;

/** What the last batch had is most likely wanted again: nobody types what is known (WCAG 3.3.7). */
export function prefill(groupIds: string[], last: Batch | undefined): StartForm {
  const known = last && groupIds.includes(last.groupId) ? last : undefined;
  return {
    groupId: known?.groupId ?? groupIds[0] ?? '',
    tag: '',
    target: known?.target ?? '',
    template: known?.template ?? '',
    allocateTo: known?.allocateTo ? targetKey(known.allocateTo) : '',
    makes: known?.makes ?? false,
    masterData: known ? { [known.groupId]: known.masterData } : {},
    line: known?.line ?? firstLine,
  };
}

/** Every place a device can be allocated to, as the words of a list. */
export function allocationChoices(catalog: Catalog): { value: string; label: string }[] {
  return catalog.environments.flatMap((environment) =>
    environment.ous.map((ou) => ({
      value: targetKey({ regionId: environment.regionId, orgId: ou.orgId }),
      label: `${environment.name} / ${ou.name}`,
    })),
  );
}

export function toTarget(key: string): Target | null {
  const slash = key.indexOf('/');
  return slash < 0 ? null : { regionId: key.slice(0, slash), orgId: key.slice(slash + 1) };
}

/** What has to be known of all units of a batch of this group, with what is known already. */
export function asked(
  catalog: Catalog,
  { groupId, masterData }: StartForm,
): { datum: MasterDatum; value: MasterValue }[] {
  const group = catalog.registrationGroups.find((one) => one.groupId === groupId);
  const template = catalog.masterDataGroups.find((one) => one.id === group?.masterDataGroupId);
  const given = masterData[groupId] ?? {};
  return askedAtRegistration(template ?? null).map((datum) => ({
    datum,
    value: given[datum.identifier] ?? datum.default ?? null,
  }));
}

/** The values to start with; what was not asked for is the group's own affair. */
export const givenValues = (catalog: Catalog, form: StartForm): MasterDataValues =>
  Object.fromEntries(asked(catalog, form).map(({ datum, value }) => [datum.identifier, value]));
