import { nearestDot } from '../../../shared/labels/draw/dots.ts';
import type {
  BarsMark,
  BitmapMark,
  Drawing,
  FrameMark,
  Mark,
  ModulesMark,
} from '../../../shared/labels/draw/drawing.ts';
import { framePath, frameSides } from '../../../shared/labels/draw/shapes.ts';
import type { LabelFont } from '../font.ts';
import { Canvas } from './canvas.ts';
import { pathPolygons, textPolygons } from './outlines.ts';

/** One bit a dot, as in a `BitmapMark`. */
export interface Raster {
  columns: number;
  rows: number;
  bits: Uint8Array;
}

/**
 * A drawing as the dots of a print head: `dotsPerMm` is 8 for a "203 dpi" head, 300 / 25.4 for 300 dpi. Modules and
 * bars begin and end on whole dots; they are all of one width where the drawing was made for that head.
 */
export function rasterise(
  drawing: Drawing,
  { dotsPerMm, font }: { dotsPerMm: number; font: Pick<LabelFont, 'file'> },
): Raster {
  const columns = Math.max(1, nearestDot(drawing.width * dotsPerMm));
  const rows = Math.max(1, nearestDot(drawing.height * dotsPerMm));
  const canvas = new Canvas(columns, rows);
  for (const mark of drawing.marks) paint(canvas, mark, dotsPerMm, font);
  return { columns, rows, bits: canvas.bits };
}

function paint(canvas: Canvas, mark: Mark, scale: number, { file }: Pick<LabelFont, 'file'>): void {
  switch (mark.kind) {
    case 'modules':
      return paintModules(canvas, mark, scale);
    case 'bars':
      return paintBars(canvas, mark, scale);
    case 'text': {
      const at = { x: mark.x * scale, baseline: mark.baseline * scale, size: mark.size * scale };
      return canvas.fill(textPolygons(file, mark.text, at));
    }
    case 'rectangle':
      return paintBlock(canvas, mark, scale);
    case 'frame':
      return paintFrame(canvas, mark, scale);
    case 'shape':
      return canvas.fill(pathPolygons(mark.path, scale));
    case 'bitmap':
      return paintBitmap(canvas, mark, scale);
  }
}

function paintModules(canvas: Canvas, mark: ModulesMark, scale: number): void {
  const edge = (start: number, module: number) =>
    nearestDot((start + module * mark.module) * scale);
  for (let row = 0; row < mark.rows; row++) {
    const [top, bottom] = [edge(mark.y, row), edge(mark.y, row + 1)];
    for (let column = 0; column < mark.columns; column++) {
      if (!mark.isDark(column, row)) continue;
      canvas.block(edge(mark.x, column), top, edge(mark.x, column + 1), bottom);
    }
  }
}

function paintBars(canvas: Canvas, mark: BarsMark, scale: number): void {
  const [top, bottom] = [nearestDot(mark.y * scale), nearestDot((mark.y + mark.height) * scale)];
  let module = 0;
  for (const [at, width] of mark.widths.entries()) {
    const left = nearestDot((mark.x + module * mark.module) * scale);
    module += width;
    const right = nearestDot((mark.x + module * mark.module) * scale);
    if (at % 2 === 0) canvas.block(left, top, right, bottom);
  }
}

interface Block {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** At least one dot each way: a line must not vanish. */
function paintBlock(canvas: Canvas, { x, y, width, height }: Block, scale: number): void {
  const [left, top] = [nearestDot(x * scale), nearestDot(y * scale)];
  const right = Math.max(left + 1, nearestDot((x + width) * scale));
  canvas.block(left, top, right, Math.max(top + 1, nearestDot((y + height) * scale)));
}

function paintFrame(canvas: Canvas, mark: FrameMark, scale: number): void {
  if (mark.radius > 0) return canvas.fill(pathPolygons(framePath(mark), scale));
  const thickness = Math.max(mark.thickness, 1 / scale);
  for (const side of frameSides({ ...mark, thickness })) paintBlock(canvas, side, scale);
}

/** Each dot takes the pixel that its middle lies on. */
function paintBitmap(canvas: Canvas, mark: BitmapMark, scale: number): void {
  const stride = Math.ceil(mark.columns / 8);
  const right = nearestDot((mark.x + mark.width) * scale);
  const bottom = nearestDot((mark.y + mark.height) * scale);
  for (let row = nearestDot(mark.y * scale); row < bottom; row++) {
    const y = pixel(((row + 0.5) / scale - mark.y) / mark.height, mark.rows);
    for (let x = nearestDot(mark.x * scale); x < right; x++) {
      const column = pixel(((x + 0.5) / scale - mark.x) / mark.width, mark.columns);
      const byte = mark.bits[y * stride + (column >> 3)] ?? 0;
      if ((byte & (0x80 >> (column & 7))) !== 0) canvas.span(row, x, x + 1);
    }
  }
}

const pixel = (part: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(part * count)));
