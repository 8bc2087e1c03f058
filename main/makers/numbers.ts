import type { Database } from 'better-sqlite3';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import type { CompiledSeries, Moment } from '../../shared/serial/series/compile.ts';
import { alignDown, alignUp } from '../../shared/serial/series/span.ts';
import { endedFor, latestPeriod, openRanges } from '../store/ranges.ts';
import { folderCopied } from './copied.ts';

/** A number that may be used next. */
export interface NextNumber {
  rangeId: string;
  counter: number;
}

/** What the station holds of the period of a moment. Nothing of it changes. */
export interface Holding {
  period: string;
  /** Numbers left. */
  left: number;
  next: NextNumber | null;
}

/** `handToo`: ranges set by hand count, because no cloud gives any. */
export function holdingOf(
  db: Database,
  series: CompiledSeries,
  at: Moment,
  handToo: boolean,
): Holding {
  const period = series.periodOf(at);
  const place = { groupId: series.groupId, layout: series.layout, period };
  let left = 0;
  let next: NextNumber | null = null;
  for (const range of openRanges(db, place, handToo)) {
    // The series may have become shorter, or its steps wider, since the range was given.
    const counter = alignUp(series, range.next);
    const last = alignDown(series, Math.min(range.last, series.last));
    if (counter > last) continue;
    left += Math.floor((last - counter) / series.step) + 1;
    next ??= { rangeId: range.id, counter };
  }
  return { period, left, next };
}

/**
 * Where the clock says an earlier period than SNs were made of already. It can make no SN twice (a number
 * is used once in each period), but SNs with a wrong date in them.
 */
export function clockProblem(db: Database, series: CompiledSeries, period: string): Problem | null {
  if (series.reset === 'never' || series.reset === 'batch') return null;
  const latest = latestPeriod(db, series.groupId, series.layout);
  return latest !== null && period < latest
    ? problem('maker-clock-back', { period, latest })
    : null;
}

/** `maker-clock-back`, `maker-range-empty`, `maker-range-exhausted`, `maker-folder-copied`. */
export function takeNext(
  db: Database,
  series: CompiledSeries,
  at: Moment,
  about: { handToo: boolean; exhausted(period: string): boolean },
): Result<NextNumber> {
  const { period, next } = holdingOf(db, series, at, about.handToo);
  const back = clockProblem(db, series, period);
  if (back) return { ok: false, problem: back };
  if (next) return ok(next);
  const { groupId } = series;
  return fail(about.exhausted(period) ? 'maker-range-exhausted' : whyNone(db, series, period), {
    groupId,
    period: showPeriod(period),
  });
}

/** Numbers that were given up because the folder is a copy are told: nobody else would say where they went. */
export function whyNone(
  db: Database,
  { groupId, layout }: CompiledSeries,
  period: string,
): 'maker-folder-copied' | 'maker-range-empty' {
  const copied = endedFor(db, { groupId, layout, period }, folderCopied);
  return copied ? 'maker-folder-copied' : 'maker-range-empty';
}

/** A period as people read it. */
export const showPeriod = (period: string): string =>
  period.startsWith('batch/') ? period.slice(6) : period === 'ever' ? '–' : period;
