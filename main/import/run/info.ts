import { noCounts } from '../../../shared/import/counts.ts';
import type { ImportInfo } from '../../../shared/models/import.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { ImportRun } from '../../store/imports.ts';
import type { Draft } from './drafts.ts';
import type { Rate } from './rate.ts';

/** Imports as windows see them. */

export const draftInfo = (draft: Draft): ImportInfo => ({
  id: draft.id,
  name: draft.name,
  bytes: draft.bytes,
  groupId: draft.options?.groupId ?? null,
  state: draft.state,
  by: draft.by,
  at: draft.at,
  endedAt: null,
  counts: draft.plan?.counts ?? { ...noCounts(), rows: draft.rows },
  total: draft.plan?.counts.rows ?? null,
  rate: null,
  secondsLeft: null,
  undone: 0,
  left: 0,
  problem: draft.problem,
});

export function runInfo(run: ImportRun, rate: Rate | null, problem: Problem | null): ImportInfo {
  const atWork = run.state === 'running';
  return {
    id: run.id,
    name: run.name,
    bytes: run.bytes,
    groupId: run.options.groupId,
    state: run.state,
    by: run.by,
    at: run.startedAt,
    endedAt: run.endedAt,
    counts: run.counts,
    total: run.total,
    rate: atWork ? (rate?.perSecond() ?? null) : null,
    secondsLeft: atWork ? (rate?.secondsLeft(run.position, run.total) ?? null) : null,
    undone: run.undone,
    left: run.kept,
    problem,
  };
}
