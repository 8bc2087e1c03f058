import type { Heard } from '../settling.ts';
import type { Answer } from './scanner-link.ts';

/** Hands on together what came in one turn of the loop, in its order. */
export interface Turn {
  add(read: Heard['read'], answer: Answer): void;
  /** What is held is handed on now. */
  end(): void;
}

/** So many at a time: nothing holds the loop for long, however much has gathered. */
export const mostTogether = 32;

/**
 * A slow disk holds the loop while it syncs; what the ports delivered meanwhile comes in the next turn,
 * all of it, and goes on together right behind it. One that comes alone does not wait for others.
 */
export function createTurn(take: (heard: readonly Heard[]) => void): Turn {
  let held: Heard[] = [];
  let soon: NodeJS.Immediate | null = null;

  function handOn(): void {
    soon = null;
    const now = held.slice(0, mostTogether);
    held = held.slice(mostTogether);
    if (held.length > 0) soon = setImmediate(handOn);
    take(now);
  }

  return {
    add(read, answer) {
      held.push({ read, settled: ({ verdict }) => answer(verdict) });
      soon ??= setImmediate(handOn);
    },
    end() {
      while (held.length > 0) {
        if (soon) clearImmediate(soon);
        handOn();
      }
    },
  };
}
