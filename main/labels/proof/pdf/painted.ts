import type { Raster } from '../../raster/rasterise.ts';

/** Points on the page, y down. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** One thing that a page paints, black. */
export type Painted = PaintedPath | PaintedImage | PaintedText;

/** One filling: rectangles (left, top, right, bottom by turns) and polygons (x, y by turns). */
export interface PaintedPath {
  kind: 'path';
  box: Box;
  rectangles: Float64Array;
  polygons: Float64Array[];
}

/** A stencil, stretched over its box. */
export interface PaintedImage {
  kind: 'image';
  box: Box;
  raster: Raster;
}

export interface PaintedText {
  kind: 'text';
  /** From the baseline up to the height of capitals. */
  box: Box;
  text: string;
  /** Height of the em. */
  size: number;
}

export const emptyBox = (): Box => ({
  left: Number.POSITIVE_INFINITY,
  top: Number.POSITIVE_INFINITY,
  right: Number.NEGATIVE_INFINITY,
  bottom: Number.NEGATIVE_INFINITY,
});

export function grow(box: Box, x: number, y: number): void {
  box.left = Math.min(box.left, x);
  box.top = Math.min(box.top, y);
  box.right = Math.max(box.right, x);
  box.bottom = Math.max(box.bottom, y);
}

/** Whether they have some area in common. */
export const touches = (box: Box, other: Box): boolean =>
  box.left < other.right &&
  box.right > other.left &&
  box.top < other.bottom &&
  box.bottom > other.top;
