import { type Block, follows, numberIn } from './counter.ts';
import { dateMoved } from './date-blocks.ts';
import { classOf, type Likeness, type Shape } from './likeness.ts';

/** How an SN differs from all of its batch so far. Positions count characters from 1. */
export type Unlike =
  | { kind: 'position'; position: number; was: string; found: string; units: number }
  | { kind: 'class'; position: number; was: string; found: string; units: number }
  | { kind: 'length'; was: number; found: number; units: number };

export interface Rule {
  /** Positions (from 0) whose changes the group's rule explains: parts that are dates or numbers. */
  free?: ReadonlySet<number>;
}

/** With fewer units nobody can tell what a batch looks like. */
export const leastUnits = 10;
/**
 * Which kinds of character a position may hold, and how far a counter may jump, needs more: a check
 * character of 36 is a letter thirty times in a row once in 17,000 batches.
 */
const leastForKinds = 30;

/**
 * Whether the SN, which keeps the group's rule, looks like the units of its batch; null: it does, or
 * nobody can tell yet. Pure. A position that has always held one character may change when it is the
 * carry of a running number to its right, or part of a date that moved on.
 */
export function unlikeBatch(
  likeness: Likeness,
  deviceSn: string,
  at: number,
  { free = new Set() }: Rule = {},
): Unlike | null {
  if (likeness.units < leastUnits) return null;
  const characters = [...deviceSn];
  const shape = likeness.shapes.get(characters.length);
  if (!shape) return otherLength(likeness, deviceSn);
  const units = shape.sns.length;
  if (units < leastUnits) return null;
  const last = shape.sns.at(-1) ?? '';
  const moving = shape.seen.map((seen, index) => seen.size > 1 || free.has(index));
  for (const [index, found] of characters.entries()) {
    const seen = shape.seen[index] ?? new Set();
    if (moving[index] || seen.has(found)) continue;
    const [was = ''] = seen;
    if (dateMoved(last, deviceSn, index, at)) continue;
    const block = blockAt(shape, moving, index, found);
    if (block !== null && inRun(shape, deviceSn, block)) continue;
    return { kind: 'position', position: index + 1, was, found, units };
  }
  return units < leastForKinds ? null : otherKind(shape, characters, moving, free);
}

/**
 * The running number that a change at `index` would be the carry of: from there to the last position that
 * moves, without a break by a sign. Null: nothing moves there, or not in characters of this kind.
 */
function blockAt(
  shape: Shape,
  moving: readonly boolean[],
  index: number,
  found: string,
): Block | null {
  let to = -1;
  let letters = false;
  for (let at = index; at < shape.length; at++) {
    const seen = [...(shape.seen[at] ?? [])];
    if (seen.some((character) => !/[0-9A-Za-z]/.test(character))) break;
    if (!moving[at]) continue;
    to = at;
    letters ||= seen.some((character) => classOf(character) !== 'digit');
  }
  if (to < 0) return null;
  const [was = ''] = shape.seen[index] ?? [];
  const digits = /^[0-9]{2}$/.test(was + found);
  if (!digits && !letters) return null;
  return { from: index, to, base: letters ? 36 : 10 };
}

function inRun(shape: Shape, deviceSn: string, block: Block): boolean {
  const next = numberIn(deviceSn, block);
  const numbers = shape.sns.flatMap((sn) => numberIn(sn, block) ?? []);
  return next !== null && numbers.length > 0 && follows(numbers, next, block);
}

/** A position that has held characters of one kind and now holds another, where no counter explains it. */
function otherKind(
  shape: Shape,
  characters: readonly string[],
  moving: readonly boolean[],
  free: ReadonlySet<number>,
): Unlike | null {
  for (const [index, found] of characters.entries()) {
    const seen = [...(shape.seen[index] ?? [])];
    if (free.has(index) || seen.includes(found)) continue;
    const [kind] = new Set(seen.map(classOf));
    if (seen.some((character) => classOf(character) !== kind) || classOf(found) === kind) continue;
    // A hexadecimal counter shows its first letter late; the number tells whether it goes on.
    const block = blockAt(shape, moving, index, found);
    if (block && block.base === 36 && inRun(shape, characters.join(''), block)) continue;
    if (isLastMoving(moving, index) && seen.length < 16) continue;
    return {
      kind: 'class',
      position: index + 1,
      was: kind ?? 'other',
      found: classOf(found),
      units: shape.sns.length,
    };
  }
  return null;
}

const isLastMoving = (moving: readonly boolean[], index: number): boolean =>
  moving.lastIndexOf(true) === index;

/** A number that grew by a digit, without zeros in front, is the same batch: same beginning, next number. */
function otherLength(likeness: Likeness, deviceSn: string): Unlike | null {
  for (const shape of likeness.shapes.values()) {
    if (shape.sns.length < leastUnits || Math.abs(shape.length - deviceSn.length) > 1) continue;
    const number = /[0-9]*$/.exec(deviceSn)?.[0] ?? '';
    if (number.length > 1 && number.startsWith('0')) continue;
    const stem = deviceSn.slice(0, deviceSn.length - number.length);
    const numbers = shape.sns.flatMap((sn) => {
      const rest = sn.slice(stem.length);
      return sn.startsWith(stem) && /^[0-9]{1,15}$/.test(rest) ? [Number(rest)] : [];
    });
    const block = { from: 0, to: 14, base: 10 as const };
    if (number !== '' && numbers.length > 0 && follows(numbers, Number(number), block)) return null;
  }
  const [usual] = [...likeness.shapes.values()].toSorted((a, b) => b.sns.length - a.sns.length);
  if (!usual) return null;
  const found = [...deviceSn].length;
  return { kind: 'length', was: usual.length, found, units: usual.sns.length };
}
