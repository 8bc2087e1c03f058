import { findGroups } from '../catalog/groups.ts';
import { inTransaction } from '../database/transaction.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { deliver, knownOrRegistered, type Triple } from './activation.ts';
import { checkMethod, proveGroup, readProof } from './device-door.ts';
import { textOf } from './fields.ts';

/** Longest device SN, in characters, as for create. */
const longestSn = 64;

/**
 * Bootstrap Device: a device shows its SN and the signature of its group, is registered if nobody
 * knew it, and gets its credentials.
 * @throws EnosError or TokenError
 */
export async function bootstrap(rooms: Rooms, body: Record<string, unknown>): Promise<Triple> {
  const { pool, vault } = rooms;
  // Older firmware calls it deviceId.
  const fields: Record<string, unknown> = { ...body, deviceSn: body.deviceSn ?? body.deviceId };
  const groupId = textOf(fields.groupId);
  if (groupId === null) throw refusals.missing('groupId');
  checkMethod(fields.dpsSignMethod, 'dpsSignMethod');
  const names = { sn: 'deviceSn', timestamp: 'dpsSignTimestamp', sign: 'dpsSign' };
  const proof = readProof(fields, names);
  if (proof.sn.length > longestSn) {
    throw refusals.invalid('deviceSn', `deviceSn is not a text of 1 to ${longestSn} characters`);
  }
  const orgId = await proveGroup(rooms, groupId, proof);
  const lane = { groupId, deviceSn: proof.sn };
  const answer = await inTransaction(pool, async (client) => {
    const group = (await findGroups(client, orgId, [groupId])).get(groupId);
    const row = await knownOrRegistered(client, orgId, group, lane, () => ownWords(fields));
    return deliver(client, vault, group, row);
  });
  if (answer instanceof EnosError) throw answer;
  return answer;
}

/** What a device that registers itself has to say of itself. @throws EnosError 99400 */
function ownWords({ deviceName, timezone }: Record<string, unknown>): unknown {
  const isMissing = (value: unknown) => value === undefined || value === null || value === '';
  if (isMissing(deviceName)) throw refusals.missing('deviceName');
  if (isMissing(timezone)) throw refusals.missing('timezone');
  return { deviceName, timezone };
}
