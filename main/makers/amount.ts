import type { Batch } from '../../shared/models/batch.ts';

/**
 * How many numbers a station should hold. Pure: by what the batch has made so far. A shift without a
 * network has to be possible, so it is always a shift's worth and a half.
 */

/** Hours that the numbers have to last. */
const hours = 12;
/** Where nothing is known of the rate yet. */
const least = 500;
const mostHeld = 50_000;
/** Before this much of a batch has passed its rate says little, in hours. */
const early = 0.25;

type Progress = Pick<Batch, 'accepted' | 'startedAt' | 'target'>;

/** Units in an hour. */
export function rateOf({ accepted, startedAt }: Progress, now: number): number {
  return accepted / Math.max(early, (now - startedAt) / 3_600_000);
}

export const wantedAmount = (batch: Progress, now: number): number =>
  Math.min(mostHeld, Math.max(least, Math.ceil(rateOf(batch, now) * hours), leftOf(batch)));

/** Units that the batch lacks still; 0 where it has no end. */
const leftOf = ({ target, accepted }: Progress): number =>
  target === null ? 0 : Math.max(0, target - accepted);

/** Asked for when less than half is there: ten tries at least, before an empty station says so. */
export const isLow = (left: number, wanted: number): boolean => left < wanted / 2;

/** Worth a warning: an hour's worth is left, and the batch needs more. */
export function worthWarning(batch: Progress, left: number, now: number): boolean {
  const enough = batch.target !== null && leftOf(batch) <= left;
  return !enough && left < Math.max(20, rateOf(batch, now));
}

/** The following period is asked for when it begins within so many milliseconds. */
export const ahead = 24 * 3_600_000;
