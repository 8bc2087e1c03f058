import { areaOf, keptIn } from '../../../../shared/labels/reach.ts';
import { type Box, tidyBox } from './boxes.ts';

/** Things jump to lines that people mean: edges and middles of the label and of other elements, then the grid. */

/** A line that something has snapped to, to be shown: at `at` millimetres across or down. */
export interface Guide {
  axis: 'x' | 'y';
  at: number;
}

export interface Snapped {
  box: Box;
  guides: Guide[];
}

export interface Surroundings {
  /** Safe areas: of the whole label, or of each part of a tag. */
  areas: readonly Box[];
  others: readonly Box[];
  /** Millimetres from which on something jumps; depends on how large the label is shown. */
  reach: number;
}

export const gridStep = 0.5;

/** Which edges of a box a hand has hold of. */
export type Handle = 'n' | 's' | 'e' | 'w' | 'ne' | 'nw' | 'se' | 'sw';
export const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;

/** Smallest side that a hand can make, millimetres. */
export const smallest = 0.5;

type Axis = 'x' | 'y';
const sizeOf = { x: 'width', y: 'height' } as const;

/** A box that is moved as a whole. It never leaves the area that its middle is in. */
export function snapMove(box: Box, around: Surroundings): Snapped {
  const area = areaOf(box, around.areas);
  const free = { ...box };
  for (const axis of ['x', 'y'] as const) {
    const size = box[sizeOf[axis]];
    const found = nearest(
      [0, size / 2, size].map((part) => box[axis] + part),
      axis,
      area,
      around,
    );
    free[axis] += found ?? toGrid(box[axis]);
  }
  return settled(keptIn(free, area), area, around);
}

/** A box of which one edge or corner is pulled to `point`. */
export function snapResize(
  box: Box,
  handle: Handle,
  point: { x: number; y: number },
  around: Surroundings,
): Snapped {
  const area = areaOf(box, around.areas);
  const next = { ...box };
  pull(next, 'x', handle.includes('w'), handle.includes('e'), point.x, area, around);
  pull(next, 'y', handle.includes('n'), handle.includes('s'), point.y, area, around);
  return settled(keptIn(next, area), area, around);
}

function pull(
  box: Box,
  axis: Axis,
  low: boolean,
  high: boolean,
  to: number,
  area: Box,
  around: Surroundings,
): void {
  if (!low && !high) return;
  const size = sizeOf[axis];
  const edge = to + (nearest([to], axis, area, around) ?? toGrid(to));
  const start = area[axis];
  const end = area[axis] + area[size];
  if (low) {
    const fixed = box[axis] + box[size];
    const at = Math.max(start, Math.min(edge, fixed - smallest));
    box[axis] = at;
    box[size] = fixed - at;
  } else {
    box[size] = Math.max(smallest, Math.min(edge, end) - box[axis]);
  }
}

const toGrid = (value: number): number => Math.round(value / gridStep) * gridStep - value;

/** How far to go to the nearest line within reach; null: there is none. */
function nearest(
  places: readonly number[],
  axis: Axis,
  area: Box,
  { others, reach }: Surroundings,
): number | null {
  let best: number | null = null;
  for (const line of linesOf([area, ...others], axis)) {
    for (const place of places) {
      const way = line - place;
      if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way;
    }
  }
  return best;
}

const linesOf = (boxes: readonly Box[], axis: Axis): number[] =>
  boxes.flatMap((box) => {
    const size = box[sizeOf[axis]];
    return [box[axis], box[axis] + size / 2, box[axis] + size];
  });

/** Only what still lies on a line after it was kept inside shows that line. */
function settled(kept: Box, area: Box, { others }: Surroundings): Snapped {
  const box = keptIn(tidyBox(kept), area);
  const guides: Guide[] = [];
  for (const axis of ['x', 'y'] as const) {
    const size = box[sizeOf[axis]];
    const places = [0, size / 2, size].map((part) => box[axis] + part);
    const touched = linesOf([area, ...others], axis).filter((line) =>
      places.some((place) => Math.abs(place - line) < 0.011),
    );
    for (const at of new Set(touched)) guides.push({ axis, at });
  }
  return { box, guides };
}
