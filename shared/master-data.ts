import { en } from '../resources/languages/en.ts';
import { fill } from './fill.ts';
import type { MasterDatum, MasterValue } from './models/catalog.ts';
import { type Problem, problem } from './problems.ts';

/** Why a value does not fit its master datum; each has words in every language. */
export const misfitReasons = [
  'not-whole',
  'not-number',
  'not-boolean',
  'not-item',
  'not-date',
  'not-translated',
  'not-text',
  'too-long',
  'not-there',
  'not-mac',
  'not-eui',
  'not-one',
  'not-as-given',
  'required',
] as const;
export type MisfitReason = (typeof misfitReasons)[number];

export interface Misfit {
  why: MisfitReason;
  /** Most characters, for `too-long`. */
  max?: number;
}

/**
 * Why a value does not fit a master datum, or null when it fits. `null` and nothing are always allowed:
 * whether a value is required is another question.
 * Dates are `YYYY-MM-DD` or an ISO 8601 time, as EnOS's samples write them.
 */
export function misfitOf(datum: MasterDatum, value: MasterValue | undefined): Misfit | null {
  if (value === null || value === undefined) return null;
  switch (datum.type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? null : { why: 'not-whole' };
    case 'Double':
      return Number.isFinite(value) ? null : { why: 'not-number' };
    case 'Boolean':
      return typeof value === 'boolean' ? null : { why: 'not-boolean' };
    case 'Enum':
      return datum.items?.includes(String(value)) ? null : { why: 'not-item' };
    case 'Date':
      return typeof value === 'string' &&
        isDay(value.slice(0, 10)) &&
        !Number.isNaN(Date.parse(value))
        ? null
        : { why: 'not-date' };
    case 'StringI18n':
      return typeof value === 'object' ? null : { why: 'not-translated' };
    case 'String': {
      if (typeof value !== 'string') return { why: 'not-text' };
      const max = datum.maxLength ?? Number.POSITIVE_INFINITY;
      return [...value].length <= max ? null : { why: 'too-long', max };
    }
  }
}

/** `YYYY-MM-DD` of a day that there is; `Date.parse` alone takes February 30 for a day of March. */
export function isDay(text: string): boolean {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** The same as a part of an English sentence. */
export function misfit(datum: MasterDatum, value: MasterValue | undefined): string | null {
  const found = misfitOf(datum, value);
  return found && detailOf(found);
}

/** `value-misfit`, which a screen can say again in the reader's language by `why`. */
export const misfitProblem = (name: string, found: Misfit): Problem =>
  problem('value-misfit', { name, detail: detailOf(found), ...found });

const detailOf = ({ why, max = 0 }: Misfit): string => fill(en.reasons[why], { max });
