import type { LabelElement } from '../models/label-design.ts';

/** What an element covers, millimetres from the label's corner: a line has its thickness around its axis. */
export function reachOf(element: LabelElement): {
  x: number;
  y: number;
  width: number;
  height: number;
} {
  const { x, y, width, height } = element;
  if (element.kind !== 'line') return { x, y, width, height };
  const half = element.thickness / 2;
  const flat = { x: width === 0 ? half : 0, y: height === 0 ? half : 0 };
  return {
    x: x - flat.x,
    y: y - flat.y,
    width: width + 2 * flat.x,
    height: height + 2 * flat.y,
  };
}
