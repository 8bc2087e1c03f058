import { type Problem, problem } from '../../shared/problems.ts';

/** Far more than people, scanners and pages ask for; a page in a loop is slowed to it. */
export const usualPace: CallPace = { perSecond: 500, atOnce: 2000 };

export interface CallPace {
  /** Calls a second that go on for ever. */
  perSecond: number;
  /** Calls that may come at once after a rest. */
  atOnce: number;
}

/**
 * Counts the calls of all guests of a host. Gives null while they keep to the pace, and the problem
 * `too-many-calls` for each call beyond it; such a call reaches nobody and costs nothing.
 */
export function createCallPace(
  pace: CallPace = usualPace,
  now: () => number = () => performance.now(),
): () => Problem | null {
  let left = pace.atOnce;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(pace.atOnce, left + ((time - at) / 1000) * pace.perSecond);
    at = time;
    if (left < 1) return tooMany;
    left -= 1;
    return null;
  };
}

const tooMany = problem('too-many-calls');
