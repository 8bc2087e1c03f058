import { parentPort } from 'node:worker_threads';
import { ProblemError } from '../../../shared/problems.ts';
import { labelFailed } from '../one-by-one.ts';
import { type SurvivalJob, survivalOf } from './survival.ts';

parentPort?.on('message', async (job: SurvivalJob) => {
  const answer = await survivalOf(job).catch((error: unknown) => ({
    ok: false,
    problem: error instanceof ProblemError ? error.problem : labelFailed(error),
  }));
  parentPort?.postMessage(answer);
});
