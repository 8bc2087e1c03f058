import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { Group } from '../catalog/groups.ts';
import type { Queries } from '../database/transaction.ts';
import { allocateDevices } from '../devices/allocate.ts';
import type { Author } from '../devices/author.ts';
import { credentialsOf, noteDelivery } from '../devices/credentials.ts';
import type { DeviceRow } from '../devices/device.ts';
import { type Lane, laneName, lockLanes } from '../devices/find.ts';
import { insertDevices } from '../devices/insert.ts';
import { isDiscarded } from '../devices/life.ts';
import { checkMasterData, withDefaults } from '../devices/master-data.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Vault } from '../secrets/vault.ts';

/** Credentials as the device APIs answer them. */
export interface Triple {
  murl: string;
  hurl: string;
  pk: string;
  dk: string;
  ds: string;
}

/** A change that a device makes itself. */
export const deviceAuthor = (orgId: string): Author => ({ orgId, by: 'device' });

/**
 * The device of this lane, locked; one that nobody registered is registered if its group has devices
 * register themselves.
 * @throws EnosError 35404 when it is not to be had, 99400 for master data.
 */
export async function knownOrRegistered(
  client: Queries,
  orgId: string,
  group: Group | undefined,
  lane: Lane,
  given: () => unknown,
): Promise<DeviceRow> {
  const look = async () => (await lockLanes(client, orgId, [lane])).get(laneName(lane));
  let row = await look();
  if (!row) {
    if (!group || group.retired) throw refusals.groupNotFound();
    if (!group.group.autoRegistration) throw refusals.deviceNotFound();
    const data = withDefaults(group, checkMasterData(group, given()));
    await insertDevices(client, deviceAuthor(orgId), [
      { ...lane, data, batchTag: null, description: '' },
    ]);
    row = await look();
  }
  if (!row || isDiscarded(row)) throw refusals.deviceNotFound();
  return row;
}

/**
 * The credentials of a device, which is connected with that. One that is not allocated is allocated
 * if its group activates devices by itself, to `target` or where its own master data say. A device
 * that is being reprovisioned waits for its new place: by itself it would go back home.
 * @returns why not instead of throwing: what was registered and noted on the way has to stay.
 */
export async function deliver(
  client: Queries,
  vault: Vault,
  group: Group | undefined,
  row: DeviceRow,
  target: MasterDataValues = {},
): Promise<Triple | EnosError> {
  const author = deviceAuthor(row.org_id);
  let device: DeviceRow | EnosError | undefined = row;
  if (row.allocate_status !== 'allocated') {
    const { regionId, orgId } = { ...row.device_data, ...target };
    const waits = row.reprovisioning && !regionId && !orgId;
    if (!group?.group.autoActivation || waits) return refusals.notAllocated(row.device_sn);
    [device] = await allocateDevices(client, vault, author, [{ row, deviceData: target }]);
  }
  // Why it was not is written with the device, for people; it can only ask again.
  if (!device || device instanceof EnosError) return refusals.notAllocated(row.device_sn);
  const credentials = await credentialsOf(client, vault, device);
  if (!credentials) return refusals.notAllocated(row.device_sn);
  await noteDelivery(client, author, device);
  const { mqttUrl, httpUrl, productKey, deviceKey, deviceSecret } = credentials;
  return { murl: mqttUrl, hurl: httpUrl, pk: productKey, dk: deviceKey, ds: deviceSecret };
}
