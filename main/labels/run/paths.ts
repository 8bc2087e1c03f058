import type { PathStep } from '../../../shared/labels/draw/drawing.ts';
import { decimal, points } from './ink.ts';

const operators = { M: 'm', L: 'l', C: 'c', Z: 'h' } as const;

/** A path of a drawing as PDF operators, to be filled; points, y down. */
export function pathOperators(path: readonly PathStep[], corner: { x: number; y: number }): string {
  return path
    .map(([kind, ...lengths]) => {
      const placed = lengths.map((length, at) =>
        decimal(points(length + (at % 2 === 0 ? corner.x : corner.y))),
      );
      return [...placed, operators[kind]].join(' ');
    })
    .join('\n');
}
