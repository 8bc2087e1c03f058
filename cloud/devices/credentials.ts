import type { Credentials } from '../../shared/models/device.ts';
import type { Queries } from '../database/transaction.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Author } from './author.ts';
import { type DeviceRow, deviceSecretPlace } from './device.ts';
import { writeHistory } from './history.ts';
import { stateAfter } from './life.ts';

/** What lets an allocated device into the gateway of its group; null when it is not allocated. */
export async function credentialsOf(
  client: Queries,
  vault: Vault,
  { org_id: orgId, sn }: DeviceRow,
): Promise<Credentials | null> {
  const found = await client.query<{
    product_key: string;
    device_key: string | null;
    device_secret: Buffer | null;
    mqtt_url: string | null;
    http_url: string | null;
  }>(
    `select d.product_key, d.device_key, d.device_secret,
       gateway.body->>'mqttUrl' as mqtt_url, gateway.body->>'httpUrl' as http_url
     from device d
     left join catalog_item g on g.org_id = d.org_id and g.kind = 'registrationGroup' and g.id = d.group_id
     left join catalog_item gateway on gateway.org_id = d.org_id and gateway.kind = 'gateway'
       and gateway.id = g.body->>'gatewayId'
     where d.org_id = $1 and d.sn = $2`,
    [orgId, sn],
  );
  const row = found.rows[0];
  if (!row?.device_key || !row.device_secret) return null;
  return {
    productKey: row.product_key,
    deviceKey: row.device_key,
    deviceSecret: vault.open(deviceSecretPlace(sn), row.device_secret),
    mqttUrl: row.mqtt_url ?? '',
    httpUrl: row.http_url ?? '',
  };
}

/**
 * A device gets its credentials: with the first time it is connected. A later time changes nothing.
 * @param row locked by the caller.
 */
export async function noteDelivery(client: Queries, author: Author, row: DeviceRow): Promise<void> {
  if (row.connected_time !== null) return;
  await client.query(
    `update device set current_status = $3, connect_status = 'connected', connected_time = $4
     where org_id = $1 and sn = $2`,
    [row.org_id, row.sn, stateAfter(row, 'connect'), Date.now()],
  );
  await writeHistory(client, author, [
    { groupId: row.group_id, deviceSn: row.device_sn, what: 'connected' },
  ]);
}
