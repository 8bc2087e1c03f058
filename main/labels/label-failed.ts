import { type Problem, problem } from '../../shared/problems.ts';

/** `label-failed` with what was thrown. */
export const labelFailed = (error: unknown): Problem =>
  problem('label-failed', { detail: error instanceof Error ? error.message : String(error) });
