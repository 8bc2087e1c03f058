import type { PathStep } from '../../../shared/labels/draw/drawing.ts';
import type { FontFile } from '../truetype/font-file.ts';
import type { Polygon } from './canvas.ts';

/** Where a point of an outline comes to lie, in dots. */
type Place = (x: number, y: number) => readonly [number, number];

/** Straight pieces of a curve: more than a print head can show. */
const pieces = 8;

/** A path of a drawing as polygons, each length times `scale`. */
export function pathPolygons(path: readonly PathStep[], scale: number): Polygon[] {
  const pen = createPen((x, y) => [x * scale, y * scale]);
  for (const [kind, ...args] of path) {
    if (kind === 'M') pen.move(args);
    else if (kind === 'L') pen.line(args);
    else if (kind === 'C') pen.curve(args);
    else pen.close();
  }
  return pen.done();
}

/** The letters of a text as polygons: `x` and `baseline` in dots, `size` dots an em. */
export function textPolygons(
  font: FontFile,
  text: string,
  at: { x: number; baseline: number; size: number },
): Polygon[] {
  const scale = at.size / font.unitsPerEm;
  const polygons: Polygon[] = [];
  let left = at.x;
  for (const character of text) {
    const glyph = font.glyphOf(character.codePointAt(0) ?? 0);
    const start = left;
    const pen = createPen((x, y) => [start + x * scale, at.baseline - y * scale]);
    for (const [kind, ...args] of font.outlineOf(glyph)) {
      if (kind === 'M') pen.move(args);
      else if (kind === 'L') pen.line(args);
      else if (kind === 'Q') pen.bend(args);
      else pen.close();
    }
    polygons.push(...pen.done());
    left += font.advanceOf(glyph) * scale;
  }
  return polygons;
}

function createPen(place: Place) {
  const polygons: Polygon[] = [];
  let points: number[] = [];
  let [x, y] = [0, 0];
  const end = () => {
    if (points.length >= 6) polygons.push(Float64Array.from(points));
    points = [];
  };
  const to = (toX: number, toY: number) => {
    points.push(...place(toX, toY));
    [x, y] = [toX, toY];
  };
  const curve = ([ax = 0, ay = 0, bx = 0, by = 0, endX = 0, endY = 0]: readonly number[]) => {
    const [fromX, fromY] = [x, y];
    for (let piece = 1; piece <= pieces; piece++) {
      const t = piece / pieces;
      const back = 1 - t;
      const [a, b, c, d] = [back ** 3, 3 * back * back * t, 3 * back * t * t, t ** 3];
      to(a * fromX + b * ax + c * bx + d * endX, a * fromY + b * ay + c * by + d * endY);
    }
  };
  return {
    move([toX = 0, toY = 0]: readonly number[]) {
      end();
      to(toX, toY);
    },
    line([toX = 0, toY = 0]: readonly number[]) {
      to(toX, toY);
    },
    curve,
    bend([midX = 0, midY = 0, endX = 0, endY = 0]: readonly number[]) {
      const third = (from: number, mid: number) => from + (2 * (mid - from)) / 3;
      curve([third(x, midX), third(y, midY), third(endX, midX), third(endY, midY), endX, endY]);
    },
    close: end,
    done(): Polygon[] {
      end();
      return polygons;
    },
  };
}
