import { type Effect, effects, type Plan } from '../../shared/models/action.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Judged } from './judged.ts';

/** Counts judgements into what a person reads before they act. */

const mostSamples = 5;
/** Different reasons that are told apart; more are of the last one's kind. */
const mostReasons = 50;

interface Draft {
  effects: Map<Effect, number>;
  refused: Map<string, { problem: Problem; count: number; samples: string[] }>;
}

export const emptyPlan = (): Draft => ({ effects: new Map(), refused: new Map() });

export function addToPlan(draft: Draft, { acted, effects: found }: Judged): void {
  for (const effect of found) draft.effects.set(effect, (draft.effects.get(effect) ?? 0) + 1);
  const { problem, deviceSn } = acted;
  if (!problem) return;
  // Reasons that differ only in the SN they name are one reason.
  const { deviceSn: _sn, ...params } = problem.params ?? {};
  const name = JSON.stringify([problem.code, params]);
  const full = draft.refused.size >= mostReasons ? [...draft.refused.values()].at(-1) : undefined;
  const known = draft.refused.get(name) ?? full;
  if (known) {
    known.count++;
    if (known.samples.length < mostSamples) known.samples.push(deviceSn);
  } else {
    draft.refused.set(name, { problem, count: 1, samples: [deviceSn] });
  }
}

export const planOf = (draft: Draft, devices: number): Plan => ({
  devices,
  effects: effects.flatMap((effect) => {
    const count = draft.effects.get(effect);
    return count ? [{ effect, count }] : [];
  }),
  refused: [...draft.refused.values()],
});
