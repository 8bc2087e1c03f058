import type { DeviceFilter, DeviceOrder } from '../../../shared/models/device-filter.ts';

/** What the list is asked for. Pure. */

export const periods = { any: null, day: 1, week: 7, month: 30 } as const;
export type Period = keyof typeof periods;

export interface Chosen {
  groupId: string;
  batchTag: string;
  status: DeviceFilter['status'] | 'problem' | 'any';
  period: Period;
  order: DeviceOrder;
}

export const everything: Chosen = {
  groupId: '',
  batchTag: '',
  status: 'any',
  period: 'any',
  order: 'newest',
};

/** Midnight before, so that the same question is asked all day. */
function daysAgo(days: number, now: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - days + 1);
  return day.getTime();
}

export function filterOf(search: string, chosen: Chosen, now: number): DeviceFilter {
  const { groupId, batchTag, status, period } = chosen;
  const days = periods[period];
  return {
    ...(search && { search }),
    ...(groupId && { groupId }),
    ...(batchTag && { batchTag }),
    ...(status === 'problem' && { problem: true as const }),
    ...(status !== 'problem' && status !== 'any' && { status }),
    ...(days !== null && { since: daysAgo(days, now) }),
  };
}

/** An index has the order of SNs for what is not searched. */
export const orderOf = (search: string, { order }: Chosen): DeviceOrder =>
  search === '' ? order : 'newest';
