import { wedgePace } from '../scan/wedge.ts';

/** Digits of a PIN (shared/models/operator.ts). */
export const pinLength = { min: 4, max: 12 };

/**
 * What the keys of a keyboard and of a scanner that types do to the PIN. Quick fingers on a number pad look like
 * a scanner: no digit is lost to that, and no digit of a badge stays. It counts and knows no digit: those are in
 * `pin-digits.ts`, of which only the end ever changes. Pure: times are milliseconds.
 */
export interface PinKeys {
  /** Digits on the pad. */
  count: number;
  /** Keys that follow each other as a scanner's do. */
  run: Run;
  /** Keys without a pause that would end a code. */
  stretch: Run;
}

interface Run {
  /** Digits on the pad before it. */
  before: number;
  keys: number;
  /** It holds what no PIN does: it is a code. */
  strange: boolean;
  from: number;
  to: number;
}

const none: Run = {
  before: 0,
  keys: 0,
  strange: false,
  from: Number.NEGATIVE_INFINITY,
  to: Number.NEGATIVE_INFINITY,
};
export const noKeys: PinKeys = { count: 0, run: none, stretch: none };

/** The shortest badge (docs/operators.md). */
const badgeLength = 6;
/** Nobody types as many keys as a badge has at this mean pace; scanners take 1-20 ms a key. */
const scannerPace = 30;

/** One key, digit or other character. */
export function typeKey(keys: PinKeys, key: string, at: number): PinKeys {
  const { count } = keys;
  const run = grown(keys.run, count, at, wedgePace.gapMs, isDigit(key));
  const stretch = grown(keys.stretch, count, at, wedgePace.silenceMs, isDigit(key));
  if (!isDigit(key))
    return { count: run.keys > 1 ? Math.min(run.before, count) : count, run, stretch };
  return { count: run.strange ? count : Math.min(count + 1, pinLength.max), run, stretch };
}

function grown(run: Run, count: number, at: number, gap: number, digit: boolean): Run {
  const same = run.keys > 0 && at - run.to <= gap;
  const begun = same ? run : { ...none, before: count, from: at };
  return { ...begun, keys: begun.keys + 1, strange: begun.strange || !digit, to: at };
}

export const isDigit = (key: string): boolean => /^[0-9]$/.test(key);

/** Whether a code that was taken for a scanner's was a person's PIN, of which each digit is on the pad already. */
export function wasTyped({ run, stretch }: PinKeys, code: string | 'torn'): boolean {
  const of = code === 'torn' ? stretch : run;
  if (code === 'torn' ? of.strange : !/^[0-9]+$/.test(code)) return false;
  return of.keys < badgeLength || (of.to - of.from) / (of.keys - 1) > scannerPace;
}
