import type { SnRule } from '../models/catalog.ts';
import { characterList } from './characters.ts';
import { type Machine, machineOfPattern } from './pattern/machine.ts';
import { common, everyCharacter, type Ranges, rangesOf } from './pattern/ranges.ts';

/** Longest device SN in characters; `rule.ts` says where it comes from. */
const most = 64;

/**
 * An SN of a group's rule that is as hard on a label as any: as long as its pattern, length and characters allow, of
 * the characters that take most room (those that QR's dense mode lacks, then the widest). Its check digit and its
 * named parts need not be right: they change nothing of its size.
 */
export function longestSn({ pattern, length, characters }: SnRule): string {
  const max = Math.min(length?.max ?? most, most);
  const listed = characters === undefined ? null : characterList(characters);
  const allowed = listed?.ok ? rangesOf(listed.list) : everyCharacter;
  const machine = pattern === undefined ? null : machineOfPattern(pattern);
  const found = machine && longestPath(machine, allowed, length?.min ?? 1, max);
  if (found) return found;
  // A pattern that is not understood: the text may be of anything that people use in SNs.
  return worstOf(common(pattern === undefined ? allowed : capitals, allowed)).repeat(max);
}

const capitals: Ranges = rangesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-');

/** In the order in which they are taken: bytes instead of alphanumeric mode first, wide before narrow. */
const worst = 'wmWM@_abcdefghijklnopqrstuvxyz+QOGNHDUAVCKRXYTBEPSZFLJI0987654321-./ ';

function worstOf(ranges: Ranges): string {
  const printed = [...worst].find((character) => inside(ranges, character));
  return printed ?? String.fromCodePoint(ranges[0]?.[0] ?? 87);
}

const inside = (ranges: Ranges, character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return ranges.some(([low, high]) => low <= code && code <= high);
};

/** Null where no text of at most `max` characters fits. */
function longestPath(machine: Machine, allowed: Ranges, min: number, max: number): string | null {
  const reached: Set<number>[] = [new Set([machine.start])];
  for (let length = 1; length <= max; length++) {
    const next = new Set<number>();
    for (const from of reached[length - 1] ?? []) {
      for (const { ranges, to } of machine.steps[from] ?? []) {
        if (common(ranges, allowed).length > 0) next.add(to);
      }
    }
    if (next.size === 0) break;
    reached.push(next);
  }
  for (let length = reached.length - 1; length >= min; length--) {
    const end = [...(reached[length] ?? [])].find((state) => machine.ends[state]);
    if (end !== undefined) return back(machine, allowed, reached.slice(0, length), end);
  }
  return null;
}

/** The worst characters on a way from the start to `end`. */
function back(machine: Machine, allowed: Ranges, before: Set<number>[], end: number): string {
  let text = '';
  let at = end;
  for (const states of before.toReversed()) {
    const ways = [...states].flatMap((from) =>
      (machine.steps[from] ?? [])
        .filter(({ to }) => to === at)
        .map(({ ranges }) => ({ from, with: common(ranges, allowed) }))
        .filter((way) => way.with.length > 0),
    );
    const rank = (ranges: Ranges) => {
      const place = worst.indexOf(worstOf(ranges));
      return place < 0 ? worst.length : place;
    };
    const [way] = ways.toSorted((a, b) => rank(a.with) - rank(b.with));
    if (!way) break;
    text = worstOf(way.with) + text;
    at = way.from;
  }
  return text;
}
