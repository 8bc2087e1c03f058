import type { Bucket } from '../models/pace.ts';

/** Counts over time, from the moments at which units turned green. Times are epoch milliseconds. */

/** Of so many units the usual time between two is taken. */
const window = 20;

/** A gap this many times the usual one, and longer than `leastPause`, is a pause and no takt. */
const pauseFactor = 5;
const leastPause = 60_000;

export interface Pace {
  /** Usual milliseconds per unit lately; null until three units were made. */
  takt: number | null;
  /** Units per hour at that takt. */
  perHour: number | null;
  /** Milliseconds of work left to the target at that takt. */
  left: number | null;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

/**
 * `times`: when the last units of the batch turned green, in any order. A clock that was set back gives
 * gaps below zero, which say nothing and are left out; so are pauses.
 */
export function paceOf(times: readonly number[], left: number | null): Pace {
  const ordered = times.slice(-window - 1);
  const gaps = ordered
    .slice(1)
    .map((time, index) => time - (ordered[index] ?? time))
    .filter((gap) => gap > 0);
  if (gaps.length < 2) return { takt: null, perHour: null, left: null };
  const usual = median(gaps);
  const pause = Math.max(leastPause, usual * pauseFactor);
  const takt = median(gaps.filter((gap) => gap <= pause));
  if (!(takt > 0)) return { takt: null, perHour: null, left: null };
  return { takt, perHour: 3_600_000 / takt, left: left === null ? null : left * takt };
}

export const bucketMs = 5 * 60_000;

/** Equal bars up to `now`, oldest first, empty ones too: a gap on the chart is a gap on the line. */
export function bucketsOf(counts: readonly Bucket[], now: number, hours: number): Bucket[] {
  const last = Math.floor(now / bucketMs) * bucketMs;
  const known = new Map(counts.map((bucket) => [bucket.from, bucket]));
  const many = Math.round((hours * 3_600_000) / bucketMs);
  return Array.from({ length: many }, (_, index) => {
    const from = last - (many - 1 - index) * bucketMs;
    return known.get(from) ?? { from, good: 0, refused: 0 };
  });
}
