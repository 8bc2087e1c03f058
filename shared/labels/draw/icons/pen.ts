import type { PathStep } from '../drawing.ts';
import { polygonPath } from '../shapes.ts';

/** One icon: filled paths (non-zero winding) in its own units, y down. */
export interface Icon {
  width: number;
  height: number;
  path: readonly PathStep[];
}

export type Spot = readonly [x: number, y: number];

/** Corners of a full circle: no print head shows them. */
const roundness = 72;

const area = (corners: readonly Spot[]): number =>
  corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] as Spot;
    return sum + x * nextY - nextX * y;
  }, 0);

/** A filled polygon; polygons that overlap become one. */
export const solid = (corners: readonly Spot[]): PathStep[] =>
  polygonPath(area(corners) < 0 ? corners.toReversed() : corners);

/** A polygon that is cut out of one that lies under it. */
export const hole = (corners: readonly Spot[]): PathStep[] =>
  polygonPath(area(corners) < 0 ? corners : corners.toReversed());

/** Points of an arc; degrees go clockwise from the right, from `from` to `to`. */
export function arc([x, y]: Spot, radius: number, from: number, to: number): Spot[] {
  const steps = Math.max(2, Math.ceil((Math.abs(to - from) / 360) * roundness));
  return Array.from({ length: steps + 1 }, (_, at) => {
    const angle = ((from + ((to - from) * at) / steps) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

const circle = (middle: Spot, radius: number): Spot[] => arc(middle, radius, 0, 360).slice(0, -1);

export const disc = (middle: Spot, radius: number): PathStep[] => solid(circle(middle, radius));

export const ring = (middle: Spot, radius: number, thickness: number): PathStep[] => [
  ...disc(middle, radius),
  ...hole(circle(middle, radius - thickness)),
];

/** A part of a ring; degrees as in `arc`, `radius` is its outer one. */
export const band = (
  middle: Spot,
  radius: number,
  thickness: number,
  from: number,
  to: number,
): PathStep[] =>
  solid([
    ...arc(middle, radius, from, to),
    ...arc(middle, radius - thickness, from, to).toReversed(),
  ]);

/** A line through points, as thick as said; its corners are round, its ends too unless they are to be `blunt`. */
export function stroke(points: readonly Spot[], thickness: number, blunt = false): PathStep[] {
  const half = thickness / 2;
  const path: PathStep[] = [];
  for (const [at, [x1, y1]] of points.slice(1).entries()) {
    const [x0, y0] = points[at] as Spot;
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) continue;
    const [nx, ny] = [((y1 - y0) / length) * half, ((x0 - x1) / length) * half];
    path.push(
      ...solid([
        [x0 + nx, y0 + ny],
        [x1 + nx, y1 + ny],
        [x1 - nx, y1 - ny],
        [x0 - nx, y0 - ny],
      ]),
    );
  }
  const joints = blunt ? points.slice(1, -1) : points;
  for (const joint of joints) path.push(...disc(joint, half));
  return path;
}

export const block = (x: number, y: number, width: number, height: number): PathStep[] =>
  solid([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]);
