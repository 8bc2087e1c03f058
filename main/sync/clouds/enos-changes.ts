import { z } from 'zod';
import { collidingField, holdsAlready } from '../../../shared/collide.ts';
import type { CloudDevice } from '../../../shared/models/device.ts';
import { problem } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';
import type { Outcome } from './cloud.ts';
import { cloudDeviceOf, isAllocatedThere, type PvsDevice, toDevice } from './enos-device.ts';
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
  async function after(item: OutboxItem, asSeen = true): Promise<Outcome> {
    const there = await find(item);
    if (!('found' in there) || !there.found) return { kind: 'done' };
    // What somebody else changed before is not seen by this: the version last seen stays.
    return held(cloudDeviceOf(there.found, item), asSeen);
  }

  async function update(item: OutboxItem, device: PvsDevice): Promise<Outcome | Lost> {
    const { deviceData, description, batchTag, before = {} } = item.payload;
    const wanted = { deviceData, description, batchTag };
    const now = cloudDeviceOf(device, item);
    const field = collidingField(wanted, before, now);
    if (field !== null) {
      return { kind: 'refused', problem: problem('cloud-device-edited', { field }) };
    }
    const { version } = item.seen;
    const asSeen = version === null || version === now.version;
    if (holdsAlready(wanted, now)) return held(now, asSeen);
    const reply = await call('update', {
      sn: device.sn,
      ...(description === undefined ? {} : { desc: description }),
      ...(batchTag === undefined ? {} : { batchTag: { defaultValue: batchTag } }),
      deviceData,
    });
    if (!reply.ok) return reply;
    // The SN, as a text or in a list; code 0 alone says nothing.
    const { code, data } = reply.answer;
    if (code !== 0 || !(data === device.sn || lists(data, device.sn))) {
      return unwilling(reply.answer, item);
    }
    return after(item, asSeen);
  }

  async function reset(item: OutboxItem, device: PvsDevice): Promise<Outcome | Lost> {
    if (!isAllocatedThere(device)) return after(item);
    if (hasChanged(item, device)) return changed;
    const body = { groupId: item.groupId, sns: [device.sn] };
    const reply = await call('resetAllocationStatus', body);
    if (!reply.ok) return reply;
    if (reply.answer.code !== 0) return unwilling(reply.answer, item);
    // Only those that were reset are listed; code 0 alone says nothing.
    if (!lists(reply.answer.data, device.sn)) {
      return { kind: 'refused', problem: problem('cloud-reset-refused') };
    }
    return after(item);
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
    if (reply.answer.code !== 0 || !toDevice(reply.answer.data)) {
      return unwilling(reply.answer, item);
    }
    return after(item);
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
      // EnOS deletes it; one that keeps it says so.
      if (old.found && old.found.status?.currentStatus !== 'discarded') return { kind: 'absent' };
      const fresh = await find(item);
      if (!('found' in fresh)) return fresh;
      return fresh.found ? after(item) : missing;
    }
    const there = await find(item);
    if (!('found' in there)) return there;
    if (!there.found) return item.kind === 'delete' ? { kind: 'done', version: null } : missing;
    if (item.kind === 'delete') return { kind: 'absent' };
    if (item.kind === 'reset') {
      return isAllocatedThere(there.found) ? { kind: 'absent' } : after(item);
    }
    const { deviceData, description, batchTag } = item.payload;
    const now = cloudDeviceOf(there.found, item);
    // Whether it was as seen before our edit is not known any more, so the version last seen stays.
    return holdsAlready({ deviceData, description, batchTag }, now)
      ? held(now, item.seen.version === null)
      : { kind: 'absent' };
  }

  return { send, lookUp };
}

type Lost = Exclude<Awaited<ReturnType<Errands['find']>>, { found: unknown }>;

/** It is as it is wanted. */
const held = (now: CloudDevice, asSeen: boolean): Outcome => ({
  kind: 'done',
  sn: now.sn,
  deviceData: now.deviceData,
  description: now.description,
  batchTag: now.batchTag,
  ...(asSeen ? { version: now.version } : {}),
});

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
