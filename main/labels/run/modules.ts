import type { BarsMark, ModulesMark } from '../../../shared/labels/draw/drawing.ts';
import { decimal, type Ink, points } from './ink.ts';

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
/** Bytes of the longest rectangle. */
const longest = 4 + 4 + 14;

/** One filled path a code, in whole modules: the matrix scales them, so every edge is exact. Points, y down. */
export function drawModules(ink: Ink, code: ModulesMark, corner: { x: number; y: number }): void {
  open(ink, corner.x + code.x, corner.y + code.y, code.module);
  writeModules(ink, code, code.packed ?? packed(code));
  ink.text('f Q\n');
}

/** The bars of a Code 128, in the same way. */
export function drawBars(ink: Ink, bars: BarsMark, corner: { x: number; y: number }): void {
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
  const scale = decimal(points(module));
  const left = decimal(points(x + shy * module));
  const top = decimal(points(y + shy * module));
  ink.text(`q ${scale} 0 0 ${scale} ${left} ${top} cm\n`);
}

function packed({ columns, rows, isDark }: ModulesMark): Uint32Array {
  const bits = new Uint32Array(((columns + 31) >> 5) * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (column >> 5) * rows + row;
      if (isDark(column, row)) bits[at] = (bits[at] as number) | (1 << (column & 31));
    }
  }
  return bits;
}

/** The dark modules, one rectangle a run: a module is a unit. For a matrix that is moved by `shy`. */
function writeModules(ink: Ink, { columns, rows }: ModulesMark, bits: Uint32Array): void {
  ink.reserve(rows * Math.ceil(columns / 2) * longest);
  for (let row = 0; row < rows; row++) {
    const y = starts[row] as Uint8Array;
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
          put(ink, began, y, column - began);
          began = -1;
        }
      }
    }
    if (began >= 0) put(ink, began, y, columns - began);
  }
}

function put(ink: Ink, column: number, y: Uint8Array, wide: number): void {
  ink.token(starts[column] as Uint8Array);
  ink.token(y);
  ink.token(widths[wide] as Uint8Array);
}
