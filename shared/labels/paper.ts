import type { Paper } from '../models/label-design.ts';

/** Where labels lie on their paper; millimetres. A roll's page is one label. */

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Rectangle extends Point, Size {}

export const pageOf = (paper: Paper): Size => (paper.form === 'sheet' ? paper.page : paper.label);

export const labelsPerPage = (paper: Paper): number =>
  paper.form === 'sheet' ? paper.columns * paper.rows : 1;

/**
 * Upper left corner of the `slot`th label (from 0) on its page, in millimetres. Slots go along the
 * rows, from the top.
 */
export function slotCorner(paper: Paper, slot: number): Point {
  if (paper.form === 'roll') return { x: 0, y: 0 };
  const column = slot % paper.columns;
  const row = Math.floor(slot / paper.columns);
  return {
    x: paper.origin.x + column * paper.pitch.x,
    y: paper.origin.y + row * paper.pitch.y,
  };
}

/**
 * Whether all labels of a sheet lie on the page and none on another: a grid that somebody typed in need not. Rolls
 * always do.
 */
export function isSoundPaper(paper: Paper): boolean {
  if (paper.form === 'roll') return true;
  const { page, label, pitch, columns, rows } = paper;
  // A hundredth of a millimetre: packets give pitches in rounded inches.
  const blur = 0.01;
  const last = slotCorner(paper, columns * rows - 1);
  const apart =
    (columns === 1 || pitch.x >= label.width - blur) &&
    (rows === 1 || pitch.y >= label.height - blur);
  const on =
    paper.origin.x >= -blur &&
    paper.origin.y >= -blur &&
    last.x + label.width <= page.width + blur &&
    last.y + label.height <= page.height + blur;
  return apart && on;
}
