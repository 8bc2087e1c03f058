import { deviceSignature } from '../../shared/signing/enos.ts';
import { groupSecretPlace } from '../catalog/items.ts';
import { type DeviceRow, deviceColumns } from '../devices/device.ts';
import { findLanes } from '../devices/find.ts';
import { isStorable } from '../http/body.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import type { Vault } from '../secrets/vault.ts';
import { textOf } from './fields.ts';
import { spend } from './once.ts';
import { checkedTime, isSame } from './tokens.ts';

/** What a device shows: that it knows the secret of its registration group, now. */
export interface Proof {
  /** What is signed: its own SN (bootstrap) or the system's (get/conn). */
  sn: string;
  timestamp: number;
  sign: string;
}

/** One answer for a wrong signature and for what is not there, so that neither can be found out. */
const notProved = () => new EnosError(35601, refusals.snNotFound().message, 401);

/**
 * Reads a proof; `names` are what its fields are called in this request.
 * @throws EnosError 99400 for what is missing, TokenError 1004 for a clock that is off.
 */
export function readProof(
  fields: Record<string, unknown>,
  names: { sn: string; timestamp: string; sign: string },
): Proof {
  const text = (name: string): string => {
    const value = fields[name];
    if (value === undefined || value === null || value === '') throw refusals.missing(name);
    if (typeof value === 'number' && name === names.timestamp) return String(value);
    if (textOf(value) === null || !isStorable(value))
      throw refusals.invalid(name, `${name} is no text`);
    return value as string;
  };
  const sn = text(names.sn);
  const timestamp = text(names.timestamp);
  const sign = text(names.sign).toLowerCase();
  return { sn, timestamp: checkedTime(timestamp), sign };
}

/** `sha256` is the only method there is. @throws EnosError 99400 */
export function checkMethod(method: unknown, name: string): void {
  if (typeof method === 'string' && method.toLowerCase() === 'sha256') return;
  throw refusals.invalid(name, `${name} must be sha256`);
}

/**
 * The OU of the registration group whose secret made this signature: group IDs are unique in an OU
 * only. Should two OUs share a group's ID and secret, it is the one that has the device.
 * @throws EnosError 35601 (HTTP 401), TokenError 1001 for a signature that was shown before.
 */
export async function proveGroup(
  { pool, vault, limits }: Rooms,
  groupId: string,
  proof: Proof,
): Promise<string> {
  const found = await pool.query<{ org_id: string; secret: Buffer }>(
    `select org_id, secret from catalog_item
     where kind = 'registrationGroup' and id = $1 and secret is not null`,
    [groupId],
  );
  let proved = found.rows
    .filter(({ org_id: orgId, secret }) => isSignedWith(vault, orgId, groupId, secret, proof))
    .map((row) => row.org_id);
  if (proved.length > 1) {
    const lane = { groupId, deviceSn: proof.sn };
    const known = await Promise.all(proved.map((orgId) => findLanes(pool, orgId, [lane])));
    proved = proved.filter((_orgId, index) => known[index]?.size === 1);
  }
  const orgId = proved.length === 1 ? proved[0] : undefined;
  if (orgId === undefined) throw notProved();
  await spend(pool, orgId, proof.sign);
  limits.group(orgId, groupId);
  return orgId;
}

/** The device with this system `sn`, which is unique in the cloud. @throws like `proveGroup` */
export async function proveDevice(
  { pool, vault, limits }: Rooms,
  proof: Proof,
): Promise<DeviceRow> {
  const found = await pool.query<DeviceRow & { secret: Buffer }>(
    `select ${deviceColumns}, g.secret from device
     join catalog_item g on g.org_id = device.org_id and g.kind = 'registrationGroup'
       and g.id = device.group_id and g.secret is not null
     where device.sn = $1`,
    [proof.sn],
  );
  const row = found.rows[0];
  if (!row || !isSignedWith(vault, row.org_id, row.group_id, row.secret, proof)) throw notProved();
  await spend(pool, row.org_id, proof.sign);
  limits.group(row.org_id, row.group_id);
  return row;
}

function isSignedWith(
  vault: Vault,
  orgId: string,
  groupId: string,
  secret: Buffer,
  { sn, timestamp, sign }: Proof,
): boolean {
  const groupSecret = vault.open(groupSecretPlace(orgId, groupId), secret);
  return isSame(sign, deviceSignature(sn, timestamp, groupSecret));
}
