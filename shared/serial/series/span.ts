import { calendarOf } from './calendar.ts';
import type { CompiledSeries } from './compile.ts';
import { writeDate } from './fields.ts';
import { firstDayOf, nextPeriodDay, tagOf } from './period.ts';

/** An interval of a series: counters, both ends included, on days, both ends included. */
export interface Span {
  series: CompiledSeries;
  /** A counter that the series has. */
  from: number;
  to: number;
  days: { from: number; to: number };
  /** Null: any tag. */
  batchTag: string | null;
}

/** How far SNs with a date in them are compared where no period says so, in days both ways. */
export const horizon = 400;

/** All that a series may make from `horizon` days ago to `horizon` days from now. */
export const wholeSpan = (
  series: CompiledSeries,
  today: number,
  batchTag: string | null = null,
): Span => ({
  series,
  from: series.first,
  to: series.last,
  days: { from: today - horizon, to: today + horizon },
  batchTag,
});

/** Counters of one period. */
export function periodSpan(
  series: CompiledSeries,
  period: string,
  { from, to }: { from: number; to: number },
  today: number,
): Span {
  const day = firstDayOf(series.reset, series.byWeek, period);
  const next = day === null ? null : nextPeriodDay(series.reset, series.byWeek, day);
  const days =
    day === null || next === null
      ? { from: today - horizon, to: today + horizon }
      : { from: day, to: next - 1 };
  return { series, from, to, days, batchTag: tagOf(period) };
}

/** Smallest counter of the series that is not below `counter`. */
export const alignUp = ({ first, step }: CompiledSeries, counter: number): number =>
  counter <= first ? first : first + Math.ceil((counter - first) / step) * step;

/** Largest counter of the series that is not above `counter`; below `first` where there is none. */
export const alignDown = ({ first, step }: CompiledSeries, counter: number): number =>
  first + Math.floor((counter - first) / step) * step;

/** The texts of the date parts on the days of a span, each once. */
export function datesOf({ series, days }: Span): string[][] {
  const fields = series.fields.flatMap((field) => (field.kind === 'date' ? [field] : []));
  if (fields.length === 0) return [[]];
  const found = new Map<string, string[]>();
  for (let day = days.from; day <= days.to; day++) {
    const calendar = calendarOf(day);
    const texts = fields.map((field) => writeDate(field, calendar, series.byWeek));
    if (texts.every((text) => text !== null)) found.set(texts.join('\n'), texts);
  }
  return [...found.values()];
}

/** The counters of a span by the arithmetic of intervals. */
export function holds(span: Span, low: number, high: number): boolean {
  const least = Math.max(low, alignUp(span.series, span.from));
  return alignUp(span.series, least) <= Math.min(high, span.to);
}
