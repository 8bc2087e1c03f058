import { wedgePace } from '../scan/wedge.ts';

/** Digits of a PIN (shared/models/operator.ts). */
export const pinLength = { min: 4, max: 12 };

/**
 * What the keys of a keyboard and of a scanner that types do to the PIN. Quick fingers on a number pad look like
 * a scanner: no digit is lost to that, and no digit of a badge stays. Pure: times are milliseconds.
 */
export interface PinKeys {
  pin: string;
  /** Keys that follow each other as a scanner's do. */
  run: Run;
  /** Keys without a pause that would end a code. */
  stretch: Run;
}

interface Run {
  /** The PIN before it. */
  before: string;
  keys: number;
  /** It holds what no PIN does: it is a code. */
  strange: boolean;
  from: number;
  to: number;
}

const none: Run = {
  before: '',
  keys: 0,
  strange: false,
  from: Number.NEGATIVE_INFINITY,
  to: Number.NEGATIVE_INFINITY,
};
export const noKeys: PinKeys = { pin: '', run: none, stretch: none };

/** The shortest badge (docs/operators.md). */
const badgeLength = 6;
/** Nobody types as many keys as a badge has at this mean pace; scanners take 1-20 ms a key. */
const scannerPace = 30;

/** One key, digit or other character. */
export function typeKey(keys: PinKeys, key: string, at: number): PinKeys {
  const run = grown(keys.run, keys.pin, at, wedgePace.gapMs, isDigit(key));
  const stretch = grown(keys.stretch, keys.pin, at, wedgePace.silenceMs, isDigit(key));
  if (!isDigit(key)) return { pin: run.keys > 1 ? run.before : keys.pin, run, stretch };
  return { pin: run.strange ? keys.pin : withDigit(keys.pin, key), run, stretch };
}

export const withDigit = (pin: string, digit: string): string =>
  (pin + digit).slice(0, pinLength.max);

function grown(run: Run, pin: string, at: number, gap: number, digit: boolean): Run {
  const same = run.keys > 0 && at - run.to <= gap;
  const begun = same ? run : { ...none, before: pin, from: at };
  return { ...begun, keys: begun.keys + 1, strange: begun.strange || !digit, to: at };
}

const isDigit = (key: string): boolean => /^[0-9]$/.test(key);

/** Whether a code that was taken for a scanner's was a person's PIN, of which each digit is on the pad already. */
export function wasTyped({ run, stretch }: PinKeys, code: string | 'torn'): boolean {
  const of = code === 'torn' ? stretch : run;
  if (code === 'torn' ? of.strange : !/^[0-9]+$/.test(code)) return false;
  return of.keys < badgeLength || (of.to - of.from) / (of.keys - 1) > scannerPace;
}
