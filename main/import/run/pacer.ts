import { setImmediate as turn } from 'node:timers/promises';

/** Lets the station's loop turn while long work goes on. */
export interface Pacer {
  /** True when it is time to let others in. */
  due(): boolean;
  turn(): Promise<void>;
}

/** Milliseconds of work in one go: while somebody scans, and while nobody does. */
const busyMs = 3;
const quietMs = 20;

/** `scanning`: a read came lately, and the next one should not wait. */
export function createPacer(scanning: () => boolean): Pacer {
  let began = performance.now();
  let calls = 0;
  return {
    due() {
      // The clock costs more than what most rows do.
      if (++calls % 8 !== 0) return false;
      return performance.now() - began > (scanning() ? busyMs : quietMs);
    },
    async turn() {
      await turn();
      began = performance.now();
    },
  };
}
