import { tokensOf } from './content.ts';
import { UnreadablePdf } from './objects.ts';
import type { PageFont, Resources } from './pages.ts';
import { emptyBox, grow, type Painted, type PaintedPath } from './painted.ts';

/** Scales and moves, never turns: x = a·x + e, y = d·y + f. */
interface Matrix {
  a: number;
  d: number;
  e: number;
  f: number;
}

/** Straight pieces of a curve. */
const pieces = 8;

/** What a content stream paints, in its order; `from` brings its lengths onto the page (points, y down). */
export function interpret(bytes: Uint8Array, resources: Resources, from: Matrix): Painted[] {
  const painted: Painted[] = [];
  const stack: Matrix[] = [];
  let matrix = from;
  let operands: (number | string)[] = [];
  let path = createPath();
  let font: PageFont | null = null;
  let size = 0;
  let line: Matrix = matrix;

  const number = (at: number): number => {
    const value = operands[at];
    if (typeof value !== 'number') throw new UnreadablePdf('a number is missing');
    return value;
  };
  const name = (at: number): string => {
    const value = operands[at];
    if (typeof value !== 'string' || value[0] !== '/') throw new UnreadablePdf('a name is missing');
    return value.slice(1);
  };
  const x = (at: number): number => matrix.a * number(at) + matrix.e;
  const y = (at: number): number => matrix.d * number(at) + matrix.f;
  const matrixOf = (under: Matrix): Matrix => {
    if (number(1) !== 0 || number(2) !== 0) throw new UnreadablePdf('something is turned');
    return {
      a: under.a * number(0),
      d: under.d * number(3),
      e: under.a * number(4) + under.e,
      f: under.d * number(5) + under.f,
    };
  };

  const operators: Record<string, () => void> = {
    q: () => stack.push(matrix),
    Q: () => {
      const before = stack.pop();
      if (!before) throw new UnreadablePdf('more Q than q');
      matrix = before;
    },
    cm: () => {
      matrix = matrixOf(matrix);
    },
    re: () => {
      const [left, top] = [x(0), y(1)];
      path.rectangle(left, top, left + matrix.a * number(2), top + matrix.d * number(3));
    },
    m: () => path.move(x(0), y(1)),
    l: () => path.line(x(0), y(1)),
    c: () => path.curve(x(0), y(1), x(2), y(3), x(4), y(5)),
    h: () => path.close(),
    f: () => {
      const whole = path.done();
      if (whole) painted.push(whole);
      path = createPath();
    },
    BT: () => {
      line = matrix;
    },
    ET: () => {},
    Tf: () => {
      font = resources.font(name(0));
      size = number(1);
    },
    Tm: () => {
      line = matrixOf(matrix);
    },
    Tj: () => {
      if (!font) throw new UnreadablePdf('a text has no font');
      const { text, width } = font.read(String(operands[0]));
      const box = emptyBox();
      grow(box, line.e, line.f);
      grow(box, line.e + line.a * size * width, line.f + line.d * size * font.capHeight);
      painted.push({ kind: 'text', box, text, size: Math.abs(line.d) * size });
      // A second Tj without a Tm would go on here; our pages have none.
      font = null;
    },
    BDC: () => {},
    EMC: () => {},
    Do: () => {
      const object = resources.object(name(0));
      if (object.kind === 'form') {
        painted.push(...interpret(object.bytes, resources, matrix));
        return;
      }
      const box = emptyBox();
      grow(box, matrix.e, matrix.f);
      grow(box, matrix.e + matrix.a, matrix.f + matrix.d);
      painted.push({ kind: 'image', box, raster: object.raster });
    },
  };

  for (const token of tokensOf(bytes)) {
    if (typeof token === 'number' || token[0] === '/' || token[0] === '<' || token === '>>') {
      operands.push(token);
      continue;
    }
    const run = operators[token];
    if (!run) throw new UnreadablePdf(`the operator ${token}`);
    run();
    operands = [];
  }
  return painted;
}

function createPath() {
  const rectangles: number[] = [];
  const polygons: Float64Array[] = [];
  const box = emptyBox();
  let points: number[] = [];
  const to = (x: number, y: number): void => {
    points.push(x, y);
    grow(box, x, y);
  };
  const close = (): void => {
    if (points.length >= 6) polygons.push(Float64Array.from(points));
    points = [];
  };
  return {
    rectangle(x0: number, y0: number, x1: number, y1: number): void {
      grow(box, x0, y0);
      grow(box, x1, y1);
      rectangles.push(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
    },
    move(x: number, y: number): void {
      close();
      to(x, y);
    },
    line: to,
    curve(x1: number, y1: number, x2: number, y2: number, x3: number, y3: number): void {
      const [x0, y0] = points.slice(-2) as [number, number];
      for (let piece = 1; piece <= pieces; piece++) {
        const t = piece / pieces;
        const s = 1 - t;
        const [a, b, c, d] = [s ** 3, 3 * s * s * t, 3 * s * t * t, t ** 3];
        to(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
      }
    },
    close,
    done(): PaintedPath | null {
      close();
      if (rectangles.length === 0 && polygons.length === 0) return null;
      return { kind: 'path', box, rectangles: Float64Array.from(rectangles), polygons };
    },
  };
}
