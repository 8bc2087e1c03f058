import { type Machine, mayEnd, move, nextOf } from './machine.ts';
import { codeOf, showRanges, union } from './ranges.ts';

/** Where an SN leaves a pattern. `position` counts characters from 1. */
export type Break =
  | { kind: 'character'; position: number; found: string; expected: string }
  /** It could have ended before this character, and nothing else may stand there. */
  | { kind: 'end'; position: number; found: string }
  /** It ends too early: this would have gone on. */
  | { kind: 'more'; position: number; expected: string };

/** Null where the SN does not leave the pattern, or nothing helpful can be said. */
export function whereBroken(machine: Machine, deviceSn: string): Break | null {
  let states: Set<number> = new Set([machine.start]);
  const characters = [...deviceSn];
  for (const [index, found] of characters.entries()) {
    const next = move(machine, states, codeOf(found));
    if (next.size === 0) {
      const position = index + 1;
      const expected = showRanges(union(nextOf(machine, states)));
      if (expected !== null) return { kind: 'character', position, found, expected };
      return mayEnd(machine, states) ? { kind: 'end', position, found } : null;
    }
    states = next;
  }
  if (mayEnd(machine, states)) return null;
  const expected = showRanges(union(nextOf(machine, states)));
  return expected === null ? null : { kind: 'more', position: characters.length + 1, expected };
}
