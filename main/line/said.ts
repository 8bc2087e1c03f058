import type { Said } from '../../shared/line/parts.ts';
import type { Unlike } from '../../shared/line/sentinel.ts';
import type { LineOptions, Shift } from '../../shared/models/line.ts';
import type { Verdict } from '../../shared/models/read.ts';
import { explained, type Problem, problem } from '../../shared/problems.ts';

/** The words for what the line made of a read. */
export interface Saying {
  verdict: Verdict['verdict'];
  problem: Problem;
}

/** Null: the line has nothing to say, the read goes on its way. */
export function sayingOf(said: Said, deviceSn: string): Saying | null {
  switch (said.kind) {
    case 'whole':
    case 'known':
      return null;
    case 'part': {
      const { done, all, next } = said;
      return noted(problem(`noted-part-${next}`, { deviceSn, done, all }));
    }
    case 'lane':
      return noted(problem('noted-lane', { deviceSn, count: said.count }));
    case 'again':
      return { verdict: 'seen', problem: problem('seen-part', { deviceSn }) };
    case 'same-label':
      return { verdict: 'seen', problem: problem('seen-same-label', { deviceSn }) };
    case 'differs': {
      const { expected, shift } = said;
      return refused(shift ? shiftProblem(shift) : problem('pair-differs', { deviceSn, expected }));
    }
    case 'unfinished':
      return refused(problem('pair-unfinished', { deviceSn, expected: said.expected }));
    case 'no-unit':
      return refused(problem('pair-no-unit', { deviceSn }));
    case 'too-far':
      return refused(problem('pair-too-far', { count: said.count }));
    case 'lacks-device':
      return refused(problem('pair-lacks-device', { deviceSn }));
  }
}

const noted = (why: Problem): Saying => ({ verdict: 'noted', problem: why });
const refused = (why: Problem): Saying => ({ verdict: 'refused', problem: why });

/** What the labels seem to have done, with both SNs and the units it concerns. */
export function shiftProblem({ kind, by, since, units, strays }: Shift): Problem {
  const [first] = strays;
  const last = units.at(-1) ?? '–';
  const about = {
    by,
    at: since,
    deviceSn: first?.label ?? '–',
    expected: first?.unit || '–',
    count: units.length,
    first: units[0] ?? '–',
    last,
  };
  return problem(`line-${kind}`, about);
}

/** The question about an SN that does not look like its batch, with the way on. */
export function unlikeProblem(
  deviceSn: string,
  unlike: Unlike,
  policy: LineOptions['mixUp'],
): Problem {
  const { kind, ...about } = unlike;
  const asked = problem(`sn-unlike-${kind}`, { deviceSn, ...about });
  return explained(asked, policy === 'lead' ? 'unlike-lead' : 'unlike-again');
}
