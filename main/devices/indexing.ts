import type { Problem } from '../../shared/problems.ts';
import { createIndexWork } from '../store/search/build.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import type { Log, Timer } from '../world.ts';

/** Keeps the index of devices behind the writes: searches are right without it, and quick with it. */
export interface Indexing {
  /** Devices came or were changed. */
  nudge(): void;
  stop(): void;
}

/** Milliseconds of work in one go, and until the next: half of the loop is left to the line. */
const piece = 6;
const rest = 6;
/** After a change, and after the disk refused. */
const quiet = 300;
const breath = 5_000;

/** Begins by itself where the station is `live`; else it does nothing: a command leaves the work to the station. */
export function createIndexing(needs: {
  store: Store;
  log: Log;
  live: boolean;
  timers: Timers;
}): Indexing {
  const { store, log, live, timers } = needs;
  const work = createIndexWork(store);
  let timer: Timer | null = null;
  let stopped = !live;

  function later(ms: number): void {
    if (stopped) return;
    timer = timers.after(ms, run).unref();
  }

  function run(): void {
    timer = null;
    const end = timers.steady() + piece;
    try {
      if (work.step(() => timers.steady() >= end)) later(rest);
    } catch (error) {
      const { problem } = error as { problem?: Problem };
      log.warn('the index of devices waits', { code: problem?.code ?? String(error) });
      later(breath);
    }
  }

  later(quiet);
  return {
    nudge() {
      if (!timer) later(quiet);
    },
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}
