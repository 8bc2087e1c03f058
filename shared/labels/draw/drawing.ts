/**
 * What is on one label, ready for any writer (PDF, ZPL, TSPL, screen, raster): millimetres from the label's upper
 * left corner, y down, black on white, painted in order. A drawing is whole: no font, record or template is needed
 * to print it but the label font for the letters of its texts.
 */
export interface Drawing {
  width: number;
  height: number;
  marks: readonly Mark[];
}

export type Mark =
  | ModulesMark
  | BarsMark
  | TextMark
  | RectangleMark
  | FrameMark
  | ShapeMark
  | BitmapMark;

/** A matrix code without its quiet zone; `x`, `y`: its first module's corner. */
export interface ModulesMark {
  kind: 'modules';
  symbology: 'qr' | 'data-matrix';
  x: number;
  y: number;
  /** Side of one module. */
  module: number;
  columns: number;
  rows: number;
  isDark(column: number, row: number): boolean;
  /**
   * The same where the encoder has it as `bits`: bit `c % 32`, the lowest being 0, of number `floor(c / 32) * rows + r`.
   * Codes of one `family` differ in nothing but their codewords.
   */
  packed?: { bits: Uint32Array; family: number };
  /** What a scanner must read. */
  text: string;
}

/** A Code 128 symbol: widths of bars and spaces in modules, a bar first. */
export interface BarsMark {
  kind: 'bars';
  x: number;
  y: number;
  height: number;
  module: number;
  widths: readonly number[];
  /** What a scanner must read. */
  text: string;
}

/** One line of text in the label font; `x` is its left end, `size` its em. */
export interface TextMark {
  kind: 'text';
  x: number;
  baseline: number;
  size: number;
  text: string;
  /**
   * Where an SN is wrapped: the whole of it, at its first line. Its other lines follow at once, and together they are
   * it, without a gap or a hyphen.
   */
  whole?: string;
}

export interface RectangleMark {
  kind: 'rectangle';
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The outline of a box; `thickness` grows inwards. */
export interface FrameMark {
  kind: 'frame';
  x: number;
  y: number;
  width: number;
  height: number;
  thickness: number;
  radius: number;
}

/** A filled path (non-zero winding); numbers are millimetres on the label. */
export interface ShapeMark {
  kind: 'shape';
  path: readonly PathStep[];
}
export type PathStep =
  | ['M', number, number]
  | ['L', number, number]
  | ['C', number, number, number, number, number, number]
  | ['Z'];

/** One bit a pixel, rows from the top, each row `ceil(columns / 8)` bytes, the first pixel in the highest bit; 1 is black. */
export interface BitmapMark {
  kind: 'bitmap';
  x: number;
  y: number;
  width: number;
  height: number;
  columns: number;
  rows: number;
  bits: Uint8Array;
}
