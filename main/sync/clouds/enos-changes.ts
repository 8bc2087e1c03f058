import { z } from 'zod';
import { collidingField, holdsAlready } from '../../../shared/collide.ts';
import { problem } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';
import type { Outcome } from './cloud.ts';
import { cloudDeviceOf, isAllocatedThere, type PvsDevice } from './enos-device.ts';
import type { Errands } from './enos-errands.ts';

/**
 * Operations on a device that EnOS has already: update, reset, replace, delete. Each reads the device
 * first: what somebody else changed since it was last seen here is not overwritten, and nothing is
 * taken from a device that is another by now. EnOS gives no way to make that one step; between reading
 * and changing a moment stays.
 */
export function createChanges({ call, find, unwilling }: Errands) {
  const missing: Outcome = { kind: 'refused', problem: problem('cloud-device-missing') };

  /** What the device is now, for the station to remember; a failed look does not undo what was done. */
  async function after(item: OutboxItem, withData: boolean): Promise<Outcome> {
    const there = await find(item);
    if (!('found' in there) || !there.found) return { kind: 'done' };
    const now = cloudDeviceOf(there.found, item);
    return {
      kind: 'done',
      sn: now.sn,
      version: now.version,
      ...(withData ? { deviceData: now.deviceData } : {}),
    };
  }

  async function update(item: OutboxItem, device: PvsDevice): Promise<Outcome | Lost> {
    const { deviceData, description, batchTag, before = {} } = item.payload;
    const wanted = { deviceData, description, batchTag };
    const now = cloudDeviceOf(device, item);
    const field = collidingField(wanted, before, now);
    if (field !== null) {
      return { kind: 'refused', problem: problem('cloud-device-edited', { field }) };
    }
    if (holdsAlready(wanted, now)) return { kind: 'done', sn: now.sn, version: now.version };
    const reply = await call('update', {
      sn: device.sn,
      ...(description === undefined ? {} : { desc: description }),
      ...(batchTag === undefined ? {} : { batchTag: { defaultValue: batchTag } }),
      deviceData,
    });
    if (!reply.ok) return reply;
    if (reply.answer.code !== 0) return unwilling(reply.answer, item);
    return after(item, false);
  }

  async function reset(item: OutboxItem, device: PvsDevice): Promise<Outcome | Lost> {
    if (!isAllocatedThere(device)) return after(item, true);
    if (hasChanged(item, device)) return changed;
    const body = { groupId: item.groupId, sns: [device.sn] };
    const reply = await call('resetAllocationStatus', body);
    if (!reply.ok) return reply;
    if (reply.answer.code !== 0) return unwilling(reply.answer, item);
    // Only those that were reset are listed; code 0 alone says nothing.
    if (!lists(reply.answer.data, device.sn)) {
      return { kind: 'refused', problem: problem('cloud-reset-refused') };
    }
    return after(item, true);
  }

  async function remove(item: OutboxItem, device: PvsDevice): Promise<Outcome | Lost> {
    if (hasChanged(item, device)) return changed;
    const reply = await call('delete', { groupId: item.groupId, snList: [device.sn] });
    if (!reply.ok) return reply;
    if (reply.answer.code !== 0) return unwilling(reply.answer, item);
    if (lists(reply.answer.data, device.sn)) return { kind: 'done', version: null };
    return unwilling(reply.answer, item);
  }

  async function replace(item: OutboxItem): Promise<Outcome | Lost> {
    const old = await find({ ...item, deviceSn: item.otherSn ?? '' });
    if (!('found' in old)) return old;
    const fresh = await find(item);
    if (!('found' in fresh)) return fresh;
    if (!old.found || !fresh.found) return missing;
    if (hasChanged(item, old.found)) return changed;
    const body = { sn: old.found.sn, replacementSn: fresh.found.sn };
    const reply = await call('replace', body);
    if (!reply.ok) return reply;
    if (reply.answer.code !== 0) return unwilling(reply.answer, item);
    return after(item, true);
  }

  async function send(item: OutboxItem): Promise<Outcome | Lost> {
    if (item.kind === 'replace') return replace(item);
    const there = await find(item);
    if (!('found' in there)) return there;
    // Gone is what a deletion wanted.
    if (!there.found) return item.kind === 'delete' ? { kind: 'done', version: null } : missing;
    if (item.kind === 'update') return update(item, there.found);
    return item.kind === 'reset' ? reset(item, there.found) : remove(item, there.found);
  }

  /** What became of it: judged by whether what it wanted is so. */
  async function lookUp(item: OutboxItem): Promise<Outcome | Lost> {
    if (item.kind === 'replace') {
      const old = await find({ ...item, deviceSn: item.otherSn ?? '' });
      if (!('found' in old)) return old;
      return old.found ? { kind: 'absent' } : after(item, true);
    }
    const there = await find(item);
    if (!('found' in there)) return there;
    if (!there.found) return item.kind === 'delete' ? { kind: 'done', version: null } : missing;
    if (item.kind === 'delete') return { kind: 'absent' };
    if (item.kind === 'reset') {
      return isAllocatedThere(there.found) ? { kind: 'absent' } : after(item, true);
    }
    const { deviceData, description, batchTag } = item.payload;
    const now = cloudDeviceOf(there.found, item);
    return holdsAlready({ deviceData, description, batchTag }, now)
      ? { kind: 'done', sn: now.sn, version: now.version }
      : { kind: 'absent' };
  }

  return { send, lookUp };
}

type Lost = Exclude<Awaited<ReturnType<Errands['find']>>, { found: unknown }>;

const changed: Outcome = { kind: 'refused', problem: problem('cloud-device-changed') };

/** Another time of change, or, where none was ever seen here, another asset than is known here. */
function hasChanged(item: OutboxItem, device: PvsDevice): boolean {
  const { version, assetId } = item.seen;
  if (version !== null) return version !== (device.updateTime ?? 0);
  const there = device.deviceData?.assetId;
  return isAllocatedThere(device) !== (assetId !== null) || (there ?? null) !== assetId;
}

const lists = (data: unknown, sn: string): boolean =>
  z.array(z.string()).safeParse(data).data?.includes(sn) ?? false;
