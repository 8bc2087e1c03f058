import type { Database } from 'better-sqlite3';
import type { Row } from '../../../shared/import/row.ts';
import type { ImportOptions, ImportPlan } from '../../../shared/models/import.ts';
import { ok, type Problem, type Result } from '../../../shared/problems.ts';
import { createRowJudge } from './judge-row.ts';
import { mergedNotes } from './merged.ts';
import type { OpenRows } from './open-rows.ts';
import type { Outcome } from './outcome.ts';
import type { Pacer } from './pacer.ts';
import { prepareGround } from './prepare.ts';
import { createSeenRows } from './seen-rows.ts';
import { stretch } from './stretch.ts';
import { createTally } from './tally.ts';

export type Draft = Pick<
  ImportPlan,
  | 'head'
  | 'counts'
  | 'groups'
  | 'repairs'
  | 'questions'
  | 'created'
  | 'changed'
  | 'merged'
  | 'broken'
>;

export interface PlanNeeds {
  db: Database;
  now(): number;
  newId(): string;
  pacer: Pacer;
  /** Rows that the file may have, by its size. */
  expected: number;
  /** Each row and what would become of it; may wait for a disk. */
  onRow(outcome: Outcome, row: Row): void;
  /** Rows judged so far. */
  onProgress(rows: number): void;
  stopped(): boolean;
}

/**
 * Judges every row of a file as the station is now; nothing happens. Where the file breaks off, what stands before is planned
 * all the same, and `broken` says why. Problems: of `prepareGround`.
 */
export async function makePlan(
  needs: PlanNeeds,
  open: OpenRows,
  options: ImportOptions,
): Promise<Result<Draft>> {
  const ground = await prepareGround(needs.db, open, options, needs.now);
  if (!ground.ok) return ground;
  const { judge } = createRowJudge(
    needs.db,
    ground.value,
    createSeenRows(needs.expected),
    needs.newId,
  );
  const tally = createTally();
  const merged = mergedNotes(ground.value.resolved.columns);
  let broken: Problem | null = null;
  for await (const batch of open.rows()) {
    if (needs.stopped()) break;
    if (!batch.ok) {
      broken = batch.problem;
      break;
    }
    const rows = batch.value;
    for (let next = 0; next < rows.length && !needs.stopped(); ) {
      next = stretch(needs.db, rows, next, (row) => {
        const outcome = judge(row);
        tally.add(outcome);
        merged.add(row);
        needs.onRow(outcome, row);
        return needs.pacer.due();
      });
      if (next === rows.length) break;
      needs.onProgress(tally.counts.rows);
      await needs.pacer.turn();
    }
  }
  const { counts, repairs, questions, created, changed } = tally;
  return ok({
    head: [...open.names],
    counts,
    groups: tally.groups(),
    repairs,
    questions,
    created,
    changed,
    merged: merged.noted,
    broken,
  });
}
