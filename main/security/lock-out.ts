import { fail, ok, type Result } from '../../shared/problems.ts';
import type { WrongPins } from '../store/operators.ts';

/**
 * How often a PIN, or a code that may be a badge, may be tried. Each try is counted on disk before the PIN is looked at, so that neither
 * pulling the plug nor a hundred tries at once gain one. Time is a steady clock's: setting the wall clock
 * opens nothing, and after a restart a pause that had not ended begins anew.
 */
export interface LockOut {
  /** Takes one try for a name; `operator-locked` with the seconds left. */
  take(who: string): Result<object>;
  /** It was the right one. */
  forgive(who: string): void;
  /** Takes one try that names nobody, as a badge does: it counts among all of them only. */
  takeUnnamed(): Result<object>;
  /** Milliseconds until a try that names nobody is taken. */
  leftForAll(): number;
  /** Milliseconds until a try for this name is taken. */
  left(who: string): number;
  close(): void;
}

/** Wrong PINs of one name that cost nothing yet. */
export const freeTries = 5;
const firstPause = 30_000;
const longestPause = 15 * 60_000;
/** Wrong PINs of all names together, and the time in which one of them is forgotten, in ms. */
export const triesInAll = 20;
const oneForgotten = 60_000;
/** Of this name are all. */
const all = '';

/** The pause that the n-th wrong PIN in a row brings, in milliseconds. */
export const pauseAfter = (n: number): number =>
  n < freeTries ? 0 : Math.min(firstPause * 2 ** Math.min(n - freeTries, 10), longestPause);

export interface LockOutNeeds {
  /** Milliseconds, never set back or forward. */
  steady(): number;
  read(who: string): WrongPins;
  /** All that was kept. */
  readAll(): (WrongPins & { who: string })[];
  /** Synced when it answers `ok`. */
  write(changes: readonly (WrongPins & { who: string })[]): Result<unknown>;
  /** A pause began or ended. */
  onChange(): void;
}

export function createLockOut(needs: LockOutNeeds): LockOut {
  const ends = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  let level = needs.read(all).n;
  let drainedAt = needs.steady();
  const begin = (who: string, pauseMs: number) => {
    ends.set(who, needs.steady() + pauseMs);
    const timer = setTimeout(() => {
      timers.delete(timer);
      end(who);
    }, pauseMs + 1);
    timers.add(timer.unref());
  };
  for (const { who, pauseMs } of needs.readAll()) if (pauseMs > 0) begin(who, pauseMs);

  /** A pause that is over is over after a restart too; what was counted stays. */
  function end(who: string): void {
    if (left(who) > 0) return;
    ends.delete(who);
    const { n } = needs.read(who);
    needs.write([{ who, n, pauseMs: 0 }]);
    needs.onChange();
  }

  function drain(): void {
    const forgotten = Math.floor((needs.steady() - drainedAt) / oneForgotten);
    drainedAt = level - forgotten <= 0 ? needs.steady() : drainedAt + forgotten * oneForgotten;
    level = Math.max(0, level - forgotten);
  }

  function left(who: string): number {
    drain();
    const own = Math.max(0, (ends.get(who) ?? 0) - needs.steady());
    return Math.max(own, leftForAll());
  }

  function leftForAll(): number {
    drain();
    return level < triesInAll ? 0 : drainedAt + oneForgotten - needs.steady();
  }

  const locked = (wait: number) => fail('operator-locked', { seconds: Math.ceil(wait / 1000) });

  return {
    left,
    leftForAll,
    takeUnnamed() {
      const wait = leftForAll();
      if (wait > 0) return locked(wait);
      const kept = needs.write([{ who: all, n: level + 1, pauseMs: 0 }]);
      if (kept.ok) level += 1;
      return kept.ok ? ok({}) : kept;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
    take(who) {
      const wait = left(who);
      if (wait > 0) return locked(wait);
      const n = needs.read(who).n + 1;
      const pauseMs = pauseAfter(n);
      const kept = needs.write([
        { who, n, pauseMs },
        { who: all, n: level + 1, pauseMs: 0 },
      ]);
      if (!kept.ok) return kept;
      level += 1;
      if (pauseMs > 0) {
        begin(who, pauseMs);
        needs.onChange();
      }
      return ok({});
    },
    forgive(who) {
      drain();
      level = Math.max(0, level - 1);
      ends.delete(who);
      needs.write([
        { who, n: 0, pauseMs: 0 },
        { who: all, n: level, pauseMs: 0 },
      ]);
      needs.onChange();
    },
  };
}
