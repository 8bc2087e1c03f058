import { findGroups } from '../catalog/groups.ts';
import { inTransaction } from '../database/transaction.ts';
import type { DeviceRow } from '../devices/device.ts';
import { laneName, lockLanes } from '../devices/find.ts';
import { isDiscarded } from '../devices/life.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { deliver, knownOrRegistered, type Triple } from './activation.ts';
import { checkMethod, proveDevice, readProof } from './device-door.ts';

const names = { sn: 'sn', timestamp: 'timestamp', sign: 'sign' };
const longestSn = 64;

/**
 * Get Device Connection Info: the credentials of the device that asks (`self`), of a device behind it
 * that signs for itself (`sub.sn`), or of a channel of it (`sub.branch`).
 * @throws EnosError or TokenError
 */
export async function connectionInfo(rooms: Rooms, body: Record<string, unknown>): Promise<Triple> {
  const { pool, vault } = rooms;
  if (body.signMethod !== undefined) checkMethod(body.signMethod, 'signMethod');
  const proof = readProof(mapOf(body.self, 'self'), names);
  const sub = body.sub === undefined || body.sub === null ? null : mapOf(body.sub, 'sub');
  const branch = sub && !hasOwnSn(sub) ? branchOf(sub) : null;
  const subProof = sub && hasOwnSn(sub) ? readProof(sub, names) : null;
  const self = await proveDevice(rooms, proof);
  const other = subProof ? await proveDevice(rooms, subProof) : self;
  // A device of another OU is as good as none.
  if (other.org_id !== self.org_id) throw refusals.snNotFound();

  const { org_id: orgId } = self;
  const answer = await inTransaction(pool, async (client) => {
    const groups = await findGroups(client, orgId, [self.group_id, other.group_id]);
    const rows = await lockLanes(client, orgId, [laneOf(self), laneOf(other)]);
    const [caller, asked] = [rows.get(nameOf(self)), rows.get(nameOf(other))];
    if (!caller || !asked || isDiscarded(caller) || isDiscarded(asked)) {
      throw refusals.deviceNotFound();
    }
    if (caller.allocate_status !== 'allocated') return refusals.notAllocated(proof.sn);
    const group = groups.get(asked.group_id);
    if (branch === null) {
      if (asked.allocate_status !== 'allocated') return refusals.notAllocated(asked.sn);
      return deliver(client, vault, group, asked);
    }
    const lane = { groupId: caller.group_id, deviceSn: branchSn(caller, branch) };
    const channel = await knownOrRegistered(client, orgId, group, lane, () => ({}));
    const target = { regionId: caller.region_id, orgId: caller.target_org_id };
    return deliver(client, vault, group, channel, target);
  });
  if (answer instanceof EnosError) throw answer;
  return answer;
}

const laneOf = (row: DeviceRow) => ({ groupId: row.group_id, deviceSn: row.device_sn });
const nameOf = (row: DeviceRow): string => laneName(laneOf(row));

function mapOf(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined || value === null) throw refusals.missing(name);
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw refusals.invalid(name, `${name} is not a map`);
  }
  return value as Record<string, unknown>;
}

const hasOwnSn = ({ sn }: Record<string, unknown>): boolean =>
  sn !== undefined && sn !== null && sn !== '';

/** Number of the channel whose SN is made from the gateway's. @throws EnosError 99400 */
function branchOf({ branch, createSubSnFromGw: made }: Record<string, unknown>): number {
  if (branch === undefined || branch === null || made === false) throw refusals.missing('sub.sn');
  if (typeof branch === 'number' && Number.isInteger(branch) && branch >= 0) return branch;
  throw refusals.invalid('sub.branch', 'branch is not a whole number from 0');
}

function branchSn(gateway: DeviceRow, branch: number): string {
  const sn = `${gateway.device_sn}-${branch}`;
  if (sn.length <= longestSn) return sn;
  throw refusals.invalid('sub.branch', `the SN ${sn} has more than ${longestSn} characters`);
}
