import type { SeriesReset } from '../../models/series.ts';
import { type Calendar, calendarOf, dayNumber, firstMonday } from './calendar.ts';

/**
 * The time or the batch in which a counter counts on; the next one begins again at the first number. Keys of
 * one kind of reset stand in the order of time: `2026`, `2026-11`, `2026-W48`, `2026-11-27`; `ever` where
 * nothing resets; `batch/TAG`.
 */
export function periodOf(
  reset: SeriesReset,
  byWeek: boolean,
  day: number,
  batchTag: string | null,
): string {
  const at = calendarOf(day);
  switch (reset) {
    case 'never':
      return 'ever';
    case 'batch':
      return `batch/${batchTag ?? ''}`;
    case 'year':
      return four(byWeek ? at.weekYear : at.year);
    case 'month':
      return `${four(at.year)}-${two(at.month)}`;
    case 'week':
      return `${four(at.weekYear)}-W${two(at.week)}`;
    case 'day':
      return `${four(at.year)}-${two(at.month)}-${two(at.day)}`;
  }
}

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');

/** The first day of the period after the one that `day` is in; null where time ends none. */
export function nextPeriodDay(reset: SeriesReset, byWeek: boolean, day: number): number | null {
  const at: Calendar = calendarOf(day);
  switch (reset) {
    case 'never':
    case 'batch':
      return null;
    case 'year':
      return byWeek ? firstMonday(at.weekYear + 1) : dayNumber(at.year + 1, 1, 1);
    case 'month':
      return dayNumber(at.year, at.month + 1, 1);
    case 'week':
      return firstMonday(at.weekYear) + at.week * 7;
    case 'day':
      return day + 1;
  }
}

const shapes: Record<SeriesReset, RegExp> = {
  never: /^ever$/,
  batch: /^batch\/.{1,64}$/su,
  year: /^\d{4}$/,
  month: /^\d{4}-\d{2}$/,
  week: /^\d{4}-W\d{2}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
};

/** True for the key of a period that there is. */
export function isPeriod(reset: SeriesReset, byWeek: boolean, period: string): boolean {
  if (!shapes[reset].test(period)) return false;
  const day = firstDayOf(reset, byWeek, period);
  return day === null || periodOf(reset, byWeek, day, null) === period;
}

/** Its first day; null where a period is not one of time. */
export function firstDayOf(reset: SeriesReset, byWeek: boolean, period: string): number | null {
  const [year, second = '1', third = '1'] = period.split('-');
  switch (reset) {
    case 'never':
    case 'batch':
      return null;
    case 'week':
      return firstMonday(Number(year)) + (Number(second.slice(1)) - 1) * 7;
    case 'year':
      return byWeek ? firstMonday(Number(year)) : dayNumber(Number(year), 1, 1);
    case 'month':
    case 'day':
      return dayNumber(Number(year), Number(second), Number(third));
  }
}

/** The tag in the key of a batch's period. */
export const tagOf = (period: string): string | null =>
  period.startsWith('batch/') ? period.slice(6) : null;
