import type { Database } from 'better-sqlite3';
import { ok, ProblemError, type Result } from '../../shared/problems.ts';
import { diskProblem } from './disk-problem.ts';
import type { StationEvent } from './events.ts';
import type { Journal } from './journal.ts';
import { setMeta } from './meta.ts';

/** One transaction and one sync of the journal for what many ask for in one stretch. */
export interface Share {
  /**
   * While `work` runs, what is joined shares a transaction. `told` hears of everything joined since it
   * was told last: that it is durable, or that nothing of it happened; after a failure nothing more is
   * shared.
   */
  share(work: () => void, told: (kept: Result<object>) => void): void;
  /** Null: nothing is shared now. Otherwise the event and its rows are there, but not yet durable. */
  join(event: StationEvent | null, alongside: () => void): Result<object> | null;
  /** Makes durable what is joined: what comes next stands for itself. */
  finish(): void;
}

export function createShare(needs: {
  db: Database;
  journal: Journal;
  folder: string;
  record(event: StationEvent, alongside: () => void): void;
  syncJournal(): void;
}): Share {
  const { db, journal } = needs;
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  let told: ((kept: Result<object>) => void) | null = null;
  let begun = false;

  function fail(error: unknown): Result<object> {
    if (db.inTransaction) rollback.run();
    journal.undo();
    const failed = { ok: false as const, problem: diskProblem(error, needs.folder) };
    const tell = told;
    told = null;
    begun = false;
    tell?.(failed);
    return failed;
  }

  /** SQLite may have rolled everything back by itself (a full disk). */
  function mustBeWhole(): void {
    if (!db.inTransaction) throw new ProblemError('disk-full');
  }

  function finish(): void {
    if (!begun) return;
    try {
      mustBeWhole();
      needs.syncJournal();
      setMeta(db, 'journal', JSON.stringify(journal.mark));
      commit.run();
      journal.keep();
    } catch (error) {
      fail(error);
      return;
    }
    begun = false;
    told?.(ok({}));
  }

  return {
    finish,
    share(work, tell) {
      told = tell;
      try {
        work();
      } finally {
        finish();
        told = null;
      }
    },
    join(event, alongside) {
      if (!told) return null;
      try {
        if (begun) mustBeWhole();
        else begin.run();
        begun = true;
        if (event) needs.record(event, alongside);
        else alongside();
        return ok({});
      } catch (error) {
        return fail(error);
      }
    },
  };
}
