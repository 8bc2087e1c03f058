import { type Boards, emptyBoards, moduleAt, turnedBy, turnModule } from './boards.ts';
import { Stacks } from './stacks.ts';
import { alignmentOf, type QrLevel, sizeOf, totalCodewords } from './tables.ts';

/** Everything of a version that does not depend on the text: made once. */
export interface Frame {
  size: number;
  /** Where each bit of the codewords goes, in their order: row * 256 + column. */
  places: Uint16Array;
  /** The eight mask patterns on the data modules alone (Table 10), with the function patterns around them. */
  masks: readonly Boards[];
  covers: Map<QrLevel, readonly Boards[]>;
  /**
   * The codewords that were placed last, on an empty board. Labels of one run differ in a few codewords, and only these
   * are placed anew.
   */
  placed: { codewords: Uint8Array; boards: Boards };
  /** To judge masks in: the rows of each, and the columns of one. */
  rows: readonly Stacks[];
  columns: Stacks;
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => ((i >> 1) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

const frames: Frame[] = [];

export function frameOf(version: number): Frame {
  return (frames[version] ??= makeFrame(version));
}

function makeFrame(version: number): Frame {
  const size = sizeOf(version);
  const fixed = emptyBoards(size);
  const taken = emptyBoards(size);
  const put = (row: number, column: number, dark: boolean) => {
    if (!moduleAt(taken.rows, size, row, column)) turnModule(taken, size, row, column);
    if (moduleAt(fixed.rows, size, row, column) !== dark) turnModule(fixed, size, row, column);
  };
  drawFinders(size, put);
  drawAlignment(version, size, put);
  for (let at = 8; at < size - 8; at++) {
    put(6, at, at % 2 === 0);
    put(at, 6, at % 2 === 0);
  }
  for (const [row, column] of formatPlaces(size).flat()) put(row, column, false);
  put(size - 8, 8, true);
  drawVersion(version, size, put);

  const free = (row: number, column: number) => !moduleAt(taken.rows, size, row, column);
  const places = placesOf(size, free);
  const total = totalCodewords(version);
  return {
    size,
    // Remainder bits stay light.
    places: Uint16Array.from(places.slice(0, total * 8)),
    masks: masks.map((isMasked) => {
      const boards = turnedBy(fixed, emptyBoards(size));
      for (const place of places) {
        const row = place >> 8;
        const column = place & 255;
        if (isMasked(row, column)) turnModule(boards, size, row, column);
      }
      return boards;
    }),
    covers: new Map(),
    placed: { codewords: new Uint8Array(total), boards: emptyBoards(size) },
    rows: masks.map(() => new Stacks(size)),
    columns: new Stacks(size),
  };
}

type Put = (row: number, column: number, dark: boolean) => void;

/** With the light separator around each (6.3.3, 6.3.4). */
function drawFinders(size: number, put: Put): void {
  for (const [top, left] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    for (let y = -1; y <= 7; y++) {
      for (let x = -1; x <= 7; x++) {
        const row = top + y;
        const column = left + x;
        if (row < 0 || column < 0 || row >= size || column >= size) continue;
        const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
        put(row, column, ring !== 2 && ring !== 4);
      }
    }
  }
}

function drawAlignment(version: number, size: number, put: Put): void {
  const centres = alignmentOf(version);
  const atFinder = (row: number, column: number) =>
    (row === 6 && column === 6) ||
    (row === 6 && column === size - 7) ||
    (row === size - 7 && column === 6);
  for (const row of centres) {
    for (const column of centres) {
      if (atFinder(row, column)) continue;
      for (let y = -2; y <= 2; y++) {
        for (let x = -2; x <= 2; x++) {
          put(row + y, column + x, Math.max(Math.abs(x), Math.abs(y)) !== 1);
        }
      }
    }
  }
}

/** 18 bits, Golay-coded, twice; from version 7 (7.10, Annex D). */
function drawVersion(version: number, size: number, put: Put): void {
  if (version < 7) return;
  const bits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let at = 0; at < 18; at++) {
    const dark = ((bits >> at) & 1) === 1;
    const across = Math.floor(at / 3);
    const along = size - 11 + (at % 3);
    put(across, along, dark);
    put(along, across, dark);
  }
}

/** Remainder of `value * x^degree` divided by the generator. */
function remainder(value: number, degree: number, generator: number): number {
  let rest = value;
  for (let n = 0; n < degree; n++) rest = (rest << 1) ^ (rest >> (degree - 1) ? generator : 0);
  return rest;
}

/** Where the 15 bits of the format information go, each twice: lowest bit first (7.9, Figure 25). */
function formatPlaces(size: number): [row: number, column: number][][] {
  return Array.from({ length: 15 }, (_, bit) => {
    const down = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
    const across = bit < 8 ? size - bit - 1 : bit < 9 ? 7 : 14 - bit;
    return [
      [down, 8],
      [8, across],
    ];
  });
}

const levelBits: Record<QrLevel, number> = { L: 1, M: 0, Q: 3, H: 2 };

/** All of a symbol but its codewords, for each mask: pattern, function patterns, and the format information with `level`. */
export function coversOf(frame: Frame, level: QrLevel): readonly Boards[] {
  const known = frame.covers.get(level);
  if (known) return known;
  const made = frame.masks.map((each, mask) => turnedBy(each, formatOf(frame.size, level, mask)));
  frame.covers.set(level, made);
  return made;
}

function formatOf(size: number, level: QrLevel, mask: number): Boards {
  const data = (levelBits[level] << 3) | mask;
  const bits = ((data << 10) | remainder(data, 10, 0x537)) ^ 0x5412;
  const boards = emptyBoards(size);
  formatPlaces(size).forEach((both, bit) => {
    if (((bits >> bit) & 1) === 0) return;
    for (const [row, column] of both) turnModule(boards, size, row, column);
  });
  return boards;
}

/** Two columns at a time from the right, up and down in turn, round the vertical timing pattern (7.7.3). */
function placesOf(size: number, free: (row: number, column: number) => boolean): number[] {
  const found: number[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let n = 0; n < size; n++) {
      const row = up ? size - 1 - n : n;
      for (const column of [right, right - 1]) {
        if (free(row, column)) found.push((row << 8) | column);
      }
    }
    up = !up;
  }
  return found;
}
