import type { Drawing, Mark, TextMark } from '../../../shared/labels/draw/drawing.ts';
import { type Area, cutOut, inkOf, isBlack } from '../dots/bitmap.ts';
import type { Head } from '../dots/head.ts';
import { openFont } from '../font.ts';
import { Canvas } from '../raster/canvas.ts';
import { type Raster, rasterise } from '../raster/rasterise.ts';
import type { Seen } from './judge.ts';
import { dataMatrixModule } from './solid-corner.ts';

/** What a printer's bytes make of a label: its dots, where pictures of its own lie among them, and its texts. */
export interface Printout {
  canvas: Canvas;
  /** Pictures of this label alone: codes are among them. */
  pictures: readonly Area[];
  texts: readonly string[];
}

/** No code is smaller. */
const smallest = 20;

/** No matrix code is longer than so many times its height; lines of text are. */
const longest = 4;

/** How alike the parts of a code are: no more than nine tenths of it are black, and no less than one tenth. */
const evenness = 0.1;

/** Dots around a code that are looked at as well: four modules of four dots. */
const quiet = 16;

export function seenOn(print: Printout, head: Head): Seen {
  return {
    codes: print.pictures
      .filter((area) => mayBeCode(print.canvas, area))
      .map((area) => ({
        look: (at: number) => magnified(without(print, area), at),
        bare: () => bareOf(cutOut(print.canvas, area)),
        middle: () => middleOf(print.canvas, area, head),
      })),
    texts: print.texts,
    showsText: (mark, drawing) => showsText(print.canvas, mark, drawing, head),
    picture: () => print.canvas,
  };
}

function mayBeCode(canvas: Canvas, area: Area): boolean {
  const part = cutOut(canvas, area);
  const [short, long] = [part.columns, part.rows].toSorted((a, b) => a - b) as [number, number];
  if (short < smallest || (long > longest * short && !isBars(part))) return false;
  let black = 0;
  for (const byte of part.bits) {
    for (let bits = byte; bits !== 0; bits &= bits - 1) black++;
  }
  const share = black / (part.columns * part.rows);
  return share > evenness && share < 1 - evenness;
}

/** Pictures are whole bytes wide, codes are not; and each edge of a code has something black on it. */
function bareOf(picture: Raster): Raster {
  const ink = inkOf(picture);
  return ink ? cutOut(picture, ink) : picture;
}

/** In millimetres on the label, wherever the head lies over it. */
function middleOf(canvas: Canvas, area: Area, { dotsPerMm, offset }: Head) {
  const part = cutOut(canvas, area);
  const ink = inkOf(part) ?? { left: 0, top: 0, right: part.columns, bottom: part.rows };
  return {
    x: (area.left + (ink.left + ink.right) / 2 - offset.x) / dotsPerMm,
    y: (area.top + (ink.top + ink.bottom) / 2 - offset.y) / dotsPerMm,
  };
}

/** Whether all rows are the same, as those of bars are. */
function isBars({ columns, rows, bits }: Raster): boolean {
  const stride = Math.ceil(columns / 8);
  return bits.every((byte, at) => at >= stride * rows || byte === bits[at % stride]);
}

/** A place with what surrounds it, but for pictures that lie in it whole: those are looked at by themselves. */
function without(print: Printout, area: Area): Raster {
  const place = around(print, area, dataMatrixModule(cutOut(print.canvas, area)) ?? quiet);
  const raster = cutOut(print.canvas, place);
  for (const other of print.pictures) {
    if (other === area || !isWithin(other, area)) continue;
    whiten(raster, {
      left: other.left - place.left,
      top: other.top - place.top,
      right: other.right - place.left,
      bottom: other.bottom - place.top,
    });
  }
  return raster;
}

const isWithin = (inner: Area, outer: Area): boolean =>
  inner.left >= outer.left &&
  inner.top >= outer.top &&
  inner.right <= outer.right &&
  inner.bottom <= outer.bottom &&
  (inner.right - inner.left < outer.right - outer.left ||
    inner.bottom - inner.top < outer.bottom - outer.top);

function whiten({ columns, bits }: Raster, { left, top, right, bottom }: Area): void {
  const stride = Math.ceil(columns / 8);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = y * stride + (x >> 3);
      bits[at] = (bits[at] as number) & ~(0x80 >> (x & 7));
    }
  }
}

/** What is beyond the head is as white as what is beyond the paper. */
const around = ({ canvas }: Printout, area: Area, white: number): Area => ({
  left: Math.max(0, area.left - white),
  top: Math.max(0, area.top - white),
  right: Math.min(canvas.columns, area.right + white),
  bottom: Math.min(canvas.rows, area.bottom + white),
});

function magnified(raster: Raster, look: number): Raster {
  const times = look + 1;
  const margin = quiet * times;
  const canvas = new Canvas(raster.columns * times + 2 * margin, raster.rows * times + 2 * margin);
  for (let y = 0; y < raster.rows; y++) {
    for (let x = 0; x < raster.columns; x++) {
      if (!isBlack(raster, x, y)) continue;
      const [left, top] = [margin + x * times, margin + y * times];
      canvas.block(left, top, left + times, top + times);
    }
  }
  return canvas;
}

/**
 * Whether a text stands where it was to be, dot for dot, in the letters of the label font. Black that it has not is
 * excused only where another thing of the label lies.
 */
function showsText(canvas: Canvas, mark: TextMark, drawing: Drawing, head: Head): boolean {
  const dots = (marks: readonly Mark[]): Raster =>
    rasterise({ ...drawing, marks }, { dotsPerMm: head.dotsPerMm, font: openFont() });
  const letters = dots([mark]);
  const ink = inkOf(letters);
  if (!ink) return true;
  let others: Raster | null = null;
  for (let y = ink.top; y < ink.bottom; y++) {
    for (let x = ink.left; x < ink.right; x++) {
      const [column, row] = [x + head.offset.x, y + head.offset.y];
      const inside = column >= 0 && row >= 0 && column < canvas.columns && row < canvas.rows;
      const there = inside && isBlack(canvas, column, row);
      if (there === isBlack(letters, x, y)) continue;
      if (!there) return false;
      others ??= dots(drawing.marks.filter((other) => other !== mark));
      if (!isBlack(others, x, y)) return false;
    }
  }
  return true;
}
