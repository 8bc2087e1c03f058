import { readFileSync } from 'node:fs';
import {
  type ImportDifference,
  type ImportInfo,
  type ImportPlan,
  importPlanSchema,
} from '../../../shared/models/import.ts';
import { fail, ok, type Problem, type Result } from '../../../shared/problems.ts';
import { findImport, type ImportRun, keepMapping, stateOfImport } from '../../store/imports.ts';
import { createDifferences, differencesIn, keepDifferences, kindsIn } from './differences.ts';
import type { Draft } from './drafts.ts';
import type { ImportFolder } from './import-folder.ts';
import type { ImporterNeeds } from './importer.ts';
import { runInfo } from './info.ts';
import { signatureOf } from './look.ts';
import { openRows } from './open-rows.ts';
import { createPacer } from './pacer.ts';
import { createRate, type Rate } from './rate.ts';
import { runImport } from './run-import.ts';
import { undoImport } from './undo-import.ts';

/** Imports that were let in: one is at work at a time, in the order in which they were begun. */
export interface Runs {
  begin(draft: Draft, plan: ImportPlan, by: string): Result<object>;
  move(id: string, to: Move, by: string): Promise<Result<object>>;
  goOn(run: ImportRun): void;
  rateOf(id: string): Rate | null;
  problemOf(id: string): Problem | null;
  /** Those that ended since this process began, and that a screen still shows. */
  ended(): ImportInfo[];
  differencesOf(id: string): ImportDifference[];
  planOf(id: string): ImportPlan | null;
  settled(): Promise<unknown>;
  stop(): Promise<void>;
}

export type Move = 'pause' | 'resume' | 'cancel' | 'undo';

/** After the disk refused, an import is gone on with this much later, in milliseconds. */
const breath = 5_000;
/** An end is shown for so long, in milliseconds. */
const shownMs = 60 * 60_000;

const stateOf = {
  pause: 'paused',
  resume: 'running',
  cancel: 'cancelled',
  undo: 'undoing',
} as const;
const from: Record<Move, readonly ImportRun['state'][]> = {
  pause: ['running'],
  resume: ['paused'],
  cancel: ['running', 'paused'],
  undo: ['running', 'paused', 'cancelled', 'done'],
};

export function createRuns(needs: ImporterNeeds & { folder: ImportFolder }): Runs {
  const { store, folder, now } = needs;
  const { db } = store;
  let working: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const rates = new Map<string, Rate>();
  const problems = new Map<string, Problem>();
  const later = new Set<NodeJS.Timeout>();
  const endedHere = new Set<string>();

  async function step(id: string): Promise<Result<{ ended: boolean }>> {
    const run = findImport(db, id);
    if (run?.state === 'undoing') {
      return undoImport(
        {
          ...needs,
          pacer: createPacer(needs.scanning),
          onSlice: changed,
          stopped: () => stopped,
        },
        run,
      );
    }
    if (run?.state !== 'running') return ok({ ended: false });
    const there = await folder.sha256(id);
    if (!there.ok || there.value !== run.sha256) return fail('import-source-gone');
    const opened = await openRows(folder.source(id), run.options.choice);
    if (!opened.ok) return opened;
    const rate = createRate();
    rates.set(id, rate);
    try {
      const { groupId, mapping, choice } = run.options;
      const remember = store.write(() => {
        if (choice.heading === 0) return;
        keepMapping(db, signatureOf(opened.value.head, groupId), mapping, now());
      });
      if (!remember.ok) return remember;
      const path = folder.differences(id);
      const differences = createDifferences(differencesIn(path));
      let told = differences.total();
      return await runImport(
        {
          ...needs,
          planned: kindsIn(folder.kinds(id)),
          differences,
          pacer: createPacer(needs.scanning),
          onSlice(position) {
            // Behind the slice: a crash between them forgets differences of a slice, and never counts them twice.
            if (differences.total() !== told) keepDifferences(path, differences.list());
            told = differences.total();
            rate.saw(position, performance.now());
            changed();
          },
          stopped: () => stopped || stateOfImport(db, id) !== 'running',
        },
        opened.value,
        run,
      );
    } finally {
      await opened.value.table.close();
    }
  }

  function changed(): void {
    needs.onChange();
    needs.nudge();
  }

  /** Never rejects. What the disk stops goes on later; what can never go on waits for a person, and says why. */
  function enqueue(id: string): void {
    working = working.then(async () => {
      if (stopped) return;
      let done: Result<{ ended: boolean }>;
      try {
        done = await step(id);
      } catch (error) {
        needs.log.warn('an import waits', { error: String(error) });
        done = fail('internal', { where: 'import' });
      }
      rates.delete(id);
      if (done.ok) {
        problems.delete(id);
        if (done.value.ended) end(id);
      } else {
        problems.set(id, done.problem);
        if (isOfDisk(done.problem) && !stopped) again(id);
      }
      changed();
    });
  }

  function again(id: string): void {
    const timer = setTimeout(() => {
      later.delete(timer);
      enqueue(id);
    }, breath);
    later.add(timer.unref());
  }

  function end(id: string): void {
    endedHere.add(id);
    folder.forget(id, false);
  }

  return {
    begin(draft, plan, by) {
      const begun = store.commit({
        type: 'import-started',
        at: now(),
        by,
        id: draft.id,
        name: draft.name,
        bytes: draft.bytes,
        sha256: plan.sha256,
        options: plan.options,
        total: plan.counts.rows,
      });
      if (begun.ok) enqueue(draft.id);
      return begun;
    },
    async move(id, to, by) {
      const run = findImport(db, id);
      if (!run) return fail('import-unknown');
      if (!from[to].includes(run.state)) return fail('import-not-now', { state: run.state });
      const moved = store.commit({ type: 'import-moved', at: now(), by, id, state: stateOf[to] });
      if (!moved.ok) return moved;
      problems.delete(id);
      if (to === 'cancel') end(id);
      if (to === 'resume' || to === 'undo') {
        endedHere.delete(id);
        enqueue(id);
      }
      return moved;
    },
    goOn(run) {
      if (run.state !== 'paused') enqueue(run.id);
    },
    rateOf: (id) => rates.get(id) ?? null,
    problemOf: (id) => problems.get(id) ?? null,
    differencesOf: (id) => differencesIn(folder.differences(id)),
    ended: () =>
      [...endedHere].flatMap((id) => {
        const run = findImport(db, id);
        return run && (run.endedAt ?? 0) > now() - shownMs ? [runInfo(run, null, null)] : [];
      }),
    planOf(id) {
      try {
        return importPlanSchema.parse(JSON.parse(readFileSync(folder.plan(id), 'utf8')));
      } catch {
        // It was there for people to read; the import itself stands in the database.
        return null;
      }
    },
    settled: () => working,
    async stop() {
      stopped = true;
      for (const timer of later) clearTimeout(timer);
      await working;
    },
  };
}

const isOfDisk = ({ code }: Problem): boolean => /^(?:disk|journal)-/.test(code);
