import type { LifeState } from '../../shared/life-cycle.ts';
import type { CloudDevice, Device } from '../../shared/models/device.ts';

export interface LifeStep {
  state: LifeState;
  /** Epoch milliseconds; null where it has not come to it, or nobody kept the time. */
  at: number | null;
  place: 'done' | 'now' | 'ahead';
}

const order: LifeState[] = ['init', 'allocated', 'connected', 'finished'];

const timeOf = (state: LifeState, { registeredAt, cloud }: Known): number | null =>
  ({
    init: cloud?.createTime ?? registeredAt,
    allocated: cloud?.allocatedTime ?? null,
    connected: cloud?.connectedTime ?? null,
    finished: cloud?.finishedTime ?? null,
    discarded: cloud?.discardedTime ?? null,
  })[state];

interface Known {
  registeredAt: number | null;
  cloud: CloudDevice | null;
}

/**
 * The life of a device as steps. A discarded device ends where it was discarded: what it did not reach
 * it never will. A device that was taken back begins anew; times of the life before are not shown.
 */
export function lifeSteps(device: Pick<Device, 'registeredAt'> | null, cloud: CloudDevice | null) {
  const known: Known = { registeredAt: device?.registeredAt ?? null, cloud };
  const now = cloud?.currentStatus ?? 'init';
  if (now === 'discarded') {
    const reached = order.filter((state) => timeOf(state, known) !== null);
    return [...reached, 'discarded' as const].map(
      (state): LifeStep => ({
        state,
        at: timeOf(state, known),
        place: state === 'discarded' ? 'now' : 'done',
      }),
    );
  }
  const at = order.indexOf(now);
  return order.map((state, index): LifeStep => {
    const place = index < at ? 'done' : index === at ? 'now' : 'ahead';
    return { state, at: place === 'ahead' ? null : timeOf(state, known), place };
  });
}
