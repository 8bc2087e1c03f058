/**
 * Days as they stand in SNs. A day is a count from 1970-01-01, as in `date-code.ts`; people at the line
 * read it by the wall clock of the station.
 */

export interface Calendar {
  year: number;
  month: number;
  day: number;
  dayOfYear: number;
  /** ISO 8601: the week, and the year that it belongs to. */
  week: number;
  weekYear: number;
}

const ms = 86_400_000;
export const dayNumber = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / ms;

/** Monday of week 1, the one with 4 January in it. 1970-01-01 was a Thursday. */
export function firstMonday(year: number): number {
  const fourth = dayNumber(year, 1, 4);
  return fourth - ((((fourth + 3) % 7) + 7) % 7);
}

export function calendarOf(day: number): Calendar {
  const date = new Date(day * ms);
  const year = date.getUTCFullYear();
  const weekYear =
    day >= firstMonday(year + 1) ? year + 1 : day < firstMonday(year) ? year - 1 : year;
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    dayOfYear: day - dayNumber(year, 1, 1) + 1,
    week: Math.floor((day - firstMonday(weekYear)) / 7) + 1,
    weekYear,
  };
}
