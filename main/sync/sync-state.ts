import type { Problem } from '../../shared/problems.ts';

/** How the sending stands, for whoever watches. Times are epoch milliseconds. */
export interface SyncState {
  busy: boolean;
  paused: boolean;
  nextTryAt: number | null;
  lastSuccessAt: number | null;
  problem: Problem | null;
}
