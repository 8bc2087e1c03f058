import { wordsOf } from './boards.ts';

/** Dark words before the first and behind the last of a stack: beyond the edge nothing looks like light. */
export const edge = 4;

/**
 * A board (`boards.ts`) while it is judged: words that lie below each other, between dark edges, so that nobody has to
 * look where a symbol ends. Word `w` of line `n` is at `w * pitch + edge + n`.
 */
export class Stacks {
  readonly size: number;
  readonly pitch: number;
  readonly words: Int32Array;
  /** The modules of each word that lie on the symbol, and those with a neighbour on it to the right. */
  readonly inside: Int32Array;
  readonly paired: Int32Array;

  constructor(size: number) {
    this.size = size;
    this.pitch = size + 2 * edge;
    const count = wordsOf(size);
    // One stack more: the last has a neighbour too.
    this.words = new Int32Array((count + 1) * this.pitch).fill(-1);
    this.inside = firstBits(size, count);
    this.paired = firstBits(size - 1, count);
  }

  /** Takes one board laid over another. */
  take(under: Uint32Array, over: Uint32Array): void {
    const { words, size } = this;
    let to = edge;
    for (let from = 0; from < under.length; to += 2 * edge) {
      for (const end = from + size; from < end; from++, to++) {
        words[to] = (under[from] as number) ^ (over[from] as number);
      }
    }
  }

  /** What it holds, as a board. */
  board(): Uint32Array {
    const { words, size } = this;
    const found = new Uint32Array(this.inside.length * size);
    let from = edge;
    for (let to = 0; to < found.length; from += 2 * edge) {
      for (const end = to + size; to < end; from++, to++) found[to] = words[from] as number;
    }
    return found;
  }
}

const firstBits = (count: number, words: number): Int32Array =>
  Int32Array.from({ length: words }, (_, word) => {
    const left = Math.min(32, Math.max(0, count - word * 32));
    return left === 32 ? -1 : 2 ** left - 1;
  });
