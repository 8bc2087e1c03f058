import { ones } from './boards.ts';
import { edge, type Stacks } from './stacks.ts';

/**
 * How hard a masked symbol is to read (7.8.3), reckoned as the `qrcode` package does: equal penalties, equal
 * masks. 32 lines are looked along at once (`stacks.ts`), one module of each further with every word: bit-parallel
 * matching, as in Baeza-Yates and Gonnet, "A New Approach to Text Searching" (1992).
 */

/** Modules of what looks like a finder: dark, light, three dark, light, dark. */
const finder = 7;

/**
 * Runs of five and more of one colour, and what looks like a finder, along every line. May stop and answer what it has
 * when that is more than `enough`: such a mask is not the best any more.
 */
export function alongLines(stacks: Stacks, enough: number): number {
  const { words, size, pitch, inside } = stacks;
  let points = 0;
  for (let word = 0; word < inside.length && points <= enough; word++) {
    const begin = word * pitch + edge;
    points += runs(words, begin, begin + size, inside[word] as number);
    points += finders(words, begin, begin + size);
  }
  return points;
}

/** A run of n holds n - 4 windows of five and ends once: 3 + (n - 5) points. */
function runs(words: Int32Array, begin: number, end: number, inside: number): number {
  let points = 0;
  let five = 0;
  let last = words[begin] as number;
  // Where one of two neighbours differs from its own next one: of the last two, those before and those before them.
  let [differs, two, three] = [-1, -1, -1];
  for (let at = begin + 1; at < end; at++) {
    const now = words[at] as number;
    const changes = last ^ now;
    const ended = five & changes;
    const pair = differs | changes;
    five = inside & ~(pair | three);
    points += ones(five) + 2 * ones(ended);
    last = now;
    differs = changes;
    three = two;
    two = pair;
  }
  return points + 2 * ones(five);
}

/** With four light modules before or behind it. Nearly always there is none, and nothing more is looked at. */
function finders(words: Int32Array, begin: number, end: number): number {
  let found = 0;
  let a = words[begin] as number;
  let b = words[begin + 1] as number;
  let c = words[begin + 2] as number;
  let d = words[begin + 3] as number;
  let e = words[begin + 4] as number;
  let f = words[begin + 5] as number;
  for (let at = begin; at <= end - finder; at++) {
    const g = words[at + 6] as number;
    const core = a & ~b & c & d & e & ~f & g;
    if (core !== 0) found += ones(core & ~four(words, at - 4)) + ones(core & ~four(words, at + 7));
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = g;
  }
  return 40 * found;
}

const four = (words: Int32Array, at: number): number =>
  (words[at] as number) |
  (words[at + 1] as number) |
  (words[at + 2] as number) |
  (words[at + 3] as number);

/** Squares of two by two in one colour; and how far the dark modules are from one half. */
export function overall({ words, size, pitch, paired }: Stacks): number {
  let squares = 0;
  let dark = 0;
  for (let word = 0; word < paired.length; word++) {
    const inside = paired[word] as number;
    const begin = word * pitch + edge;
    let last = words[begin] as number;
    let changed = -1;
    for (let at = begin; at < begin + size; at++) {
      const now = words[at] as number;
      dark += ones(now);
      const changes = now ^ ((now >>> 1) | ((words[at + pitch] as number) << 31));
      squares += ones(inside & ~(changed | changes | (last ^ now)));
      last = now;
      changed = changes;
    }
  }
  const deviation = Math.abs(Math.ceil((dark * 100) / (size * size) / 5) - 10);
  return 3 * squares + 10 * deviation;
}
