import type { Problem, Result } from '../../shared/problems.ts';

/** The value, or the problem as an error that names its code. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.problem.code}: ${result.problem.message}`);
}

/** The problem that had to come. */
export function mustFail(result: Result<unknown>): Problem {
  if (!result.ok) return result.problem;
  throw new Error(`expected a problem, got ${JSON.stringify(result.value)}`);
}
