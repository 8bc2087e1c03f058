import type { Batch } from '../../shared/models/batch.ts';
import type { Catalog, Target } from '../../shared/models/catalog.ts';

export interface StartForm {
  groupId: string;
  tag: string;
  /** Empty = no limit. */
  target: number | '';
  template: string;
  /** `regionId/orgId`; empty = not allocated from here. */
  allocateTo: string;
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
