import type { Effect } from '../../shared/models/action.ts';
import type { MasterDataValues, Target } from '../../shared/models/catalog.ts';
import { problem } from '../../shared/problems.ts';
import type { Acted } from '../store/events.ts';
import { type Ground, isUnsent, placeOf, willBeAllocated } from './ground.ts';
import { type Judged, judged, leftAlone } from './judged.ts';

/** Where a device is given to, taken back from, and given to again. */

type NewOperation = Acted['operations'][number];

const sameTarget = (a: Target | null, b: Target | null): boolean =>
  a?.regionId === b?.regionId && a?.orgId === b?.orgId;

const allocateTo = (newId: () => string, target: Target, was: Target | null): NewOperation => ({
  key: newId(),
  kind: 'allocate',
  payload: { deviceData: { ...target }, was: { allocateTo: was } },
});

const waiting = ({ lane }: Ground): Effect[] => (lane.some(isUnsent) ? ['waits-for-earlier'] : []);

export function judgeAllocate(ground: Ground, target: Target, newId: () => string): Judged {
  const { device, lane } = ground;
  if (willBeAllocated(ground)) {
    const place = placeOf(ground);
    if (sameTarget(place, target)) return leftAlone(device, problem('nothing-to-change'));
    const unsent = lane.findLast((one) => one.kind === 'allocate' && isUnsent(one));
    if (!unsent) {
      const { regionId = '–', orgId = '–' } = place ?? {};
      return leftAlone(device, problem('already-allocated', { target: `${regionId}/${orgId}` }));
    }
    const operations = [allocateTo(newId, target, unsent.payload.was?.allocateTo ?? null)];
    const about = { withdraw: [unsent.key], operations, set: { allocateTo: target } };
    return judged(device, about, ['gets-credentials', ...waiting(ground)]);
  }
  const operations = [allocateTo(newId, target, device.allocateTo)];
  const about = { operations, set: { allocateTo: target } };
  return judged(device, about, ['gets-credentials', ...waiting(ground)]);
}

/** Taken back from where it is, and given to `target` if there is one: one action, two operations. */
export function judgeReprovision(
  ground: Ground,
  target: Target | null,
  newId: () => string,
): Judged {
  const { device, group, lane } = ground;
  if (group.reprovisionMethod === 'none') {
    return leftAlone(device, problem('reprovision-not-supported', { groupId: group.groupId }));
  }
  if (group.privateModel) return leftAlone(device, problem('reprovision-private-model'));
  if (!willBeAllocated(ground)) return leftAlone(device, problem('not-allocated'));
  const unsent = lane.findLast((one) => one.kind === 'allocate' && isUnsent(one));
  const given = target ? [allocateTo(newId, target, null)] : [];
  if (unsent) {
    // It has not got there yet, and need not go.
    const effects: Effect[] = ['only-here', ...(target ? (['gets-credentials'] as const) : [])];
    const set = { allocateTo: target };
    return judged(device, { withdraw: [unsent.key], operations: given, set }, effects);
  }
  const cleared = group.reprovisionMethod === 'initialize' ? clearedBy(device.masterData) : null;
  const reset: NewOperation = {
    key: newId(),
    kind: 'reset',
    payload: {
      deviceData: {},
      was: {
        allocateTo: device.allocateTo,
        ...(cleared ? { masterData: device.masterData } : {}),
      },
    },
  };
  const set = { allocateTo: target, ...(cleared ? { masterData: cleared } : {}) };
  const effects: Effect[] = [
    'disconnected',
    'asset-lost',
    'credentials-lost',
    group.reprovisionMethod === 'migrate' ? 'master-data-kept' : 'master-data-cleared',
    ...(target ? (['gets-credentials'] as const) : []),
    'looked-at-first',
    ...waiting(ground),
  ];
  return judged(device, { operations: [reset, ...given], set }, effects);
}

/** What *initialize* leaves of master data (docs/adr/0014): an edit made meanwhile begins from there. */
const clearedBy = ({ deviceName }: MasterDataValues): MasterDataValues =>
  deviceName === undefined ? {} : { deviceName };
