import type { Timer } from '../../main/world.ts';

/** Time of a simulation: it stands still while something happens, and jumps to what happens next. */
export interface Timeline {
  /** Milliseconds since the beginning. */
  steady(): number;
  /** `owner`: what is planned for somebody who is dead by then does not happen. */
  after(ms: number, work: () => void, owner?: Life): Timer;
  /** Lets the next thing happen, and all that follows from it at once; false: nothing is planned. */
  step(): Promise<boolean>;
}

/** One run of a station, from its start to its end, however it ends. */
export interface Life {
  dead: boolean;
}

interface Planned {
  due: number;
  order: number;
  work: () => void;
  owner: Life | undefined;
}

export function createTimeline(): Timeline {
  /** A heap: the first is the next. */
  const planned: Planned[] = [];
  const cancelled = new Set<Planned>();
  let now = 0;
  let order = 0;
  const before = (a: Planned, b: Planned): boolean =>
    a.due < b.due || (a.due === b.due && a.order < b.order);

  function push(one: Planned): void {
    let at = planned.push(one) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = planned[up] as Planned;
      if (!before(one, above)) break;
      planned[at] = above;
      at = up;
    }
    planned[at] = one;
  }

  function pop(): Planned | undefined {
    const first = planned[0];
    const last = planned.pop();
    if (!first || !last || planned.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = at * 2 + 1;
      if (down >= planned.length) break;
      const right = planned[down + 1];
      if (right && before(right, planned[down] as Planned)) down++;
      if (!before(planned[down] as Planned, last)) break;
      planned[at] = planned[down] as Planned;
      at = down;
    }
    planned[at] = last;
    return first;
  }

  return {
    steady: () => now,
    after(ms, work, owner) {
      const one = { due: now + Math.max(0, ms), order: order++, work, owner };
      push(one);
      const timer: Timer = {
        cancel: () => void cancelled.add(one),
        unref: () => timer,
      };
      return timer;
    },
    async step() {
      for (let next = pop(); next; next = pop()) {
        if (cancelled.delete(next) || next.owner?.dead) continue;
        now = next.due;
        next.work();
        await quiet();
        return true;
      }
      return false;
    },
  };
}

const unfinished = /^(Immediate|FSReq|CloseReq)/;
const turn = setImmediate;

/**
 * Until everything that needs no simulated time has happened: promises, immediates, and what the file system was
 * asked for.
 */
export async function quiet(): Promise<void> {
  do await new Promise((done) => turn(done));
  while (process.getActiveResourcesInfo().some((name) => unfinished.test(name)));
}
