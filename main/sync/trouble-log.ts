import type { Problem } from '../../shared/problems.ts';
import type { Log } from '../world.ts';

/** Writes one line when the link begins to go wrong, or goes wrong otherwise: a lossy network fills no log. */
export function createTroubleLog(log: Log): { went(problem: Problem): void; isWell(): void } {
  let noted: Problem['code'] | null = null;
  return {
    went({ code }) {
      if (noted !== code) log.warn('the cloud did not answer as it should', { code });
      noted = code;
    },
    isWell() {
      noted = null;
    },
  };
}
