import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { Problem } from '../../../shared/problems.ts';
import { localDay } from '../../../shared/serial/date-code.ts';
import { type CompiledSeries, compileSeries } from '../../../shared/serial/series/compile.ts';
import { wholeSpan } from '../../../shared/serial/series/span.ts';
import {
  neighboursOf,
  type Preview,
  previewOf,
  showSpan,
  tryRuleOn,
} from '../../../shared/serial/series/trial.ts';
import { type RuleDraft, type RuleOf, ruleBody, ruleFaults } from './rule.ts';
import { type SeriesDraft, seriesBody, seriesFaults } from './series.ts';

/** A series that is being typed, tried on what is known. All of it is pure but for the clock it is given. */

export type TriedSeries =
  | { ok: false; problem: Problem }
  | { ok: true; series: CompiledSeries; preview: Preview };

/** Null: it is off, or a field of it has to be put right first. */
export function trySeries(draft: SeriesDraft, of: RuleOf, now: () => number): TriedSeries | null {
  const body = seriesBody(draft);
  if (!body || Object.keys(seriesFaults(draft)).length > 0) return null;
  const compiled = compileSeries(body, of);
  if (!compiled.ok) return compiled;
  const preview = previewOf(compiled.value, momentOf(compiled.value, now));
  return preview.ok ? { ok: true, series: compiled.value, preview: preview.value } : preview;
}

/** A batch tag that fits, for groups whose SNs carry one. */
export const exampleTag = ({ fields }: CompiledSeries): string => {
  const length = fields.find((field) => field.kind === 'batch')?.length ?? 2;
  return `B${'1'.repeat(length - 1)}`;
};

const momentOf = (series: CompiledSeries, now: () => number) => ({
  day: localDay(now()),
  batchTag: exampleTag(series),
});

/** Whether the rule that is typed beside it takes what it makes. Null: the rule itself is broken. */
export function tryRuleBeside(
  series: CompiledSeries,
  rule: RuleDraft,
  of: RuleOf,
  now: () => number,
): { tried: number } | Problem | null {
  if (Object.keys(ruleFaults(rule)).length > 0) return null;
  const tried = tryRuleOn(series, { ...of, snRule: ruleBody(rule) }, momentOf(series, now));
  return tried.ok ? tried.value : tried.problem;
}

export interface SeriesBeside {
  found: { groupId: string; deviceSn: string | null; ours: string; theirs: string }[];
  compared: number;
  /** Not looked at: whoever types does not wait longer. */
  left: number;
}

/** Milliseconds for the comparison, less the last one. */
const patience = 120;

/** The series of other groups that can make one of these SNs, with both intervals. */
export function trySeriesBeside(
  series: CompiledSeries,
  groups: readonly RegistrationGroup[],
  now: () => number,
): SeriesBeside {
  const today = localDay(now());
  const ours = wholeSpan(series, today);
  const others = groups.filter((one) => one.series && one.groupId !== series.groupId);
  const beside: SeriesBeside = { found: [], compared: 0, left: 0 };
  const began = now();
  for (const [index, group] of others.entries()) {
    if (now() - began > patience) {
      beside.left = others.length - index;
      break;
    }
    const { found, compared } = neighboursOf(ours, [group], today);
    beside.compared += compared;
    for (const one of found) {
      beside.found.push({
        groupId: one.groupId,
        deviceSn: one.deviceSn,
        ours: showSpan(one.ours),
        theirs: showSpan(one.theirs),
      });
    }
  }
  return beside;
}
