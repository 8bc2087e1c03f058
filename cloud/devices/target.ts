import type { Environment, MasterDataValues, Target } from '../../shared/models/catalog.ts';
import type { DeviceRow } from './device.ts';

/** Where devices go when nobody says: the cloud's own OU, in an environment of this name. */
const homeRegion = 'lineside';

/** What the request says, else where it is, else what the device was registered with, else home. */
export function targetOf(
  row: DeviceRow,
  given: MasterDataValues,
  data: MasterDataValues,
  environments: readonly Environment[],
  homeOrgId: string,
): { target: Target; chosen: boolean } {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const asked = text(given.regionId) || text(given.orgId);
  if (!asked && row.region_id && row.target_org_id) {
    return { target: { regionId: row.region_id, orgId: row.target_org_id }, chosen: true };
  }
  const regionId = text(data.regionId);
  const orgId = text(data.orgId);
  if (!regionId && !orgId) {
    return { target: { regionId: homeRegion, orgId: homeOrgId }, chosen: false };
  }
  const withOu = environments.find(({ ous }) => ous.some((ou) => ou.orgId === orgId));
  return {
    target: { regionId: regionId || withOu?.regionId || homeRegion, orgId: orgId || homeOrgId },
    chosen: true,
  };
}

/** The cloud's own OU is always there, also when the catalog does not name it. */
export const isHome = ({ regionId, orgId }: Target, homeOrgId: string): boolean =>
  regionId === homeRegion && orgId === homeOrgId;
