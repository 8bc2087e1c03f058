import type { Rectangle } from '../paper.ts';
import type { FrameMark, PathStep } from './drawing.ts';

/** How far the handles of a quarter circle reach, in radii: off by at most 0.03 %. */
const handle = 0.5522847498;

/** A frame as a path to fill: its outer edge, and its inner one the other way round. */
export function framePath(frame: FrameMark): PathStep[] {
  const { x, y, width, height, radius, thickness } = frame;
  const inner = {
    x: x + thickness,
    y: y + thickness,
    width: width - 2 * thickness,
    height: height - 2 * thickness,
  };
  const outside = roundedPath({ x, y, width, height }, radius, false);
  if (inner.width <= 0 || inner.height <= 0) return outside;
  return [...outside, ...roundedPath(inner, Math.max(0, radius - thickness), true)];
}

/** The four sides of a frame with sharp corners, overlapping in them. */
export function frameSides({
  x,
  y,
  width,
  height,
  thickness,
}: Rectangle & { thickness: number }): Rectangle[] {
  return [
    { x, y, width, height: thickness },
    { x, y: y + height - thickness, width, height: thickness },
    { x, y, width: thickness, height },
    { x: x + width - thickness, y, width: thickness, height },
  ];
}

/** A rectangle with round corners, clockwise or, `reversed`, against the clock: then it is a hole in another. */
export function roundedPath(box: Rectangle, radius: number, reversed: boolean): PathStep[] {
  const r = Math.min(radius, box.width / 2, box.height / 2);
  const [left, top] = [box.x, box.y];
  const [right, bottom] = [left + box.width, top + box.height];
  const k = r * (1 - handle);
  if (r <= 0) {
    const corners: [number, number][] = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ];
    return polygonPath(reversed ? corners.toReversed() : corners);
  }
  if (!reversed) {
    return [
      ['M', left + r, top],
      ['L', right - r, top],
      ['C', right - k, top, right, top + k, right, top + r],
      ['L', right, bottom - r],
      ['C', right, bottom - k, right - k, bottom, right - r, bottom],
      ['L', left + r, bottom],
      ['C', left + k, bottom, left, bottom - k, left, bottom - r],
      ['L', left, top + r],
      ['C', left, top + k, left + k, top, left + r, top],
      ['Z'],
    ];
  }
  return [
    ['M', left + r, top],
    ['C', left + k, top, left, top + k, left, top + r],
    ['L', left, bottom - r],
    ['C', left, bottom - k, left + k, bottom, left + r, bottom],
    ['L', right - r, bottom],
    ['C', right - k, bottom, right, bottom - k, right, bottom - r],
    ['L', right, top + r],
    ['C', right, top + k, right - k, top, right - r, top],
    ['Z'],
  ];
}

/** Corners joined by straight lines, closed. */
export function polygonPath(corners: readonly (readonly [number, number])[]): PathStep[] {
  const steps = corners.map(([x, y], at): PathStep => [at === 0 ? 'M' : 'L', x, y]);
  return [...steps, ['Z']];
}
