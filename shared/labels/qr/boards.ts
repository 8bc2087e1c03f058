/**
 * A square of modules as bits: line by line, `words` 32-bit words a line, the first module in the lowest bit.
 * A symbol is held twice, by rows and by columns, so that both directions are judged in the same way.
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

export function setModule({ rows, columns }: Boards, words: number, row: number, column: number) {
  const inRow = row * words + (column >> 5);
  const inColumn = column * words + (row >> 5);
  rows[inRow] = (rows[inRow] as number) | (1 << (column & 31));
  columns[inColumn] = (columns[inColumn] as number) | (1 << (row & 31));
}

export const moduleAt = (rows: Uint32Array, words: number, row: number, column: number): boolean =>
  (((rows[row * words + (column >> 5)] as number) >>> (column & 31)) & 1) === 1;

/** Ones in 32 bits. */
export function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
