import type { BarsMark, ModulesMark } from '../../../shared/labels/draw/drawing.ts';
import type { Common } from './alike.ts';
import { decimal, Ink, points } from './ink.ts';

interface Point {
  x: number;
  y: number;
}

/**
 * A PDF paints every pixel that a shape as much as touches (ISO 32000-1, 10.6.5), so that a rectangle
 * ending exactly on a dot grows by one. Five thousandths of a module on each side prevent it.
 */
const shy = 0.005;

const ascii = new TextEncoder();
const most = 177;
const starts = Array.from({ length: most }, (_, at) => ascii.encode(`${at} `));
const widths = Array.from({ length: most + 1 }, (_, wide) =>
  ascii.encode(`${String(wide - 2 * shy).replace(/^0/, '')} .99 re\n`),
);
const fill = ascii.encode('f\n');
/** Bytes of the longest rectangle, filled. */
const longest = 4 + 4 + 14 + 2;

/** A code that only has a few rectangles of its own paints so many at once. */
const few = 8;

/**
 * One filled path a code, in whole modules: the matrix scales them, so every edge is exact. Points, y down. Where codes
 * have modules in `common`, those are called by name and are what looks like a code; the others follow in fillings
 * too small to be one, for whoever reads the file to see a single code there.
 */
export function drawModules(
  ink: Ink,
  code: ModulesMark,
  corner: Point,
  common: Common | null = null,
): void {
  open(ink, corner.x + code.x, corner.y + code.y, code.module);
  const bits = code.packed?.bits ?? bitsOf(code);
  if (common) {
    ink.text(`/${common.name} Do\n`);
    writeModules(ink, code, without(bits, common.bits), few);
  } else writeModules(ink, code, bits);
  ink.text('Q\n');
}

/** Modules alone, filled, in whole modules, for a matrix that is moved by `shy`. */
export function modulesOf(code: ModulesMark, bits: Uint32Array): Uint8Array {
  const ink = new Ink();
  writeModules(ink, code, bits);
  return ink.written();
}

/** The bars of a Code 128, in the same way. */
export function drawBars(ink: Ink, bars: BarsMark, corner: Point): void {
  open(ink, corner.x + bars.x, corner.y + bars.y, bars.module);
  const high = decimal(bars.height / bars.module - 2 * shy);
  let at = 0;
  for (const [index, wide] of bars.widths.entries()) {
    if (index % 2 === 0) ink.text(`${at} 0 ${decimal(wide - 2 * shy)} ${high} re\n`);
    at += wide;
  }
  ink.text('f Q\n');
}

function open(ink: Ink, x: number, y: number, module: number): void {
  const scale = points(module);
  ink.text('q ');
  ink.number(scale);
  ink.text('0 0 ');
  ink.number(scale);
  ink.number(points(x + shy * module));
  ink.number(points(y + shy * module));
  ink.text('cm\n');
}

function bitsOf({ columns, rows, isDark }: ModulesMark): Uint32Array {
  const bits = new Uint32Array(((columns + 31) >> 5) * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (column >> 5) * rows + row;
      if (isDark(column, row)) bits[at] = (bits[at] as number) | (1 << (column & 31));
    }
  }
  return bits;
}

/** What is not in `others`; it stands until the next call. */
function without(bits: Uint32Array, others: Uint32Array): Uint32Array {
  for (let at = 0; at < bits.length; at++)
    rest[at] = (bits[at] as number) & ~(others[at] as number);
  return rest.subarray(0, bits.length);
}
const rest = new Uint32Array(((most + 31) >> 5) * most);

/** One rectangle a run, at most `atOnce` in one filling: a module is a unit. For a matrix that is moved by `shy`. */
function writeModules(
  ink: Ink,
  { columns, rows }: ModulesMark,
  bits: Uint32Array,
  atOnce = Number.POSITIVE_INFINITY,
): void {
  ink.reserve(rows * Math.ceil(columns / 2) * longest);
  let unfilled = 0;
  const put = (column: number, row: number, wide: number): void => {
    ink.token(starts[column] as Uint8Array);
    ink.token(starts[row] as Uint8Array);
    ink.token(widths[wide] as Uint8Array);
    if (++unfilled < atOnce) return;
    ink.token(fill);
    unfilled = 0;
  };
  for (let row = 0; row < rows; row++) {
    let began = -1;
    let before = 0;
    for (let at = row, first = 0; at < bits.length; at += rows, first += 32) {
      const word = bits[at] as number;
      // Where a run begins and where one has ended.
      let edges = word ^ ((word << 1) | before);
      before = word >>> 31;
      while (edges !== 0) {
        const column = first + 31 - Math.clz32(edges & -edges);
        edges &= edges - 1;
        if (began < 0) began = column;
        else {
          put(began, row, column - began);
          began = -1;
        }
      }
    }
    if (began >= 0) put(began, row, columns - began);
  }
  if (unfilled > 0) ink.token(fill);
}
