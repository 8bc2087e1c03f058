/**
 * A square of modules as bits, 32 side by side in a word, the first in the lowest bit; words that lie below each other
 * follow each other: word `w` of row `r` is at `w * size + r`. A symbol is held twice, by rows and by columns, so
 * that both directions are judged in the same way.
 */
export interface Boards {
  rows: Uint32Array;
  columns: Uint32Array;
}

export const wordsOf = (size: number): number => (size + 31) >> 5;

export function emptyBoards(size: number): Boards {
  const length = size * wordsOf(size);
  return { rows: new Uint32Array(length), columns: new Uint32Array(length) };
}

/** Light becomes dark and dark light. */
export function turnModule({ rows, columns }: Boards, size: number, row: number, column: number) {
  const inRow = (column >> 5) * size + row;
  const inColumn = (row >> 5) * size + column;
  rows[inRow] = (rows[inRow] as number) ^ (1 << (column & 31));
  columns[inColumn] = (columns[inColumn] as number) ^ (1 << (row & 31));
}

export const moduleAt = (rows: Uint32Array, size: number, row: number, column: number): boolean =>
  (((rows[(column >> 5) * size + row] as number) >>> (column & 31)) & 1) === 1;

/** One over the other: what is dark on one of them alone stays dark. */
export function turnedBy(under: Boards, over: Boards): Boards {
  return {
    rows: under.rows.map((word, at) => word ^ (over.rows[at] as number)),
    columns: under.columns.map((word, at) => word ^ (over.columns[at] as number)),
  };
}

/** Ones in 32 bits (Warren, "Hacker's Delight", 5-1). */
export function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
