import type { SnRule } from '../../models/catalog.ts';
import { characterList } from '../characters.ts';
import { compileRule, maxSnLength, type SnCheck } from '../rule.ts';
import { type Machine, machineOf, machineOfPattern } from './machine.ts';
import { anything } from './parse.ts';
import { common, type Ranges, rangesOf } from './ranges.ts';

/**
 * Whether two groups can take the same SN.
 * `apart`: proved that they cannot, by characters, length and pattern.
 * `both`: proved by an SN that both whole rules take.
 * `perhaps`: characters, length and pattern leave room for one, but none was found that keeps both rules
 * (a check digit or a named part may forbid it, or a pattern is beyond what is looked into).
 * `unknown`: the comparison was stopped because the patterns are too large.
 */
export type Overlap =
  | { kind: 'apart' }
  | { kind: 'both'; example: string }
  | { kind: 'perhaps' }
  | { kind: 'unknown' };

/** What a rule takes, as far as characters, length and pattern say. */
export interface RuleShape {
  machine: Machine;
  allowed: Ranges;
  length: { min: number; max: number };
  check: SnCheck;
}

/** Every character that can be seen is in here (and some that cannot: a rule refuses those). */
const visible: Ranges = [
  [32, 126],
  [161, 0x10_ffff],
];
const handy = rangesOf('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-');

/** Null where the rule itself cannot be read. A pattern that is beyond us counts as one that takes all. */
export function shapeOf(rule: SnRule, groupId: string, modelId: string): RuleShape | null {
  const compiled = compileRule(rule, groupId, { modelId });
  if (!compiled.ok) return null;
  const machine = (rule.pattern && machineOfPattern(rule.pattern)) || machineOf(anything);
  const listed = rule.characters === undefined ? null : characterList(rule.characters);
  const allowed = listed?.ok ? common(visible, rangesOf(listed.list)) : visible;
  const length = rule.length ?? { min: 1, max: maxSnLength };
  return machine && { machine, allowed, length, check: compiled.value };
}

/** Steps that all comparisons together may still take; counted down, so that a screen never waits. */
export interface Budget {
  steps: number;
}

interface Way {
  from: number;
  ranges: Ranges;
}

/** How many SNs are tried against both whole rules before it stays at `perhaps`. */
const tries = 400;

export function overlapOf(a: RuleShape, b: RuleShape, budget: Budget): Overlap {
  const min = Math.max(a.length.min, b.length.min);
  const max = Math.min(a.length.max, b.length.max, maxSnLength);
  const allowed = common(a.allowed, b.allowed);
  const layers: Map<number, Way[]>[] = [new Map([[pair(a.machine.start, b.machine.start, b), []]])];
  const ends: [length: number, state: number][] = [];
  for (let length = 1; length <= max; length++) {
    const next = new Map<number, Way[]>();
    for (const from of (layers[length - 1] as Map<number, Way[]>).keys()) {
      const [one, two] = apart(from, b);
      for (const left of a.machine.steps[one] ?? []) {
        const possible = common(left.ranges, allowed);
        for (const right of possible.length === 0 ? [] : (b.machine.steps[two] ?? [])) {
          if (--budget.steps < 0) return { kind: 'unknown' };
          const ranges = common(possible, right.ranges);
          if (ranges.length === 0) continue;
          const to = pair(left.to, right.to, b);
          const ways = next.get(to);
          if (ways) ways.push({ from, ranges });
          else next.set(to, [{ from, ranges }]);
        }
      }
    }
    if (next.size === 0) break;
    layers.push(next);
    if (length < min) continue;
    for (const state of next.keys()) {
      const [one, two] = apart(state, b);
      if (a.machine.ends[one] && b.machine.ends[two]) ends.push([length, state]);
    }
  }
  if (ends.length === 0) return { kind: 'apart' };
  const example = findExample(
    layers,
    ends,
    (sn) => a.check(sn) === null && b.check(sn) === null,
    budget,
  );
  return example === null ? { kind: 'perhaps' } : { kind: 'both', example };
}

const pair = (one: number, two: number, b: RuleShape) => one * b.machine.ends.length + two;
const apart = (state: number, b: RuleShape): [number, number] => {
  const size = b.machine.ends.length;
  return [Math.floor(state / size), state % size];
};

/** Walks back from an end by chance, but the same chance each time: the same rules, the same answer. */
function findExample(
  layers: readonly Map<number, Way[]>[],
  ends: readonly [number, number][],
  fits: (deviceSn: string) => boolean,
  budget: Budget,
): string | null {
  let seed = 1;
  const below = (count: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (seed >>> 8) % count;
  };
  for (let count = 0; count < tries; count++) {
    // A walk costs about as much as so many steps.
    budget.steps -= 50;
    if (budget.steps < 0) return null;
    const end = ends[count < ends.length ? count : below(ends.length)] as [number, number];
    let [length, state] = end;
    let sn = '';
    for (; length > 0; length--) {
      const ways = layers[length]?.get(state) as Way[];
      const way = ways[below(ways.length)] as Way;
      const easy = common(way.ranges, handy);
      const ranges = easy.length > 0 ? easy : way.ranges;
      const [low, high] = ranges[below(ranges.length)] as readonly [number, number];
      sn = String.fromCodePoint(low + below(high - low + 1)) + sn;
      state = way.from;
    }
    if (fits(sn)) return sn;
  }
  return null;
}
