/** Waiting before another try: capped exponential with full jitter, so that stations do not stampede. */

/** First wait, in milliseconds, before jitter. */
const base = 250;
/** Longest wait of a single operation, in milliseconds: it competes with nobody for its turn. */
export const operationCap = 15_000;
/** Longest wait of the whole link, in milliseconds. */
export const linkCap = 5 * 60_000;
/** Longest wait of either while a person or a script waits for the queue to drain, in milliseconds. */
export const drainCap = 1_500;

/**
 * A wait in milliseconds after `failures` (1 = the first) failures in a row, at most `cap`; `random` is
 * 0..1.
 */
export function backoff(failures: number, random: number, cap: number): number {
  return Math.round(random * Math.min(cap, base * 2 ** Math.min(failures, 20)));
}

/** A number from 0 up to 1 that no other station has at the same time; `random` gives strong random bytes. */
export const chanceFrom = (random: (bytes: number) => Uint8Array): (() => number) => {
  return () => Buffer.from(random(4)).readUInt32LE() / 2 ** 32;
};
