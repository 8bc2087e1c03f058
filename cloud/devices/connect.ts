import { lifeStates, nextLife } from '../../shared/life-cycle.ts';
import type { Queries } from '../database/transaction.ts';
import { isStorable } from '../http/body.ts';
import type { Vault } from '../secrets/vault.ts';
import { type DeviceRow, deviceSecretPlace } from './device.ts';

/** A device as a gateway meets it: by its credentials. Never log it: it holds the secret. */
export interface Connecting {
  orgId: string;
  groupId: string;
  deviceSn: string;
  sn: string;
  productKey: string;
  deviceKey: string;
  deviceSecret: string;
  currentStatus: DeviceRow['current_status'];
  connectStatus: DeviceRow['connect_status'];
}

/** The device that these keys belong to now; null when they are nobody's, or ended. */
export async function findByKeys(
  client: Queries,
  vault: Vault,
  productKey: string,
  deviceKey: string,
): Promise<Connecting | null> {
  if (!isStorable(productKey) || !isStorable(deviceKey)) return null;
  const found = await client.query<DeviceRow & { device_secret: Buffer }>(
    `select org_id, group_id, device_sn, sn, current_status, connect_status, device_secret
     from device where product_key = $1 and device_key = $2`,
    [productKey, deviceKey],
  );
  const row = found.rows[0];
  if (!row) return null;
  return {
    orgId: row.org_id,
    groupId: row.group_id,
    deviceSn: row.device_sn,
    sn: row.sn,
    productKey,
    deviceKey,
    deviceSecret: vault.open(deviceSecretPlace(row.sn), row.device_secret),
    currentStatus: row.current_status,
    connectStatus: row.connect_status,
  };
}

/** States that a first login ends, by the table of the life cycle. */
const unfinished = lifeStates.filter(
  (state) => state !== 'finished' && nextLife(state, 'finish') === 'finished',
);

/**
 * Notes that a gateway let a device in or refused it. The first login that is let in finishes its
 * activation; one that is refused is news of a device that was never connected. Nothing is written
 * where nothing changes, so that it may be called at every login.
 */
export async function noteLogin(
  client: Queries,
  device: Connecting,
  accepted: boolean,
): Promise<void> {
  const news = accepted ? device.currentStatus !== 'finished' : device.connectStatus === 'init';
  if (!news) return;
  const { orgId, sn, deviceKey } = device;
  const now = Date.now();
  if (accepted) {
    await client.query(
      `with changed as (
         update device set current_status = 'finished', connect_status = 'connected', finished_time = $4
         where org_id = $1 and sn = $2 and device_key = $3 and current_status = any($5)
         returning org_id, group_id, device_sn)
       insert into device_event (org_id, group_id, device_sn, at, what, by)
       select org_id, group_id, device_sn, $4, 'finished', 'gateway' from changed`,
      [orgId, sn, deviceKey, now, unfinished],
    );
    return;
  }
  await client.query(
    `with changed as (
       update device set connect_status = 'failed'
       where org_id = $1 and sn = $2 and device_key = $3 and connect_status = 'init'
       returning org_id, group_id, device_sn)
     insert into device_event (org_id, group_id, device_sn, at, what, by)
     select org_id, group_id, device_sn, $4, 'login-refused', 'gateway' from changed`,
    [orgId, sn, deviceKey, now],
  );
}
