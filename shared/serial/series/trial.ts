import type { RegistrationGroup } from '../../models/catalog.ts';
import { explained, ok, type Problem, problem, type Result } from '../../problems.ts';
import { compileRule } from '../rule.ts';
import { understand } from '../understand.ts';
import { type CompiledSeries, compileSeries, type Moment } from './compile.ts';
import { type Meeting, meet } from './meet.ts';
import { alignDown, type Span, wholeSpan } from './span.ts';

type GroupOf = Pick<RegistrationGroup, 'groupId' | 'modelId' | 'snRule' | 'series'>;

export interface Preview {
  first: string;
  second: string | null;
  last: string;
  /** Numbers in one period. */
  count: number;
}

/** The first, the next and the last SN of the period of a moment. */
export function previewOf(series: CompiledSeries, at: Moment): Result<Preview> {
  const last = alignDown(series, series.last);
  const first = series.snAt(series.first, at);
  if (!first.ok) return first;
  const end = series.snAt(last, at);
  if (!end.ok) return end;
  const second = series.count > 1 ? series.snAt(series.first + series.step, at) : null;
  return ok({
    first: first.value,
    second: second?.ok ? second.value : null,
    last: end.value,
    count: series.count,
  });
}

/** Numbers that a rule is tried on: both ends, and between them evenly and by a fixed chance. */
export function sampleCounters({ first, step, count }: CompiledSeries): number[] {
  const places = new Set([0, 1, 2, count - 1, count - 2]);
  let seed = 1;
  for (let index = 1; index < 24; index++) {
    places.add(Math.floor((count / 24) * index));
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    places.add(Math.floor((seed / 0x8000_0000) * count));
  }
  return [...places]
    .filter((place) => place >= 0 && place < count)
    .map((place) => first + place * step);
}

/** Days that a rule is tried on, from the day on: tomorrow, the end of the year, a leap day. */
const sampleDays = [0, 1, 7, 31, 100, 200, 300, 365];

/**
 * Whether the group's own rule takes what the series makes, and a scanner would read it back as it is:
 * tried on samples. `series-invalid` with the first SN that is refused and why.
 */
export function tryRuleOn(
  series: CompiledSeries,
  group: GroupOf,
  at: Moment,
): Result<{ tried: number }> {
  let day = at.day;
  const rule = compileRule(group.snRule, group.groupId, {
    modelId: group.modelId,
    now: () => noonOf(day),
  });
  if (!rule.ok) return rule;
  const { groupId } = group;
  let tried = 0;
  for (const ahead of sampleDays) {
    day = at.day + ahead;
    for (const counter of sampleCounters(series)) {
      const made = series.snAt(counter, { ...at, day });
      if (!made.ok) {
        // Codes of a year may end some day; today's have to be there.
        if (ahead > 0 && made.problem.code === 'maker-date') break;
        return made;
      }
      const understood = understand(made.value, groupId, rule.value);
      const why = understood.ok ? null : understood.problem;
      if (why || !understood.ok || understood.deviceSn !== made.value) {
        return { ok: false, problem: refusedByRule(groupId, made.value, why) };
      }
      tried++;
    }
  }
  return ok({ tried });
}

function refusedByRule(groupId: string, deviceSn: string, why: Problem | null): Problem {
  const reason = why?.message ?? '–';
  return explained(problem('series-invalid', { groupId }), 'series-rule', { deviceSn, reason });
}

/** By the wall clock, as rules look at dates. */
function noonOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12).getTime();
}

/** Another series that can make the same SN. */
export interface Neighbour extends Meeting {
  groupId: string;
  /** The interval of it, and of the one asked about. */
  theirs: Span;
  ours: Span;
}

/** The series of other groups that could make an SN of this span. Broken ones make none. */
export function neighboursOf(
  ours: Span,
  groups: readonly GroupOf[],
  today: number,
): { found: Neighbour[]; compared: number } {
  const found: Neighbour[] = [];
  let compared = 0;
  for (const group of groups) {
    if (group.groupId === ours.series.groupId || !group.series) continue;
    const other = compileSeries(group.series, group);
    if (!other.ok) continue;
    compared++;
    const theirs = wholeSpan(other.value, today);
    const meeting = meet(ours, theirs);
    if (meeting) found.push({ ...meeting, groupId: group.groupId, theirs, ours });
  }
  return { found, compared };
}

/** Both ends of a span as SNs of its middle day, for a sentence: `AB0001–AB0500`; `*` for any tag. */
export function showSpan({ series, from, to, days, batchTag }: Span): string {
  const length = series.fields.find((field) => field.kind === 'batch')?.length ?? 1;
  const at = {
    day: Math.floor((days.from + days.to) / 2),
    batchTag: batchTag ?? '*'.repeat(length),
  };
  const ends = [from, alignDown(series, to)].map((counter) => {
    const made = series.snAt(counter, at);
    return made.ok ? made.value : String(counter);
  });
  return ends.join('–');
}
