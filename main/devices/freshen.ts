import { setImmediate as turn } from 'node:timers/promises';
import type { Device, DeviceName } from '../../shared/models/device.ts';
import type { Result } from '../../shared/problems.ts';
import { findDevice, rememberSeen } from '../store/devices.ts';
import type { Store } from '../store/store.ts';
import type { Cloud, Looked } from '../sync/clouds/cloud.ts';
import type { Timers } from '../timers.ts';
import type { Timer } from '../world.ts';

/** Devices asked for in one call. */
const together = 200;
/** What was seen no longer ago than this is not asked for again, in milliseconds. */
const lately = 60_000;
/** A person waits for one answer, and for all of them, no longer than this, in milliseconds. */
const patience = 5_000;
const patienceForAll = 20_000;

/**
 * Looks at devices in the cloud before a person reads what would happen to them: they may have activated
 * themselves, or been moved by others. What cannot be had in time stays as it was last seen; an answer
 * that comes after that is not remembered, since the person did not see it.
 */
export function createFreshen(needs: {
  store: Store;
  cloud(): Result<Cloud>;
  now(): number;
  timers: Timers;
  onChange(): void;
}): (names: readonly DeviceName[]) => Promise<void> {
  const { store, now } = needs;

  async function stale(names: readonly DeviceName[]): Promise<DeviceName[]> {
    const found: DeviceName[] = [];
    for (const [index, { groupId, deviceSn }] of names.entries()) {
      if (index % together === together - 1) await turn();
      const device = findDevice(store.db, groupId, deviceSn);
      if (device && isToBeSeen(device) && now() - (device.seenAt ?? 0) > lately) {
        found.push({ groupId, deviceSn });
      }
    }
    return found;
  }

  return async (names) => {
    const cloud = needs.cloud();
    if (!cloud.ok) return;
    const until = now() + patienceForAll;
    const wanted = await stale(names);
    for (let at = 0; at < wanted.length && now() < until; at += together) {
      const looked = await inTime(needs.timers, cloud.value.look(wanted.slice(at, at + together)));
      if (!looked?.ok) return;
      const kept = store.write(() => {
        for (const { device } of looked.value) {
          if (device) rememberSeen(store.db, device, now());
        }
      });
      if (!kept.ok) return;
      needs.onChange();
      await turn();
    }
  };
}

/** What waits to be sent keeps to what was seen by the person who asked for it. */
const isToBeSeen = ({ sn, status, pending }: Device): boolean =>
  pending === 0 && (sn !== null || status !== 'registered');

async function inTime(
  timers: Timers,
  looking: Promise<Result<Looked[]>>,
): Promise<Result<Looked[]> | null> {
  let timer: Timer | undefined;
  const late = new Promise<null>((resolve) => {
    timer = timers.after(patience, () => resolve(null));
  });
  return Promise.race([looking, late]).finally(() => timer?.cancel());
}
