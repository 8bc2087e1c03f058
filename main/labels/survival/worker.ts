import type { Survival } from '../../../shared/models/survival.ts';
import { ProblemError, type Result } from '../../../shared/problems.ts';
import { serve } from '../serve.ts';
import { type SurvivalJob, survivalOf } from './survival.ts';

serve<SurvivalJob, Result<Survival>>(
  (job) =>
    survivalOf(job).catch((error: unknown) => {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem };
      throw error;
    }),
  (problem) => ({ ok: false, problem }),
);
