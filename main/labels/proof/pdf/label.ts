import { openFont } from '../../font.ts';
import { Canvas } from '../../raster/canvas.ts';
import { textPolygons } from '../../raster/outlines.ts';
import type { Raster } from '../../raster/rasterise.ts';
import type { Seen } from '../judge.ts';
import { dataMatrixModule, onWhite } from '../solid-corner.ts';
import {
  type Box,
  type Painted,
  type PaintedImage,
  type PaintedPath,
  type PaintedText,
  touches,
} from './painted.ts';

/** Rectangles from which on a filling may be a code: a Code 128 of one symbol, the smallest Data Matrix has more. */
const fewest = 13;

/** Dots that the first look has of each module. */
const perModule = 3;

/** Modules around a code that have to be white. */
const quiet = 4;

/** White dots around what is looked at: a scanner sees where the code ends. */
const beyond = 8;

/** Rounded lengths of a file, in dots. */
const blur = 0.1;

/** Dots a point of a picture for people: 300 dpi. */
const fine = 300 / 72;

/** Millimetres a point. */
const millimetre = 25.4 / 72;

/** What lies on one label of a page: `cell` is its place, in points. */
export function seenOf(page: readonly Painted[], cell: Box): Seen {
  const here = page.filter(({ box }) => touches(box, cell));
  return {
    codes: here.flatMap((thing) => {
      if (thing.kind !== 'path' || thing.rectangles.length < 4 * fewest) return [];
      // Lengths in a file are rounded: over the whole code that is more than a dot, so it is the whole that is divided.
      const width = thing.box.right - thing.box.left;
      const module = width / Math.round(width / moduleOf(thing.rectangles));
      // It may reach over the label's edge: the neighbours have to keep away as well.
      const bare = () => scanOf(page, thing.box, perModule / module);
      const white = dataMatrixModule(bare()) === null ? quiet : 1;
      const area = grown(thing.box, white * module);
      return [
        {
          look: (at: number) => onWhite(scanOf(page, area, (perModule + at) / module), beyond),
          bare,
          middle: () => ({
            x: ((thing.box.left + thing.box.right) / 2 - cell.left) * millimetre,
            y: ((thing.box.top + thing.box.bottom) / 2 - cell.top) * millimetre,
          }),
        },
      ];
    }),
    texts: here.flatMap((thing) => (thing.kind === 'text' ? [thing.text] : [])),
    showsText: () => false,
    picture: () => scanOf(page, cell, fine, paintLetters),
  };
}

const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** The smallest side of any rectangle: every code has a run of one module, however high its rows or bars are. */
function moduleOf(rectangles: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rectangles.length; at += 4) {
    const [left, top, right, bottom] = rectangles.subarray(at, at + 4) as unknown as number[];
    least = Math.min(
      least,
      (right as number) - (left as number),
      (bottom as number) - (top as number),
    );
  }
  return least;
}

type PaintText = (canvas: Canvas, text: PaintedText, x: Along, y: Along) => void;

/** To a code letters are blocks as high as capitals: what they touch they spoil. */
const paintBar: PaintText = (canvas, { box }, x, y) => paintBlock(canvas, box, x, y);

/** For people: the characters that the file says these are. */
const paintLetters: PaintText = (canvas, { box, text, size }, x, y) => {
  const at = { x: x(box.left), baseline: y(box.bottom), size: x(size) - x(0) };
  canvas.fill(textPolygons(openFont().file, text, at));
};

/** A part of the page as dots. */
function scanOf(
  page: readonly Painted[],
  area: Box,
  scale: number,
  paintText: PaintText = paintBar,
): Raster {
  const dots = (length: number): number => Math.ceil(length * scale - blur);
  const columns = dots(area.right - area.left);
  const rows = dots(area.bottom - area.top);
  const canvas = new Canvas(columns, rows);
  const x = (at: number): number => (at - area.left) * scale;
  const y = (at: number): number => (at - area.top) * scale;
  for (const thing of page) {
    if (!touches(thing.box, area)) continue;
    if (thing.kind === 'path') paintPath(canvas, thing, x, y);
    else if (thing.kind === 'image') paintImage(canvas, thing, x, y);
    else paintText(canvas, thing, x, y);
  }
  return canvas;
}

type Along = (at: number) => number;

function paintBlock(canvas: Canvas, { left, top, right, bottom }: Box, x: Along, y: Along): void {
  canvas.block(
    Math.round(x(left)),
    Math.round(y(top)),
    Math.round(x(right)),
    Math.round(y(bottom)),
  );
}

function paintPath(
  canvas: Canvas,
  { rectangles, polygons }: PaintedPath,
  x: Along,
  y: Along,
): void {
  for (let at = 0; at < rectangles.length; at += 4) {
    const left = rectangles[at] as number;
    const top = rectangles[at + 1] as number;
    const right = rectangles[at + 2] as number;
    const bottom = rectangles[at + 3] as number;
    paintBlock(canvas, { left, top, right, bottom }, x, y);
  }
  if (polygons.length === 0) return;
  canvas.fill(polygons.map((polygon) => polygon.map((at, n) => (n % 2 === 0 ? x(at) : y(at)))));
}

function paintImage(canvas: Canvas, { box, raster }: PaintedImage, x: Along, y: Along): void {
  const stride = Math.ceil(raster.columns / 8);
  const [left, top] = [x(box.left), y(box.top)];
  const [width, height] = [x(box.right) - left, y(box.bottom) - top];
  for (let row = Math.round(top); row < top + height; row++) {
    const down = Math.floor(((row + 0.5 - top) / height) * raster.rows);
    for (let column = Math.round(left); column < left + width; column++) {
      const along = Math.floor(((column + 0.5 - left) / width) * raster.columns);
      const byte = raster.bits[down * stride + (along >> 3)] ?? 0;
      if ((byte & (0x80 >> (along & 7))) !== 0) canvas.span(row, column, column + 1);
    }
  }
}
