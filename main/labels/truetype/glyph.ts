/** One glyph as the `glyf` table has it: outlines in font units, y up. */

/** A path in font units: quadratic curves, as TrueType draws. */
export type GlyphStep =
  | ['M', number, number]
  | ['L', number, number]
  | ['Q', number, number, number, number]
  | ['Z'];

interface Point {
  x: number;
  y: number;
  on: boolean;
}

/** Composite glyphs, which the label font has none of, are refused. */
function contoursOf(bytes: Uint8Array): Point[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getInt16(0) < 0) throw new Error('a composite glyph');
  const ends = Array.from({ length: view.getInt16(0) }, (_, n) => view.getUint16(10 + 2 * n));
  const count = (ends.at(-1) ?? -1) + 1;
  let at = 10 + 2 * ends.length;
  at += 2 + view.getUint16(at);
  const flags: number[] = [];
  while (flags.length < count) {
    const one = view.getUint8(at++);
    flags.push(one);
    if (one & 8) for (let left = view.getUint8(at++); left > 0; left--) flags.push(one);
  }
  const along = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((one) => {
      if (one & short) value += one & same ? view.getUint8(at++) : -view.getUint8(at++);
      else if (!(one & same)) {
        value += view.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = along(2, 16);
  const ys = along(4, 32);
  return ends.map((end, n) =>
    Array.from({ length: end + 1 - (n === 0 ? 0 : (ends[n - 1] as number) + 1) }, (_, k) => {
      const i = (n === 0 ? 0 : (ends[n - 1] as number) + 1) + k;
      return { x: xs[i] as number, y: ys[i] as number, on: ((flags[i] as number) & 1) === 1 };
    }),
  );
}

/** The outline of a glyph, from its bytes. */
export const outlineOf = (bytes: Uint8Array): GlyphStep[] =>
  bytes.length === 0 ? [] : contoursOf(bytes).flatMap(drawn);

/** Between two points off the curve lies one on it that nobody wrote down. */
function drawn(contour: readonly Point[]): GlyphStep[] {
  const middle = (p: Point, q: Point): Point => ({
    x: (p.x + q.x) / 2,
    y: (p.y + q.y) / 2,
    on: true,
  });
  const [head] = contour;
  if (!head) return [];
  const firstOn = contour.findIndex(({ on }) => on);
  const start = firstOn < 0 ? middle(contour.at(-1) as Point, head) : (contour[firstOn] as Point);
  const rest =
    firstOn < 0 ? [...contour] : [...contour.slice(firstOn + 1), ...contour.slice(0, firstOn)];
  const steps: GlyphStep[] = [['M', start.x, start.y]];
  let control: Point | null = null;
  for (const point of [...rest, start]) {
    const to: Point = point.on || control === null ? point : middle(control, point);
    if (control) steps.push(['Q', control.x, control.y, to.x, to.y]);
    else if (point.on) steps.push(['L', to.x, to.y]);
    control = point.on ? null : point;
  }
  steps.push(['Z']);
  return steps;
}
