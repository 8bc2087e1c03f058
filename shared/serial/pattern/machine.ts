import { type Pattern, parsePattern } from './parse.ts';
import { has, type Ranges } from './ranges.ts';

/** Where one may go from a state by reading one character. */
interface Step {
  ranges: Ranges;
  to: number;
}

/** A machine without empty moves: at each state the steps there are, and whether the SN may end. */
export interface Machine {
  start: number;
  steps: readonly (readonly Step[])[];
  ends: readonly boolean[];
}

/** More states than any SN of 64 characters needs; a pattern that makes more is not looked into. */
const most = 600;

/** Thompson's construction, the empty moves resolved afterwards; null where it would grow too large. */
export function machineOf(pattern: Pattern): Machine | null {
  const silent: number[][] = [];
  const reading: (Step | null)[] = [];
  let tooLarge = false;
  const state = (): number => {
    silent.push([]);
    if (silent.length > most) tooLarge = true;
    return reading.push(null) - 1;
  };
  const join = (from: number, to: number) => silent[from]?.push(to);

  function build(part: Pattern, from: number): number {
    if (tooLarge) return from;
    switch (part.kind) {
      case 'set': {
        const to = state();
        reading[from] = { ranges: part.ranges, to };
        return to;
      }
      case 'sequence':
        return part.parts.reduce((at, each) => build(each, fresh(at)), from);
      case 'either': {
        const end = state();
        for (const each of part.parts) join(build(each, fresh(from)), end);
        return end;
      }
      case 'repeat':
        return repeat(part, from);
    }
  }

  function repeat({ part, min, max }: Extract<Pattern, { kind: 'repeat' }>, from: number): number {
    let at = from;
    for (let times = 0; times < min && !tooLarge; times++) at = build(part, fresh(at));
    if (max === null) {
      const loop = fresh(at);
      join(build(part, fresh(loop)), loop);
      return fresh(loop);
    }
    const end = state();
    join(at, end);
    for (let times = min; times < max && !tooLarge; times++) {
      at = build(part, fresh(at));
      join(at, end);
    }
    return end;
  }

  /** A state that reads nothing yet: each state reads at most one set. */
  function fresh(from: number): number {
    const next = state();
    join(from, next);
    return next;
  }

  const start = state();
  const end = build(pattern, fresh(start));
  if (tooLarge) return null;
  const reached = silent.map((_, from) => closure(silent, from));
  return {
    start,
    steps: reached.map((states) => states.flatMap((each) => reading[each] ?? [])),
    ends: reached.map((states) => states.includes(end)),
  };
}

function closure(silent: readonly number[][], from: number): number[] {
  const seen = new Set([from]);
  for (const each of seen) for (const next of silent[each] ?? []) seen.add(next);
  return [...seen];
}

/** Null where the pattern uses more than is understood, or is too large. */
export function machineOfPattern(text: string): Machine | null {
  const tree = parsePattern(text);
  return tree && machineOf(tree);
}

/** All states after one more character. */
export function move(machine: Machine, states: ReadonlySet<number>, code: number): Set<number> {
  const next = new Set<number>();
  for (const each of states) {
    for (const { ranges, to } of machine.steps[each] ?? []) if (has(ranges, code)) next.add(to);
  }
  return next;
}

/** What may be read next. */
export const nextOf = (machine: Machine, states: ReadonlySet<number>): Ranges =>
  [...states].flatMap((each) => (machine.steps[each] ?? []).flatMap(({ ranges }) => ranges));

export const mayEnd = (machine: Machine, states: ReadonlySet<number>): boolean =>
  [...states].some((each) => machine.ends[each]);
