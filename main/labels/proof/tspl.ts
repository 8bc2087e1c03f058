import type { Area } from '../dots/bitmap.ts';
import type { Head } from '../dots/head.ts';
import { Canvas } from '../raster/canvas.ts';
import type { Printout } from './dots.ts';

/** A command that our writer does not use, or one that is not as it writes it. */
export class UnreadableTspl extends Error {}

/** What only sets the printer and draws nothing; those that could move or turn the label only as they are written. */
const settings =
  /^(?:GAP [\d.]+ mm,0 mm|BLINE [\d.]+ mm,0 mm|DIRECTION 0,0|REFERENCE 0,0|SPEED \d+|DENSITY \d+|SET PEEL ON|SET CUTTER 1)$/;

/** What a printer obeys wherever it stands, also within a picture. */
const immediate = /[\x1b~]!/;

/**
 * One label as a TSPL printer with this head prints it. Throws `UnreadableTspl` at anything that is not the writer's
 * part of the language: what is not understood is not called right.
 */
export function readTspl(piece: Uint8Array, { dotsPerMm }: Pick<Head, 'dotsPerMm'>): Printout {
  const text = Buffer.from(piece).toString('latin1');
  if (immediate.test(text)) throw new UnreadableTspl('an immediate command');
  const size = /^SIZE ([\d.]+) mm,([\d.]+) mm\r\n/.exec(text);
  if (!size) throw new UnreadableTspl('a label without a size');
  const dots = (length: string | undefined) => Math.round(Number(length) * dotsPerMm);
  const canvas = new Canvas(dots(size[1]), dots(size[2]));
  const pictures: Area[] = [];
  let at = size[0].length;
  let cleared = false;
  while (at < text.length) {
    const picture = /^BITMAP (\d+),(\d+),(\d+),(\d+),0,/.exec(text.slice(at, at + 40));
    if (picture) {
      if (!cleared) throw new UnreadableTspl('a picture on what was there before');
      const [x = 0, y = 0, stride = 0, rows = 0] = picture.slice(1).map(Number);
      const from = at + picture[0].length;
      const end = from + stride * rows;
      if (text.slice(end, end + 2) !== '\r\n')
        throw new UnreadableTspl('a picture of another size');
      const area = { left: x, top: y, right: x + 8 * stride, bottom: y + rows };
      lay(canvas, area, piece.subarray(from, end));
      pictures.push({ ...area, right: Math.min(area.right, canvas.columns) });
      at = end + 2;
      continue;
    }
    const end = text.indexOf('\r\n', at);
    const line = text.slice(at, end < 0 ? undefined : end);
    at += line.length + 2;
    if (line === 'PRINT 1,1' && at === text.length) return { canvas, pictures, texts: [] };
    if (line === 'CLS' && !cleared) cleared = true;
    else if (cleared || !settings.test(line)) throw new UnreadableTspl(line.slice(0, 20));
  }
  throw new UnreadableTspl('a label that is not printed');
}

/** Over all that lay there: 0 makes black and 1 makes white. */
function lay(canvas: Canvas, { left, top, right, bottom }: Area, data: Uint8Array): void {
  const stride = (right - left) / 8;
  const labelStride = Math.ceil(canvas.columns / 8);
  if (bottom > canvas.rows) throw new UnreadableTspl('a picture below the label');
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const bit = (data[(y - top) * stride + ((x - left) >> 3)] as number) << ((x - left) & 7);
      const black = (bit & 0x80) === 0;
      if (x >= canvas.columns) {
        if (black) throw new UnreadableTspl('a picture beside the label');
        continue;
      }
      const at = y * labelStride + (x >> 3);
      const mask = 0x80 >> (x & 7);
      const was = canvas.bits[at] as number;
      canvas.bits[at] = black ? was | mask : was & ~mask;
    }
  }
}
