import type { Problem } from '../../shared/problems.ts';
import type { LinkFailure } from './clouds/cloud.ts';
import type { SyncState } from './sync-state.ts';

/**
 * Whether the cloud lets this station in with the key that it has now. EnOS has nothing to pull: while
 * nothing is owed nobody would know, and a wrong key would look connected.
 */
export function createEntry(state: SyncState, now: () => number) {
  let known = false;
  let why: Problem | null = null;
  return {
    known: (): boolean => known,
    /** The link or its key changed. */
    forget(): void {
      known = false;
    },
    heard(failure: LinkFailure | null): void {
      if (failure) {
        state.problem = failure.problem;
        state.paused = failure.pause;
      } else {
        known = true;
        state.lastSuccessAt = now();
        // A problem of the sending is for the sending to take back.
        if (state.problem === why) state.problem = null;
      }
      why = failure?.problem ?? null;
    },
  };
}
