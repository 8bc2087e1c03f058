import type { QrSymbol } from '../../../shared/labels/qr/encode.ts';
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

/** One filled path a code, in whole modules: the matrix scales them, so every edge is exact. Millimetres, y down. */
export function drawCode(
  ink: Ink,
  code: QrSymbol,
  { x, y, module }: { x: number; y: number; module: number },
): void {
  const scale = decimal(points(module));
  const left = decimal(points(x + shy * module));
  const top = decimal(points(y + shy * module));
  ink.text(`q ${scale} 0 0 ${scale} ${left} ${top} cm\n`);
  writeModules(ink, code);
  ink.text('f Q\n');
}

/** The dark modules, one rectangle a run: a module is a unit. For a matrix that is moved by `shy`. */
function writeModules(ink: Ink, { size, words, rows }: QrSymbol): void {
  ink.reserve(size * Math.ceil(size / 2) * longest);
  for (let row = 0; row < size; row++) {
    const y = starts[row] as Uint8Array;
    let open = -1;
    for (let word = 0; word < words; word++) {
      const bits = rows[row * words + word] as number;
      const before = word === 0 ? 0 : (rows[row * words + word - 1] as number) >>> 31;
      // Where a run begins and where one has ended.
      let edges = bits ^ ((bits << 1) | before);
      while (edges !== 0) {
        const column = word * 32 + 31 - Math.clz32(edges & -edges);
        edges &= edges - 1;
        if (open < 0) open = column;
        else {
          put(ink, open, y, column - open);
          open = -1;
        }
      }
    }
    if (open >= 0) put(ink, open, y, size - open);
  }
}

function put(ink: Ink, column: number, y: Uint8Array, wide: number): void {
  ink.token(starts[column] as Uint8Array);
  ink.token(y);
  ink.token(widths[wide] as Uint8Array);
}
