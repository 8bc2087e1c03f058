import type { Batch } from '../shared/models/batch.ts';
import type { Verdict } from '../shared/models/read.ts';
import { type Problem, problem } from '../shared/problems.ts';

/** Verdicts that are no green ones, as the station writes them. */

/** Why a batch takes no units by what a person chose for it; null: it does. */
export function batchProblem(batch: Batch): Problem | null {
  if (batch.state === 'paused') return problem('batch-paused');
  if (batch.target !== null && batch.accepted >= batch.target) {
    return problem('batch-target-reached', { target: batch.target });
  }
  return null;
}

interface About {
  text: string;
  deviceSn?: string | undefined;
  aim?: string | undefined;
}

/** What a verdict is about, without what is not there. */
export const about = ({ text, deviceSn, aim }: About) => ({
  text,
  ...(deviceSn === undefined ? {} : { deviceSn }),
  ...(aim === undefined ? {} : { aim }),
});

export const refuse = (text: string, why: Problem, of: Omit<About, 'text'> = {}): Verdict => ({
  ...about({ text, deviceSn: of.deviceSn, aim: of.aim }),
  verdict: 'refused',
  problem: why,
});
