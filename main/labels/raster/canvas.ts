/** Closed polygons in dots, y down: x and y by turns. */
export type Polygon = Float64Array;

/** Heights at which a row of dots is looked at. */
const looks = 4;

/**
 * Part of a dot that must be covered to make it black. Below a half, since strokes thinner than a dot (Chinese at
 * 2 mm on 8 dots a millimetre) would otherwise vanish where they lie between two rows.
 */
const enough = 0.4;

/** Dots of one bit, white at first: rows from the top, each whole bytes, the first dot in the highest bit; 1 is black. */
export class Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly bits: Uint8Array;
  readonly #stride: number;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#stride = Math.ceil(columns / 8);
    this.bits = new Uint8Array(this.#stride * rows);
  }

  /** Blackens dots `left` to `right` (the latter not included) of a row; what is outside is left out. */
  span(row: number, left: number, right: number): void {
    if (row < 0 || row >= this.rows) return;
    const end = Math.min(right, this.columns);
    for (let x = Math.max(left, 0); x < end; x++) this.#set(row, x);
  }

  /** A rectangle of whole dots. */
  block(left: number, top: number, right: number, bottom: number): void {
    for (let row = top; row < bottom; row++) this.span(row, left, right);
  }

  /** Fills polygons by the non-zero rule: a dot is black where they cover enough of it. */
  fill(polygons: readonly Polygon[]): void {
    const edges = polygons.flatMap(edgesOf).toSorted((a, b) => a.top - b.top);
    if (edges.length === 0) return;
    const left = Math.max(0, Math.floor(leftmost(polygons)));
    const cover = new Float32Array(this.columns);
    let next = 0;
    let near: Edge[] = [];
    // Rows where nothing is are passed over; in the others only edges near them are looked at.
    for (let row = Math.max(0, Math.floor(edges[0]?.top ?? 0)); row < this.rows; row++) {
      near = near.filter(({ bottom }) => bottom > row);
      while (next < edges.length && (edges[next] as Edge).top < row + 1) {
        const edge = edges[next++] as Edge;
        if (edge.bottom > row) near.push(edge);
      }
      if (near.length === 0 && next === edges.length) return;
      let right = 0;
      for (let look = 0; look < looks; look++) {
        right = Math.max(right, addCover(cover, near, row + (look + 0.5) / looks));
      }
      for (let x = left; x < right; x++) {
        if ((cover[x] as number) >= enough * looks) this.#set(row, x);
        cover[x] = 0;
      }
    }
  }

  #set(row: number, x: number): void {
    const at = row * this.#stride + (x >> 3);
    this.bits[at] = (this.bits[at] as number) | (0x80 >> (x & 7));
  }
}

interface Edge {
  top: number;
  bottom: number;
  /** x at `top`, and how it changes with y. */
  x: number;
  slope: number;
  /** 1 where the outline goes down. */
  winding: number;
}

function edgesOf(polygon: Polygon): Edge[] {
  const edges: Edge[] = [];
  for (let at = 0; at < polygon.length; at += 2) {
    const next = (at + 2) % polygon.length;
    const [x0, y0] = [polygon[at] as number, polygon[at + 1] as number];
    const [x1, y1] = [polygon[next] as number, polygon[next + 1] as number];
    if (y0 === y1) continue;
    const down = y1 > y0;
    edges.push({
      top: down ? y0 : y1,
      bottom: down ? y1 : y0,
      x: down ? x0 : x1,
      slope: (x1 - x0) / (y1 - y0),
      winding: down ? 1 : -1,
    });
  }
  return edges;
}

function leftmost(polygons: readonly Polygon[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const polygon of polygons) {
    for (let at = 0; at < polygon.length; at += 2) least = Math.min(least, polygon[at] as number);
  }
  return least;
}

/** Where what it covered ends. */
function addCover(cover: Float32Array, edges: readonly Edge[], y: number): number {
  const crossings: { x: number; winding: number }[] = [];
  for (const { top, bottom, x, slope, winding } of edges) {
    if (y >= top && y < bottom) crossings.push({ x: x + (y - top) * slope, winding });
  }
  crossings.sort((a, b) => a.x - b.x);
  let around = 0;
  let from = 0;
  let end = 0;
  for (const { x, winding } of crossings) {
    const before = around;
    around += winding;
    if (before === 0) from = x;
    else if (around === 0) end = Math.max(end, addSpan(cover, from, x));
  }
  return end;
}

function addSpan(cover: Float32Array, from: number, to: number): number {
  const left = Math.max(0, from);
  const right = Math.min(cover.length, to);
  for (let x = Math.floor(left); x < right; x++) {
    const part = Math.min(x + 1, right) - Math.max(x, left);
    cover[x] = (cover[x] as number) + part;
  }
  return Math.ceil(right);
}
