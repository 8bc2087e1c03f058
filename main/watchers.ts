import type { State } from '../shared/models/state.ts';
import { processTimers, type Timers } from './timers.ts';
import type { Timer } from './world.ts';

/** Shortest time between two pushes of the state, in milliseconds: a burst of reads is one change. */
const pushEvery = 50;

/** Whoever watches the state. The whole of it is made once per push and only when somebody looks. */
export interface Watchers {
  changed(): void;
  watch(listener: (state: State) => void): () => void;
  close(): void;
}

/** `also` hears of each change at once, whoever watches. */
export function createWatchers(
  make: () => State,
  also: () => void = () => {},
  { steady, after }: Timers = processTimers,
): Watchers {
  const listeners = new Set<(state: State) => void>();
  let timer: Timer | null = null;
  let pushedAt = 0;

  function push(): void {
    timer = null;
    pushedAt = steady();
    if (listeners.size === 0) return;
    const state = make();
    for (const listener of listeners) listener(state);
  }

  return {
    changed() {
      also();
      if (listeners.size === 0 || timer) return;
      timer = after(Math.max(0, pushEvery - (steady() - pushedAt)), push);
    },
    watch(listener) {
      listeners.add(listener);
      listener(make());
      return () => listeners.delete(listener);
    },
    close() {
      timer?.cancel();
      listeners.clear();
    },
  };
}
