import type pg from 'pg';
import type { z } from 'zod';
import type { credentialsRequestSchema, lookAnswerSchema } from '../../shared/models/cloud.ts';
import type { Credentials, DeviceName } from '../../shared/models/device.ts';
import { inTransaction, type Queries } from '../database/transaction.ts';
import { credentialsOf } from '../devices/credentials.ts';
import { cloudDevice } from '../devices/device.ts';
import { findLanes, laneName, lockLanes } from '../devices/find.ts';
import { historyOf, writeHistory } from '../devices/history.ts';
import { refusals } from '../http/envelope.ts';
import type { Vault } from '../secrets/vault.ts';

/** Devices as they are, discarded ones too, and what happened to them, also when they are gone. */
export async function lookAt(
  client: Queries,
  orgId: string,
  devices: readonly DeviceName[],
): Promise<z.infer<typeof lookAnswerSchema>> {
  const rows = await findLanes(client, orgId, devices);
  const histories = await historyOf(client, orgId, devices);
  return {
    devices: devices.map((device, index) => {
      const row = rows.get(laneName(device));
      return { device: row ? cloudDevice(row) : null, history: histories[index] ?? [] };
    }),
  };
}

/**
 * The credentials of a device for a person, who is named with the reason in the device's history
 * before the answer leaves.
 * @throws EnosError 35601 when it is not there, 10000 when it is not allocated.
 */
export async function reveal(
  pool: pg.Pool,
  vault: Vault,
  app: { orgId: string; appKey: string },
  { groupId, deviceSn, by, reason }: z.infer<typeof credentialsRequestSchema>,
): Promise<Credentials> {
  return inTransaction(pool, async (client) => {
    const lane = { groupId, deviceSn };
    const row = (await lockLanes(client, app.orgId, [lane])).get(laneName(lane));
    if (!row) throw refusals.snNotFound();
    const credentials = await credentialsOf(client, vault, row);
    if (!credentials) throw refusals.notAllocated(deviceSn);
    await writeHistory(client, { orgId: app.orgId, by }, [
      { ...lane, what: 'secret-revealed', detail: { reason, application: app.appKey } },
    ]);
    return credentials;
  });
}
