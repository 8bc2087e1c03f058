import { EnosError } from '../http/envelope.ts';

/** The result of `work`, or the refusal that it threw: one of many must not stop the others. */
export function attempt<T>(work: () => T): T | EnosError {
  try {
    return work();
  } catch (error) {
    if (error instanceof EnosError) return error;
    throw error;
  }
}
