import type { Catalog } from '../../../shared/models/catalog.ts';
import { RangesCard } from './ranges-card.tsx';

/** As the group is saved, not as it is typed: ranges are given for what stations make. */
export function GroupRanges({ catalog, groupId }: { catalog: Catalog; groupId: string }) {
  const group = catalog.registrationGroups.find((one) => one.groupId === groupId);
  return group ? <RangesCard key={groupId} group={group} /> : null;
}
