import { nearestDot } from '../../../shared/labels/draw/dots.ts';
import type {
  BarsMark,
  Drawing,
  Mark,
  ModulesMark,
  RectangleMark,
  TextMark,
} from '../../../shared/labels/draw/drawing.ts';
import { frameSides } from '../../../shared/labels/draw/shapes.ts';
import { ProblemError } from '../../../shared/problems.ts';
import type { LabelFont } from '../font.ts';
import { type Raster, rasterise } from '../raster/rasterise.ts';
import { type Area, barsBitmap, cutOut, inkOf, matrixBitmap, modulesOf } from './bitmap.ts';
import type { Head } from './head.ts';

/** One thing on a label in whole dots from the head's first one, y down. */
export type Stamp = TextStamp | BitmapStamp | BlockStamp;

/** For the printer's own font. */
export interface TextStamp {
  kind: 'text';
  x: number;
  baseline: number;
  /** Height of the em. */
  size: number;
  text: string;
  /** As wide as the label font is; the printer's must not be wider. */
  width: number;
}

export interface BitmapStamp {
  kind: 'bitmap';
  x: number;
  y: number;
  raster: Raster;
  /** An icon or a picture: the same on every label of a template. */
  lasting: boolean;
}

/** A black rectangle. */
export interface BlockStamp {
  kind: 'block';
  x: number;
  y: number;
  columns: number;
  rows: number;
}

export interface Desk {
  head: Head;
  font: LabelFont;
  /** Whether the printer's own font may set this text, whose em is `size` dots and whose width is `width`. */
  setsText(text: string, size: number, width: number): boolean;
}

/** How little a module may miss the next whole dot by. */
const blur = 0.02;

/**
 * A drawing as stamps, in its order. Throws `label-glyph-missing` for a text that cannot be printed and
 * `label-does-not-fit` for a code or a text that would lie, even in part, beside the label or the head.
 */
export function stampsOf(drawing: Drawing, desk: Desk): Stamp[] {
  return drawing.marks.flatMap((mark) => stamp(drawing, mark, desk));
}

function stamp(drawing: Drawing, mark: Mark, desk: Desk): Stamp[] {
  switch (mark.kind) {
    case 'modules':
      return [matrix(drawing, mark, desk.head)];
    case 'bars':
      return [bars(drawing, mark, desk.head)];
    case 'text':
      return text(drawing, mark, desk);
    case 'rectangle':
      return block(drawing, mark, desk.head);
    case 'frame':
      if (mark.radius > 0) return dots(drawing, mark, desk, true);
      return frameSides(mark).flatMap((side) => block(drawing, side, desk.head));
    default:
      return dots(drawing, mark, desk, true);
  }
}

function matrix(drawing: Drawing, mark: ModulesMark, { dotsPerMm, offset }: Head): BitmapStamp {
  const side = Math.floor(mark.module * dotsPerMm + blur);
  if (side < 1) throw outside(mark.text);
  const start = (at: number, modules: number): number =>
    nearestDot(at * dotsPerMm + (modules * (mark.module * dotsPerMm - side)) / 2);
  const x = start(mark.x, mark.columns) + offset.x;
  const y = start(mark.y, mark.rows) + offset.y;
  const raster = matrixBitmap(mark, side);
  return placed(drawing, { dotsPerMm, offset }, { x, y, raster }, mark.text);
}

function bars(drawing: Drawing, mark: BarsMark, { dotsPerMm, offset }: Head): BitmapStamp {
  const side = Math.floor(mark.module * dotsPerMm + blur);
  if (side < 1) throw outside(mark.text);
  const spare = modulesOf(mark.widths) * (mark.module * dotsPerMm - side);
  const x = nearestDot(mark.x * dotsPerMm + spare / 2) + offset.x;
  const top = nearestDot(mark.y * dotsPerMm);
  const height = Math.max(1, nearestDot((mark.y + mark.height) * dotsPerMm) - top);
  const raster = barsBitmap(mark, side, height);
  return placed(drawing, { dotsPerMm, offset }, { x, y: top + offset.y, raster }, mark.text);
}

function text(drawing: Drawing, mark: TextMark, desk: Desk): Stamp[] {
  if (mark.text === '') return [];
  desk.font.check(mark.text);
  const { dotsPerMm, offset } = desk.head;
  const width = desk.font.measure(mark.text, mark.size) * dotsPerMm;
  const size = nearestDot(mark.size * dotsPerMm);
  const x = nearestDot(mark.x * dotsPerMm) + offset.x;
  const baseline = nearestDot(mark.baseline * dotsPerMm) + offset.y;
  const { right, bottom } = edges(drawing, desk.head);
  // An em stands on its baseline with four fifths of its height.
  const top = baseline - Math.ceil(0.8 * size);
  if (x < 0 || top < 0 || x + Math.floor(width) > right || baseline > bottom) {
    throw outside(mark.text);
  }
  if (desk.setsText(mark.text, size, width)) {
    return [{ kind: 'text', x, baseline, size, text: mark.text, width }];
  }
  return dots(drawing, mark, desk, false);
}

/** What only looks like something, as dots; what lies beside the head is left out. */
function dots(drawing: Drawing, mark: Mark, { head, font }: Desk, lasting: boolean): Stamp[] {
  const whole = rasterise({ ...drawing, marks: [mark] }, { dotsPerMm: head.dotsPerMm, font });
  const ink = inkOf(whole);
  if (!ink) return [];
  const area: Area = {
    ...ink,
    left: Math.max(ink.left, -head.offset.x),
    top: Math.max(ink.top, -head.offset.y),
  };
  if (area.left >= area.right || area.top >= area.bottom) return [];
  const { x, y } = { x: area.left + head.offset.x, y: area.top + head.offset.y };
  return [{ kind: 'bitmap', x, y, raster: cutOut(whole, area), lasting }];
}

function block(
  drawing: Drawing,
  mark: Omit<RectangleMark, 'kind'>,
  { dotsPerMm, offset }: Head,
): Stamp[] {
  const edge = edges(drawing, { dotsPerMm, offset });
  const left = nearestDot(mark.x * dotsPerMm) + offset.x;
  const top = nearestDot(mark.y * dotsPerMm) + offset.y;
  // At least one dot each way: a line must not vanish.
  const right = Math.max(left + 1, nearestDot((mark.x + mark.width) * dotsPerMm) + offset.x);
  const bottom = Math.max(top + 1, nearestDot((mark.y + mark.height) * dotsPerMm) + offset.y);
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const columns = Math.min(right, edge.right) - x;
  const rows = Math.min(bottom, edge.bottom) - y;
  return columns > 0 && rows > 0 ? [{ kind: 'block', x, y, columns, rows }] : [];
}

/** A code, which has to be on the label whole. */
function placed(
  drawing: Drawing,
  head: Head,
  at: { x: number; y: number; raster: Raster },
  said: string,
): BitmapStamp {
  const { right, bottom } = edges(drawing, head);
  const { x, y, raster } = at;
  const fits = x >= 0 && y >= 0 && x + raster.columns <= right && y + raster.rows <= bottom;
  if (!fits) throw outside(said);
  return { kind: 'bitmap', ...at, lasting: false };
}

/** The label's right and lower edge in dots of the head. */
export function edges(
  { width, height }: Pick<Drawing, 'width' | 'height'>,
  { dotsPerMm, offset }: Head,
): { right: number; bottom: number } {
  return {
    right: nearestDot(width * dotsPerMm) + offset.x,
    bottom: nearestDot(height * dotsPerMm) + offset.y,
  };
}

const outside = (said: string): ProblemError =>
  new ProblemError('label-does-not-fit', { deviceSn: said });
