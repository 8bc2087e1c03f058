/** Waiting before another try: capped exponential with full jitter, so that stations do not stampede. */

/** First wait, in milliseconds, before jitter. */
const base = 250;
/** Longest wait, in milliseconds. */
const cap = 5 * 60_000;

/** A wait in milliseconds after `failures` (1 = the first) failures in a row; `random` is 0..1. */
export function backoff(failures: number, random: number): number {
  return Math.round(random * Math.min(cap, base * 2 ** Math.min(failures, 20)));
}
