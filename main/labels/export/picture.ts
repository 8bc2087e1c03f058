import { quietModules } from '../../../shared/labels/layout.ts';
import type { QrSymbol } from '../../../shared/labels/qr/encode.ts';
import { pngOf } from '../proof/png.ts';

/** Pixels of a module of a PNG: sharp on a screen, and whole when it is printed at any size. */
const scale = 8;

/** A code with its quiet zone, one unit a module; runs of dark modules are one step of the path. */
export function svgOf({ size, isDark }: QrSymbol): string {
  const side = size + 2 * quietModules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(column, row)) continue;
      let end = column;
      while (end < size && isDark(end, row)) end++;
      path += `M${column + quietModules} ${row + quietModules}h${end - column}v1h${column - end}z`;
      column = end;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>\n`
  );
}

/** The same as dots, black on white. */
export function codePng({ size, isDark }: QrSymbol): Uint8Array {
  const columns = (size + 2 * quietModules) * scale;
  const stride = Math.ceil(columns / 8);
  const bits = new Uint8Array(stride * columns);
  // A module is eight pixels wide, which is a byte.
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(column, row)) continue;
      const at = (row + quietModules) * scale * stride + column + quietModules;
      for (let line = 0; line < scale; line++) bits[at + line * stride] = 0xff;
    }
  }
  return pngOf({ columns, rows: columns, bits });
}
