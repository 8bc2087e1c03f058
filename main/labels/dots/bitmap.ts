import type { BarsMark, ModulesMark } from '../../../shared/labels/draw/drawing.ts';
import { Canvas } from '../raster/canvas.ts';
import type { Raster } from '../raster/rasterise.ts';

/** A part of a bitmap in dots; `right` and `bottom` are the first that do not belong to it. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A matrix code with modules of `side` dots. */
export function matrixBitmap(mark: ModulesMark, side: number): Raster {
  const canvas = new Canvas(mark.columns * side, mark.rows * side);
  for (let row = 0; row < mark.rows; row++) {
    for (let column = 0; column < mark.columns; column++) {
      if (!mark.isDark(column, row)) continue;
      canvas.block(column * side, row * side, (column + 1) * side, (row + 1) * side);
    }
  }
  return canvas;
}

/** A bar code with modules of `side` dots, `height` dots high. */
export function barsBitmap({ widths }: BarsMark, side: number, height: number): Raster {
  const canvas = new Canvas(modulesOf(widths) * side, height);
  let left = 0;
  for (const [at, width] of widths.entries()) {
    const right = left + width * side;
    if (at % 2 === 0) canvas.block(left, 0, right, height);
    left = right;
  }
  return canvas;
}

export const modulesOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0);

export const isBlack = ({ columns, bits }: Raster, x: number, y: number): boolean =>
  ((bits[y * Math.ceil(columns / 8) + (x >> 3)] as number) & (0x80 >> (x & 7))) !== 0;

/** The smallest area with everything black in it; null where nothing is. */
export function inkOf(raster: Raster): Area | null {
  const stride = Math.ceil(raster.columns / 8);
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, -1, -1, -1];
  for (let y = 0; y < raster.rows; y++) {
    for (let byte = 0; byte < stride; byte++) {
      const bits = raster.bits[y * stride + byte] as number;
      if (bits === 0) continue;
      if (top < 0) top = y;
      bottom = y + 1;
      left = Math.min(left, byte * 8 + Math.clz32(bits) - 24);
      right = Math.max(right, byte * 8 + 8 - (31 - Math.clz32(bits & -bits)));
    }
  }
  return top < 0 ? null : { left, top, right, bottom };
}

/** A part of a bitmap that lies in it whole. */
export function cutOut(raster: Raster, { left, top, right, bottom }: Area): Raster {
  const canvas = new Canvas(right - left, bottom - top);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (isBlack(raster, x, y)) canvas.span(y - top, x - left, x - left + 1);
    }
  }
  return canvas;
}
