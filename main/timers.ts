import type { Clock, Timer } from './world.ts';

/** Time that nobody sets: how much of it went by, and what is to happen after some of it. */
export interface Timers {
  /** Milliseconds since some moment. */
  steady(): number;
  /** Calls `work` once, `ms` milliseconds from now. */
  after(ms: number, work: () => void): Timer;
}

/** The process's own. */
export const processTimers: Timers = {
  steady: () => performance.now(),
  after(ms, work) {
    const timeout = setTimeout(work, ms);
    const timer: Timer = {
      cancel: () => clearTimeout(timeout),
      unref() {
        timeout.unref();
        return timer;
      },
    };
    return timer;
  },
};

/** Those of a world, and the process's own for what it does not say. */
export const timersOf = (clock: Clock): Timers => ({
  steady: clock.steady ?? processTimers.steady,
  after: clock.after ?? processTimers.after,
});
