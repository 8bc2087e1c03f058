import type { Size } from './sizes.ts';

/** Codewords in their places, row by row, 1 is dark: ISO/IEC 16022, annex F, then the patterns of each region. */
export function placedBits(codewords: Uint8Array, size: Size): Uint8Array {
  const { rows, columns, down, across } = size;
  const places = placesOf(size);
  const height = rows / down - 2;
  const width = columns / across - 2;
  const bits = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const y = row % (height + 2);
      const x = column % (width + 2);
      let dark: boolean;
      // Solid left and below, every other module above and right.
      if (x === 0 || y === height + 1) dark = true;
      else if (y === 0) dark = x % 2 === 0;
      else if (x === width + 1) dark = y % 2 === 1;
      else {
        const inner = (row - 1 - 2 * Math.floor(row / (height + 2))) * (width * across);
        const place = places[inner + column - 1 - 2 * Math.floor(column / (width + 2))] as number;
        dark =
          place < 0
            ? place === fixedDark
            : ((codewords[place >> 3] as number) >> (7 - (place & 7))) % 2 === 1;
      }
      if (dark) bits[row * columns + column] = 1;
    }
  }
  return bits;
}

const unset = -1;
const fixedDark = -2;
const fixedLight = -3;

/** The eight modules of a codeword from its last one, highest bit first: rows and columns to add. */
const utah = [
  [-2, -2],
  [-2, -1],
  [-1, -2],
  [-1, -1],
  [-1, 0],
  [0, -2],
  [0, -1],
  [0, 0],
] as const;

const known = new Map<Size, Int16Array>();

/** For each module of the mapping matrix: codeword * 8 + bit, or one of the fixed ones. */
function placesOf(size: Size): Int16Array {
  const found = known.get(size);
  if (found) return found;
  const height = size.rows - 2 * size.down;
  const width = size.columns - 2 * size.across;
  const places = new Int16Array(height * width).fill(unset);
  let codeword = 0;

  const put = (bit: number, atRow: number, atColumn: number) => {
    let row = atRow;
    let column = atColumn;
    if (row < 0) {
      row += height;
      column += 4 - ((height + 4) % 8);
    }
    if (column < 0) {
      column += width;
      row += 4 - ((width + 4) % 8);
    }
    places[row * width + column] = codeword * 8 + bit;
  };
  const shape = (row: number, column: number) => {
    for (const [bit, [y, x]] of utah.entries()) put(bit, row + y, column + x);
    codeword++;
  };
  const corner = (modules: readonly (readonly [row: number, column: number])[]) => {
    for (const [bit, [row, column]] of modules.entries()) {
      put(bit, row < 0 ? height + row : row, column < 0 ? width + column : column);
    }
    codeword++;
  };

  let row = 4;
  let column = 0;
  do {
    if (row === height && column === 0) corner(corners.one);
    if (row === height - 2 && column === 0 && width % 4 !== 0) corner(corners.two);
    if (row === height - 2 && column === 0 && width % 8 === 4) corner(corners.three);
    if (row === height + 4 && column === 2 && width % 8 === 0) corner(corners.four);
    do {
      if (row < height && column >= 0 && places[row * width + column] === unset) shape(row, column);
      row -= 2;
      column += 2;
    } while (row >= 0 && column < width);
    row += 1;
    column += 3;
    do {
      if (row >= 0 && column < width && places[row * width + column] === unset) shape(row, column);
      row += 2;
      column -= 2;
    } while (row < height && column >= 0);
    row += 3;
    column += 1;
  } while (row < height || column < width);
  // What no codeword reaches is a fixed pattern in the lower right corner.
  if (places[height * width - 1] === unset) {
    places[height * width - 1] = fixedDark;
    places[(height - 1) * width - 2] = fixedDark;
    places[height * width - 2] = fixedLight;
    places[(height - 1) * width - 1] = fixedLight;
  }
  known.set(size, places);
  return places;
}

/** The four codewords that are bent around corners (annex F); a negative number counts from the far edge. */
const corners = {
  one: [
    [-1, 0],
    [-1, 1],
    [-1, 2],
    [0, -2],
    [0, -1],
    [1, -1],
    [2, -1],
    [3, -1],
  ],
  two: [
    [-3, 0],
    [-2, 0],
    [-1, 0],
    [0, -4],
    [0, -3],
    [0, -2],
    [0, -1],
    [1, -1],
  ],
  three: [
    [-3, 0],
    [-2, 0],
    [-1, 0],
    [0, -2],
    [0, -1],
    [1, -1],
    [2, -1],
    [3, -1],
  ],
  four: [
    [-1, 0],
    [-1, -1],
    [0, -3],
    [0, -2],
    [0, -1],
    [1, -3],
    [1, -2],
    [1, -1],
  ],
} as const;
