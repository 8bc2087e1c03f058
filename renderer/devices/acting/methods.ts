import type { Catalog, RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { Device } from '../../../shared/models/device.ts';

export interface GroupMethod {
  groupId: string;
  group: RegistrationGroup | undefined;
  devices: number;
  /** What reprovisioning does to devices of this group; `private` and `none`: it is refused. */
  method: 'migrate' | 'initialize' | 'none' | 'private';
}

/** The groups of the devices, most devices first, each with what its method does. */
export function methodsOf(catalog: Catalog, devices: readonly Device[]): GroupMethod[] {
  const counts = new Map<string, number>();
  for (const { groupId } of devices) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
  return [...counts]
    .map(([groupId, count]): GroupMethod => {
      const group = catalog.registrationGroups.find((one) => one.groupId === groupId);
      const own = group?.reprovisionMethod ?? 'none';
      const method = group?.privateModel && own !== 'none' ? 'private' : own;
      return { groupId, group, devices: count, method };
    })
    .toSorted((a, b) => b.devices - a.devices);
}
