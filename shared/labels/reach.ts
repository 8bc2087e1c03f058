import type { LabelDesign, LabelElement } from '../models/label-design.ts';
import type { Rectangle } from './paper.ts';

/** What an element covers, millimetres from the label's corner: a line has its thickness around its axis. */
export function reachOf(element: LabelElement): Rectangle {
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

/** Where elements may lie: inside the label, or inside one part of a tag, as far from its edges as paper drifts. */
export function safeAreas({ paper, parts, drift }: LabelDesign): Rectangle[] {
  const areas = parts.length > 0 ? parts : [{ x: 0, y: 0, ...paper.label }];
  return areas.map(({ x, y, width, height }) => ({
    x: x + drift,
    y: y + drift,
    width: Math.max(0, width - 2 * drift),
    height: Math.max(0, height - 2 * drift),
  }));
}

/** Hundredths of a millimetre are what typed numbers and inches are rounded to. */
const blur = 0.011;

/** Whether an element lies where it may. */
export const isInPlace = (element: LabelElement, design: LabelDesign): boolean =>
  safeAreas(design).some((area) => isInside(reachOf(element), area));

export const isInside = (inner: Rectangle, area: Rectangle): boolean =>
  inner.x > area.x - blur &&
  inner.y > area.y - blur &&
  inner.x + inner.width < area.x + area.width + blur &&
  inner.y + inner.height < area.y + area.height + blur;

const between = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, Math.max(low, high)));

/** Moved, and made smaller where there is no other way, until it lies inside. */
export function keptIn(box: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(box.width, area.width);
  const height = Math.min(box.height, area.height);
  return {
    x: between(box.x, area.x, area.x + area.width - width),
    y: between(box.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

const gap = (box: Rectangle, area: Rectangle): number => {
  const x = box.x + box.width / 2 - area.x - area.width / 2;
  const y = box.y + box.height / 2 - area.y - area.height / 2;
  return Math.hypot(x, y);
};

/** The area that it lies in most: of a tag, the part whose middle is nearest. */
export const areaOf = (box: Rectangle, areas: readonly Rectangle[]): Rectangle =>
  areas.reduce((best, area) => (gap(box, area) < gap(box, best) ? area : best));
