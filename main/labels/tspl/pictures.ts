import { type Area, cutOut, isBlack } from '../dots/bitmap.ts';
import type { Stamp } from '../dots/stamps.ts';
import { Canvas } from '../raster/canvas.ts';
import type { Raster } from '../raster/rasterise.ts';

/** A picture whose rows are whole bytes, in the printer's own sense: a bit of 0 is black. */
export interface Picture {
  x: number;
  y: number;
  stride: number;
  rows: number;
  data: Uint8Array;
}

/**
 * Stamps as pictures of the finished label: each brings everything that is black in its place, its own and others', so
 * it makes no difference in which order they come and whether a printer lays one over the other or adds them.
 */
export function picturesOf(
  stamps: readonly Stamp[],
  paper: { columns: number; rows: number },
): Picture[] {
  const label = new Canvas(Math.ceil(paper.columns / 8) * 8, paper.rows);
  for (const stamp of stamps) blacken(label, stamp);
  return stamps.flatMap((stamp) => apart(label, inBytes(areaOf(stamp), paper)));
}

function blacken(label: Canvas, stamp: Stamp): void {
  const { left, top, right, bottom } = areaOf(stamp);
  if (stamp.kind !== 'bitmap') return label.block(left, top, right, bottom);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (isBlack(stamp.raster, x - left, y - top)) label.span(y, x, x + 1);
    }
  }
}

function areaOf(stamp: Stamp): Area {
  if (stamp.kind === 'text') throw new RangeError('there is no text here');
  const { columns, rows } = stamp.kind === 'bitmap' ? stamp.raster : stamp;
  const { x, y } = stamp;
  return { left: x, top: y, right: x + columns, bottom: y + rows };
}

/** As wide as whole bytes are: what that takes more lies on both sides, within the quiet zone of every code. */
function inBytes(area: Area, paper: { columns: number }): Area {
  const width = Math.ceil((area.right - area.left) / 8) * 8;
  const spare = width - (area.right - area.left);
  const left = Math.max(0, Math.min(area.left - (spare >> 1), paper.columns - width));
  return { ...area, left, right: left + width };
}

/**
 * In so many pieces that none has bytes in it which a TSPL printer obeys wherever they stand, also within a picture:
 * `<ESC>!` and `~!` begin what resets it or makes it answer (TSC, TSPL/TSPL2 Programming, "Status polling and immediate
 * commands").
 */
function apart(label: Raster, area: Area): Picture[] {
  const picture = pictureOf(label, area);
  const { data, stride } = picture;
  const at = data.findIndex(
    (byte, index) => (byte === 0x1b || byte === 0x7e) && data[index + 1] === 0x21,
  );
  if (at < 0) return [picture];
  const next = at + 1;
  const parts =
    next % stride === 0
      ? cutAcross(area, area.top + next / stride)
      : cutDown(area, area.left + 8 * (next % stride));
  return parts.flatMap((part) => apart(label, part));
}

const cutAcross = (area: Area, y: number): Area[] => [
  { ...area, bottom: y },
  { ...area, top: y },
];

const cutDown = (area: Area, x: number): Area[] => [
  { ...area, right: x },
  { ...area, left: x },
];

function pictureOf(label: Raster, area: Area): Picture {
  const { columns, rows, bits } = cutOut(label, area);
  const data = bits.map((byte) => ~byte);
  return { x: area.left, y: area.top, stride: columns / 8, rows, data };
}
