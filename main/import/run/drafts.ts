import type { ImportOptions, ImportPlan, ImportState } from '../../../shared/models/import.ts';
import type { Problem } from '../../../shared/problems.ts';

/** A file that was handed over and is not let in yet; it lives as long as this process. */
export interface Draft {
  id: string;
  name: string;
  bytes: number;
  received: number;
  by: string;
  at: number;
  state: Extract<ImportState, 'open' | 'planning' | 'planned'>;
  /** What was planned, or is being. */
  options: ImportOptions | null;
  plan: ImportPlan | null;
  /** Rows judged so far. */
  rows: number;
  /** Why the last plan was not made. */
  problem: Problem | null;
  /** Its plan is not wanted any more. */
  stop: boolean;
}

/** Drafts that are kept; the oldest one makes room. */
const mostDrafts = 20;

export interface Drafts {
  get(id: string): Draft | undefined;
  all(): Draft[];
  /** Those that had to make room. */
  add(draft: Draft): Draft[];
  drop(id: string): void;
}

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>();
  return {
    get: (id) => drafts.get(id),
    all: () => [...drafts.values()],
    drop: (id) => void drafts.delete(id),
    add(draft) {
      drafts.set(draft.id, draft);
      const room = [...drafts.values()].slice(0, Math.max(0, drafts.size - mostDrafts));
      for (const { id } of room) drafts.delete(id);
      return room;
    },
  };
}
