import { localDay } from '../date-code.ts';
import { calendarOf, dayNumber, firstMonday } from './calendar.ts';
import type { CompiledSeries, Moment } from './compile.ts';
import type { DateField } from './fields.ts';
import { readNumeral } from './numeral.ts';

/** Where an SN stands in a series. */
export interface Place {
  counter: number;
  period: string;
  /** A moment at which the series makes it. */
  at: Moment;
}

/**
 * The inverse of `snAt`: which counter an SN is, in which period; null where the series never makes it.
 * Parts of a date that an SN lacks are taken from the years around `today`, the latest first: a
 * one-character year is that year not after the next one.
 */
export function readSeriesSn(
  series: CompiledSeries,
  deviceSn: string,
  today: number = localDay(Date.now()),
): Place | null {
  const characters = [...deviceSn];
  const digits = series.check?.scheme.digits ?? 0;
  const fixed = series.fields.reduce((sum, field) => sum + (field.length ?? 0), digits);
  const rest = characters.length - fixed;
  const open = series.fields.some((field) => field.length === null);
  if (open ? rest < 1 : rest !== 0) return null;
  const dates: [field: DateField, text: string][] = [];
  let counter: number | null = null;
  let batchTag: string | null = null;
  let place = 0;
  for (const field of series.fields) {
    const some = characters.slice(place, place + (field.length ?? rest));
    place += some.length;
    if (field.kind === 'counter') {
      counter = readNumeral(some, series.alphabet);
      if (counter === null) return null;
    } else if (field.kind === 'batch') batchTag = some.join('');
    else if (field.kind === 'date') dates.push([field, some.join('')]);
  }
  if (counter === null) return null;
  for (const day of daysFor(dates, today)) {
    const made = series.snAt(counter, { day, batchTag });
    if (made.ok && made.value === deviceSn) {
      return { counter, period: series.periodOf({ day, batchTag }), at: { day, batchTag } };
    }
    if (dates.length === 0) return null;
  }
  return null;
}

/** Days that may carry these texts; whoever asks proves each by making the SN again. */
function* daysFor(
  dates: readonly (readonly [DateField, string])[],
  today: number,
): Generator<number> {
  if (dates.length === 0) {
    yield today;
    return;
  }
  const value = (...forms: readonly string[]): number | null => {
    const found = dates.find(([field]) => forms.includes(field.form));
    if (!found) return null;
    const [field, text] = found;
    return field.codes ? field.codes.indexOf(text) + field.from : Number(text);
  };
  const week = value('WW');
  const dayOfYear = value('DDD');
  const month = value('MM', 'M');
  const day = value('DD', 'D');
  for (const year of yearsFor(dates, value, today)) {
    if (week !== null) yield firstMonday(year) + (week - 1) * 7;
    else if (dayOfYear !== null) yield dayNumber(year, 1, dayOfYear);
    else {
      const months = month === null ? (day === null ? [1] : twelve) : [month];
      for (const one of months) yield dayNumber(year, one, day ?? 1);
    }
  }
}

const twelve = Array.from({ length: 12 }, (_, index) => index + 1);
/** A leap day on every day of the week, and week 53, are among so many years. */
const yearsBack = 40;

function yearsFor(
  dates: readonly (readonly [DateField, string])[],
  value: (...forms: readonly string[]) => number | null,
  today: number,
): readonly number[] {
  const whole = value('YYYY');
  if (whole !== null) return [whole];
  const coded = dates.find(([field]) => field.form === 'Y' && field.codes);
  if (coded) return [value('Y') as number];
  const { year } = calendarOf(today);
  const back = Array.from({ length: yearsBack }, (_, index) => year + 1 - index);
  const two = value('YY');
  if (two !== null) return [2000 + two, 1900 + two, 2100 + two];
  const one = value('Y');
  return one === null ? back : back.filter((each) => each % 10 === one);
}
