import { pinLength } from './pin-keys.ts';

/**
 * The digits of the PIN on the pad: numbers in one place that is wiped, never a text. A text cannot be wiped, and the
 * window's memory would hold it for as long as React or the engine likes.
 */
export interface PinDigits {
  /** Puts a digit (0-9) behind the first `count`, if there is room; what was there before is wiped. */
  put(count: number, digit: number): void;
  /** Wipes all but the first `count`. */
  keep(count: number): void;
  /** The first `count` as a text, for the one call that sends them: hold it no longer than that. */
  read(count: number): string;
}

export function createPinDigits(): PinDigits {
  const digits = new Uint8Array(pinLength.max);
  return {
    put(count, digit) {
      digits.fill(0, count);
      if (count < digits.length) digits[count] = digit;
    },
    keep: (count) => void digits.fill(0, count),
    read: (count) => digits.subarray(0, count).join(''),
  };
}
