/**
 * A fountain code: a file is cut into blocks, and any so many different parts of it as there are blocks, and about two more,
 * give it again, whichever they are and in whatever order. The first parts are the blocks themselves (nothing is lost: nothing is
 * computed); each later one is the sum (XOR) of about half of the blocks, chosen by its number (random linear code over GF(2)).
 */

/** Blocks of one file at most: what a solver has to keep, and what a person would hold a scanner for. */
export const mostBlocks = 4096;

export const blockCount = (length: number, size: number): number =>
  Math.max(1, Math.ceil(length / size));

/** Which blocks part `index` is the sum of, as bits; the same wherever it is asked. */
export function blocksOfPart(index: number, count: number): Uint32Array {
  const chosen = new Uint32Array((count + 31) >>> 5);
  if (index < count) {
    chosen[index >>> 5] = 1 << (index & 31);
    return chosen;
  }
  let state = Math.imul(index, 0x9e3779b1) ^ Math.imul(count, 0x85ebca6b);
  for (let word = 0; word < chosen.length; word++)
    chosen[word] = mixed((state = (state + 0x6d2b79f5) | 0));
  const over = chosen.length * 32 - count;
  if (over > 0) chosen[chosen.length - 1] = ((chosen.at(-1) ?? 0) << over) >>> over;
  if (chosen.every((word) => word === 0))
    chosen[(index % count) >>> 5] = 1 << ((index % count) & 31);
  return chosen;
}

/** Mulberry32: well mixed, and the same on every machine. */
function mixed(seed: number): number {
  let value = Math.imul(seed ^ (seed >>> 15), seed | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return (value ^ (value >>> 14)) >>> 0;
}

/** Part `index` of a file that is cut into blocks of `size` bytes; the last is filled up with zeros. */
export function partOf(file: Uint8Array, size: number, index: number): Uint8Array {
  const count = blockCount(file.length, size);
  const sum = new Uint8Array(size);
  if (index < count) {
    sum.set(file.subarray(index * size, (index + 1) * size));
    return sum;
  }
  const chosen = blocksOfPart(index, count);
  for (let block = 0; block < count; block++) {
    if ((((chosen[block >>> 5] as number) >>> (block & 31)) & 1) === 0) continue;
    const from = block * size;
    const length = Math.min(size, file.length - from);
    for (let at = 0; at < length; at++) sum[at] = (sum[at] as number) ^ (file[from + at] as number);
  }
  return sum;
}

export interface Solver {
  /** Whether the part said anything new. */
  add(index: number, part: Uint8Array): boolean;
  /** Of as many as there are blocks; then the file can be had. */
  rank(): number;
  /** The blocks one behind the other; null: more parts are needed. */
  solve(): Uint8Array | null;
}

interface Line {
  chosen: Uint32Array;
  sum: Uint32Array;
}

/** Gathers the parts of one file: Gauss's elimination, a part at a time. `size` a multiple of 4. */
export function createSolver(count: number, size: number): Solver {
  /** By the first block that each is a sum of. */
  const lines: (Line | undefined)[] = Array.from({ length: count });
  let known = 0;

  const into = (line: Line, other: Line): void => {
    for (let at = 0; at < line.chosen.length; at++)
      line.chosen[at] = (line.chosen[at] as number) ^ (other.chosen[at] as number);
    for (let at = 0; at < line.sum.length; at++)
      line.sum[at] = (line.sum[at] as number) ^ (other.sum[at] as number);
  };

  function reduced(line: Line): number {
    let first = -1;
    for (let word = 0; word < line.chosen.length; word++) {
      // Adding a line changes bits behind its first one only, so that what was passed stays passed.
      let left = line.chosen[word] as number;
      while (left !== 0) {
        const bit = 31 - Math.clz32(left & -left);
        const other = lines[word * 32 + bit];
        if (other) into(line, other);
        else if (first < 0) first = word * 32 + bit;
        left = bit === 31 ? 0 : (((line.chosen[word] as number) >>> (bit + 1)) << (bit + 1)) >>> 0;
      }
    }
    return first;
  }

  return {
    add(index, part) {
      if (known === count) return false;
      const line = { chosen: blocksOfPart(index, count), sum: wordsOf(part, size) };
      const first = reduced(line);
      if (first < 0) return false;
      lines[first] = line;
      known++;
      return true;
    },
    rank: () => known,
    solve() {
      if (known < count) return null;
      const file = new Uint8Array(count * size);
      for (let block = count - 1; block >= 0; block--) {
        const line = lines[block] as Line;
        // Those behind it are blocks alone by now.
        reduceBehind(line, block);
        file.set(new Uint8Array(line.sum.buffer), block * size);
      }
      return file;
    },
  };

  function reduceBehind(line: Line, block: number): void {
    for (let word = block >>> 5; word < line.chosen.length; word++) {
      for (let left = line.chosen[word] as number; left !== 0; ) {
        const bit = 31 - Math.clz32(left & -left);
        left &= left - 1;
        const other = word * 32 + bit;
        if (other > block) into(line, lines[other] as Line);
      }
    }
  }
}

function wordsOf(part: Uint8Array, size: number): Uint32Array {
  const copy = new Uint8Array(size);
  copy.set(part.subarray(0, size));
  return new Uint32Array(copy.buffer);
}
