import type { Survival } from '../../../shared/models/survival.ts';
import type { Result } from '../../../shared/problems.ts';
import { workerBeside } from '../../worker-beside.ts';
import { createOneByOne, type OneByOne } from '../one-by-one.ts';
import type { SurvivalJob } from './survival.ts';

/** Tries labels beside the station's own thread and beside the one that prints: no label waits for a question. */
export type Surveyor = OneByOne<SurvivalJob, Result<Survival>, never, never>;

/** So many answers are remembered: those of a person who looks, changes something, and looks again. */
const remembered = 8;

/** What was asked before, or is being looked into, is not tried again: equal questions have equal answers. */
export function createSurveyor(): Surveyor {
  const { run, close } = createOneByOne<SurvivalJob, Result<Survival>>(
    workerBeside(import.meta.url, 'worker'),
    (problem) => ({ ok: false, problem }),
  );
  const answers = new Map<string, Promise<Result<Survival>>>();
  return {
    run(job) {
      const question = JSON.stringify(job);
      const known = answers.get(question);
      if (known) return known;
      const answer = run(job);
      answers.set(question, answer);
      const [oldest] = answers.keys();
      if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
      // A worker that died may do better the next time.
      void answer.then(({ ok }) => ok || answers.delete(question));
      return answer;
    },
    close,
  };
}
