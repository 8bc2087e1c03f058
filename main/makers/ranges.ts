import type { MakerRange, RangeInfo } from '../../shared/models/maker.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { localDay } from '../../shared/serial/date-code.ts';
import { type CompiledSeries, compileSeries } from '../../shared/serial/series/compile.ts';
import { meet } from '../../shared/serial/series/meet.ts';
import { isPeriod, tagOf } from '../../shared/serial/series/period.ts';
import { readSeriesSn } from '../../shared/serial/series/read.ts';
import { alignDown, alignUp, periodSpan, type Span } from '../../shared/serial/series/span.ts';
import { neighboursOf, showSpan } from '../../shared/serial/series/trial.ts';
import { findAnyGroup, listGroups } from '../catalog/catalog.ts';
import { allRanges, findRange, knownSns, latestPeriod, rangesOf } from '../store/ranges.ts';
import type { Store } from '../store/store.ts';
import { meetsEarlier } from './ready.ts';
import { seriesOf } from './series-of.ts';

/** Ranges that a person sets, gives up and looks at. */
export interface Ranges {
  list(limit: number): RangeInfo[];
  /**
   * Sets a range by hand, where no cloud gives any. Checked against all that this station knows: its own
   * ranges of all times, the SNs it made or read, those of the cloud, and the series of other groups. What
   * other stations were given nobody proves.
   */
  set(wish: HandRange, by: string): Result<RangeInfo>;
  /** What is left of it is never used. */
  end(id: string, by: string): Result<object>;
  /** The clock is right although SNs of a later period were made. */
  confirmClock(groupId: string, by: string): Result<object>;
}

export interface HandRange {
  groupId: string;
  /** Absent: today's. A batch's is `batch/TAG`. */
  period?: string | undefined;
  first: number;
  last: number;
}

export interface RangesNeeds {
  store: Store;
  given(): boolean;
  now(): number;
  newId(): string;
  onChange(): void;
}

export function createRanges(needs: RangesNeeds): Ranges {
  const { store } = needs;
  const { db } = store;
  const today = () => localDay(needs.now());

  function infoOf(range: MakerRange): RangeInfo {
    const { layout, series: raw, ...rest } = range;
    const group = findAnyGroup(db, range.groupId);
    const compiled = group && compileSeries(raw, group);
    const now = seriesOf(db, range.groupId);
    const series = compiled?.ok ? compiled.value : null;
    const span =
      series && periodSpan(series, range.period, { from: range.first, to: range.last }, today());
    const snAt = (counter: number) => {
      const at = span && { day: span.days.from, batchTag: span.batchTag };
      const made = series && at && tagless(series, range.period) ? series.snAt(counter, at) : null;
      return made?.ok ? made.value : null;
    };
    const next = series ? alignUp(series, range.next) : range.next;
    const step = series?.step ?? 1;
    const over = range.ended !== null || next > range.last;
    return {
      ...rest,
      firstSn: snAt(range.first),
      lastSn: snAt(range.last),
      left: over ? 0 : Math.floor((range.last - next) / step) + 1,
      current: now.ok && now.value.series.layout === layout,
    };
  }

  /** Dates inside of a period that does not say them would be made up. */
  const tagless = (series: CompiledSeries, period: string): boolean =>
    tagOf(period) !== null || series.fields.every((one) => one.kind !== 'batch');

  function set({ groupId, period: given, first, last }: HandRange, by: string): Result<RangeInfo> {
    const found = seriesOf(db, groupId);
    if (!found.ok) return found;
    const { series, raw } = found.value;
    const wrong = (detail: string) =>
      fail('maker-range-invalid', { detail, first: series.first, last: series.last });
    if (needs.given()) return wrong('the cloud gives ranges out');
    const period = given ?? series.periodOf({ day: today(), batchTag: null });
    if (!isPeriod(series.reset, series.byWeek, period)) return wrong(`period ${period}`);
    if (first > last || first < series.first || last > series.last)
      return wrong(`${first}–${last}`);
    if (alignUp(series, first) > alignDown(series, last)) return wrong(`${first}–${last}`);
    const range = { first: alignUp(series, first), last: alignDown(series, last) };
    const span = periodSpan(series, period, { from: range.first, to: range.last }, today());
    const free =
      meetsOwn(span) ??
      meetsKnown(span) ??
      orNull(meetsEarlier(db, span, found.value, today())) ??
      meetsOthers(span);
    if (free) return free;
    const id = needs.newId();
    const kept = store.commit({
      type: 'range-held',
      at: needs.now(),
      by,
      id,
      groupId,
      layout: series.layout,
      period,
      ...range,
      origin: 'hand',
      series: raw,
    });
    if (!kept.ok) return kept;
    needs.onChange();
    const made = findRange(db, id);
    return made ? ok(infoOf(made)) : fail('maker-range-unknown');
  }

  type Refused = ReturnType<typeof fail>;
  const orNull = (result: Result<object>): Refused | null => (result.ok ? null : result);
  const overlap = (ours: Span, theirs: string, deviceSn: string | null): Refused =>
    fail('maker-range-overlap', { ours: showSpan(ours), theirs, deviceSn: deviceSn ?? '?' });

  /** Ranges of the same numbering that were held at any time, used up, given up or not. */
  function meetsOwn(span: Span): Refused | null {
    for (const range of rangesOf(db, span.series.groupId)) {
      if (range.layout !== span.series.layout) continue;
      const theirs = periodSpan(
        span.series,
        range.period,
        { from: range.first, to: range.last },
        today(),
      );
      // Of one numbering, counters of one period are the same SNs, and of two periods never.
      if (range.period !== periodOf(span)) continue;
      const met = meet(span, theirs);
      if (met) return overlap(span, showSpan(theirs), met.deviceSn);
    }
    return null;
  }

  /** SNs that are known already, by this station or from the cloud, and are numbers of this range. */
  function meetsKnown(span: Span): Refused | null {
    const bounds = commonStart(span);
    for (const deviceSn of knownSns(db, span.series.groupId, bounds)) {
      const place = readSeriesSn(span.series, deviceSn, today());
      if (place?.period !== periodOf(span)) continue;
      if (place.counter < span.from || place.counter > span.to) continue;
      return overlap(span, deviceSn, deviceSn);
    }
    return null;
  }

  function meetsOthers(span: Span): Refused | null {
    const [other] = neighboursOf(span, listGroups(db), today()).found;
    return other ? overlap(span, showSpan(other.theirs), other.deviceSn) : null;
  }

  return {
    list: (limit) => allRanges(db, limit).map(infoOf),
    set,
    end(id, by) {
      if (!findRange(db, id)) return fail('maker-range-unknown');
      const why = 'given up';
      const done = store.commit({ type: 'ranges-ended', at: needs.now(), by, ids: [id], why });
      needs.onChange();
      return done;
    },
    confirmClock(groupId, by) {
      const found = seriesOf(db, groupId);
      if (!found.ok) return found;
      const { layout } = found.value.series;
      const latest = latestPeriod(db, groupId, layout);
      if (latest === null) return ok({});
      const period = found.value.series.periodOf({ day: today(), batchTag: tagOf(latest) });
      const done = store.commit({
        type: 'maker-clock-confirmed',
        at: needs.now(),
        by,
        groupId,
        layout,
        period,
      });
      needs.onChange();
      return done;
    },
  };
}

const periodOf = ({ series, days, batchTag }: Span): string =>
  series.periodOf({ day: days.from, batchTag });

/** What all SNs of a span begin with, as bounds of a search: known SNs outside of it need no look. */
function commonStart({ series, days, batchTag }: Span): { low: string; high: string } {
  const [a, b] = [days.from, days.to].map((day) => {
    const made = series.snAt(series.first, { day, batchTag });
    return made.ok ? [...made.value] : [];
  }) as [string[], string[]];
  let length = 0;
  for (const field of series.fields) {
    if (field.kind === 'counter') break;
    const places = field.length ?? [...(batchTag ?? '')].length;
    if (a.slice(length, length + places).join('') !== b.slice(length, length + places).join('')) {
      break;
    }
    length += places;
  }
  const low = a.slice(0, length).join('');
  return { low, high: `${low}\u{10ffff}` };
}
