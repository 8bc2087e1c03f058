import type { Database } from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { compileSeries, type Moment } from '../../shared/serial/series/compile.ts';
import { meet } from '../../shared/serial/series/meet.ts';
import { periodSpan, type Span, wholeSpan } from '../../shared/serial/series/span.ts';
import { neighboursOf, showSpan, tryRuleOn } from '../../shared/serial/series/trial.ts';
import { listGroups } from '../catalog/catalog.ts';
import { rangesOf } from '../store/ranges.ts';
import { type MakingGroup, seriesOf } from './series-of.ts';

/**
 * Whether a batch of this tag may make SNs of the group: its series can be read, the group's own rule takes
 * what it makes, and it is proved by its intervals that neither another group's series nor an earlier
 * series of this group on this station makes one of them.
 */
export function readyToMake(db: Database, groupId: string, at: Moment): Result<MakingGroup> {
  const found = seriesOf(db, groupId);
  if (!found.ok) return found;
  const { group, series } = found.value;
  const tried = tryRuleOn(series, group, at);
  if (!tried.ok) return tried;
  const ours = wholeSpan(series, at.day, at.batchTag);
  const [neighbour] = neighboursOf(ours, listGroups(db), at.day).found;
  if (neighbour) {
    return fail('maker-series-overlap', {
      groupId,
      other: neighbour.groupId,
      deviceSn: neighbour.deviceSn ?? '?',
      ours: showSpan(neighbour.ours),
      theirs: showSpan(neighbour.theirs),
    });
  }
  const earlier = meetsEarlier(db, ours, found.value, at.day);
  return earlier.ok ? found : earlier;
}

/** Ranges of another numbering of the group, which it had before its series was changed. */
export function meetsEarlier(
  db: Database,
  ours: Span,
  { group }: MakingGroup,
  today: number,
): Result<object> {
  const compiled = new Map<string, ReturnType<typeof compileSeries>>();
  for (const range of rangesOf(db, group.groupId)) {
    if (range.layout === ours.series.layout) continue;
    const text = JSON.stringify(range.series);
    const series = compiled.get(text) ?? compileSeries(range.series, group);
    compiled.set(text, series);
    if (!series.ok || series.value.layout !== range.layout) continue;
    // What of it was never used is given up: it cannot be used under another numbering.
    const used = { from: range.first, to: range.next - 1 };
    if (used.to < used.from) continue;
    const theirs = periodSpan(series.value, range.period, used, today);
    const met = meet(ours, theirs);
    if (!met) continue;
    return fail('maker-range-overlap', {
      ours: showSpan(ours),
      theirs: showSpan(theirs),
      deviceSn: met.deviceSn ?? '?',
    });
  }
  return ok({});
}
