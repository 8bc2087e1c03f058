/**
 * The running number inside SNs of one shape: the characters from `from` to `to` read as one number. Its
 * base follows what stands there: digits alone count by ten, with letters by 36. An alphabet that leaves
 * letters out counts a little faster than we do, which the distances below forgive.
 */
export interface Block {
  from: number;
  to: number;
  base: 10 | 36;
}

/** The number in a block; null where a character is none of the base's. */
export function numberIn(sn: string, { from, to, base }: Block): number | null {
  const text = sn.slice(from, to + 1).toUpperCase();
  const allowed = base === 10 ? /^[0-9]{1,15}$/ : /^[0-9A-Z]{1,10}$/;
  return allowed.test(text) ? Number.parseInt(text, base) : null;
}

/** How far apart two numbers of a block are when the counter may roll over from its last to its first. */
export function apart(a: number, b: number, { from, to, base }: Block): number {
  const size = base ** (to - from + 1);
  const straight = Math.abs(a - b);
  return Math.min(straight, size - straight);
}

/** A jump of this many is no jump on any line. */
const freeJump = 500;

/**
 * Whether a number can be the next of such a run, in any order of scanning: no farther from its nearest
 * neighbour than the whole run is long.
 */
export function follows(numbers: readonly number[], next: number, block: Block): boolean {
  let nearest = Number.POSITIVE_INFINITY;
  let span = 0;
  const [first = next] = numbers;
  for (const each of numbers) {
    nearest = Math.min(nearest, apart(each, next, block));
    span = Math.max(span, apart(each, first, block));
  }
  return nearest <= Math.max(freeJump, 2 * span);
}
