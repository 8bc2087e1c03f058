import type { RangeInfo } from '../../../shared/models/maker.ts';

/** Numbers that were used, of a series that counts in such steps. */
export const usedOf = ({ first, last, next }: RangeInfo, step: number): number =>
  Math.max(0, Math.ceil((Math.min(next, last + 1) - first) / step));

/** What a period is called by people: `ever` and `batch/` are for machines. */
export function periodName(period: string): { kind: 'ever' } | { kind: 'named'; name: string } {
  if (period === 'ever') return { kind: 'ever' };
  return { kind: 'named', name: period.startsWith('batch/') ? period.slice(6) : period };
}

/** What is shown of a range beside its numbers. */
export type RangeStanding = 'ended' | 'earlier' | 'used' | 'open';

export function standingOf({ ended, current, left }: RangeInfo): RangeStanding {
  if (ended !== null) return 'ended';
  if (left === 0) return 'used';
  return current ? 'open' : 'earlier';
}
