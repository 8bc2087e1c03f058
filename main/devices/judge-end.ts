import type { Effect } from '../../shared/models/action.ts';
import { problem } from '../../shared/problems.ts';
import {
  type Ground,
  isAllocatedNow,
  isOpen,
  isUnsent,
  placeOf,
  unsentCreate,
  willBeAllocated,
} from './ground.ts';
import { type Judged, judged, leftAlone } from './judged.ts';

/** A device that goes: for good, or because another takes its place. */

const losses: Effect[] = ['disconnected', 'asset-lost', 'credentials-lost'];

export function judgeDelete(ground: Ground, newId: () => string): Judged {
  const { device, lane } = ground;
  const unsent = lane.filter((one) => isUnsent(one) && one.deviceSn === device.deviceSn);
  const withdraw = unsent.map(({ key }) => key);
  if (unsentCreate(ground)) {
    return judged(device, { withdraw, remove: 'deleted' }, ['only-here', 'removed']);
  }
  // What was to be done with it need not be done any more.
  const operations = [
    { key: newId(), kind: 'delete' as const, payload: { deviceData: {}, was: {} } },
  ];
  const effects: Effect[] = [
    'removed',
    ...(isAllocatedNow(device) ? losses : []),
    'looked-at-first',
    ...(lane.some((one) => isOpen(one) && one.sent) ? (['waits-for-earlier'] as const) : []),
  ];
  return judged(device, { withdraw, operations }, effects);
}

/** `fresh` takes the place of `old`. The operation is the new unit's; it waits for both. */
export function judgeReplace(
  old: Ground,
  fresh: Ground,
  allocate: boolean,
  newId: () => string,
): Judged {
  const name = fresh.device;
  if (old.device.deviceSn === name.deviceSn) {
    return leftAlone(name, problem('replacement-is-itself'));
  }
  if (willBeAllocated(fresh)) {
    return leftAlone(name, problem('replacement-allocated', { deviceSn: name.deviceSn }));
  }
  const place = willBeAllocated(old) ? placeOf(old) : null;
  const target = allocate ? place : null;
  const was = { allocateTo: name.allocateTo };
  const replace = {
    key: newId(),
    kind: 'replace' as const,
    otherSn: old.device.deviceSn,
    payload: { deviceData: {}, was },
  };
  const given = target
    ? [{ key: newId(), kind: 'allocate' as const, payload: { deviceData: { ...target }, was } }]
    : [];
  const effects: Effect[] = [
    'data-moves',
    'old-discarded',
    ...(isAllocatedNow(old.device) ? losses : []),
    ...(target ? (['replacement-allocated', 'gets-credentials'] as const) : []),
    'looked-at-first',
    ...([...old.lane, ...fresh.lane].some(isOpen) ? (['waits-for-earlier'] as const) : []),
  ];
  return judged(name, { operations: [replace, ...given], set: { allocateTo: target } }, effects);
}
