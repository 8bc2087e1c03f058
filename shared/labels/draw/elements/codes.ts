import { fail, ok, type Result } from '../../../problems.ts';
import { barQuietModules, code128 } from '../../code128.ts';
import { dataMatrix, dataMatrixQuietModules } from '../../data-matrix.ts';
import { quietModules } from '../../layout.ts';
import type { Point, Rectangle } from '../../paper.ts';
import { encodePayloadSpec, isGs1 } from '../../payloads/payloads.ts';
import { encodeQr } from '../../qr/encode.ts';
import { qrMark } from '../codes.ts';
import { dotOf, leastBarDots, leastMatrixDots, type Target } from '../dots.ts';
import { type ElementDrawer, type ElementOf, tooSmall } from './ground.ts';

export function prepareQr(element: ElementOf<'qr'>, target: Target): Result<ElementDrawer> {
  return ok((record, corner) => {
    const text = encodePayloadSpec(element.payload, record);
    if (!text.ok) return text;
    const code = encodeQr(text.value, element.level, { gs1: isGs1(element.payload) });
    if (!code) return tooSmall(element, record);
    const whole = code.size + 2 * quietModules;
    const place = squarePlace(element, { columns: whole, rows: whole }, target, corner);
    if (!place) return tooSmall(element, record);
    return ok([qrMark(code, text.value, inQuietZone(place, quietModules))]);
  });
}

export function prepareDataMatrix(
  element: ElementOf<'data-matrix'>,
  target: Target,
): Result<ElementDrawer> {
  return ok((record, corner) => {
    const text = encodePayloadSpec(element.payload, record);
    if (!text.ok) return text;
    const code = dataMatrix(text.value, { gs1: isGs1(element.payload) });
    if (!code) return tooSmall(element, record);
    const { columns, rows, isDark } = code;
    const quiet = dataMatrixQuietModules;
    const whole = { columns: columns + 2 * quiet, rows: rows + 2 * quiet };
    const place = squarePlace(element, whole, target, corner);
    if (!place) return tooSmall(element, record);
    const at = inQuietZone(place, quiet);
    return ok([
      {
        kind: 'modules',
        symbology: 'data-matrix',
        ...at,
        columns,
        rows,
        isDark,
        text: text.value,
      },
    ]);
  });
}

export function prepareBars(element: ElementOf<'code128'>, target: Target): Result<ElementDrawer> {
  return ok((record, corner) => {
    const text = encodePayloadSpec(element.payload, record);
    if (!text.ok) return text;
    const widths = code128(text.value, { gs1: isGs1(element.payload) });
    if (!widths) {
      return fail('label-code-unfit', { element: element.id, deviceSn: record.deviceSn });
    }
    const modules = widths.reduce((sum, width) => sum + width, 2 * barQuietModules);
    const dot = dotOf(target);
    for (let dots = most(element.width, modules, dot); dots >= leastBarDots(target); dots--) {
      const x = along(element.x, element.width, modules * dots * dot, dot, corner.x);
      if (x === null) continue;
      const module = dots * dot;
      return ok([
        {
          kind: 'bars',
          x: x + barQuietModules * module,
          y: element.y,
          height: element.height,
          module,
          widths,
          text: text.value,
        },
      ]);
    }
    return tooSmall(element, record);
  });
}

const inQuietZone = ({ x, y, module }: Point & { module: number }, quiet: number) => ({
  x: x + quiet * module,
  y: y + quiet * module,
  module,
});

/** The largest whole number of dots a module with which all modules fit into the box, on the dots of the page. */
function squarePlace(
  box: Rectangle,
  { columns, rows }: { columns: number; rows: number },
  target: Target,
  corner: Point,
): (Point & { module: number }) | null {
  const dot = dotOf(target);
  const first = Math.min(most(box.width, columns, dot), most(box.height, rows, dot));
  for (let dots = first; dots >= leastMatrixDots(target); dots--) {
    const module = dots * dot;
    const x = along(box.x, box.width, columns * module, dot, corner.x);
    const y = along(box.y, box.height, rows * module, dot, corner.y);
    if (x !== null && y !== null) return { x, y, module };
  }
  return null;
}

/** Floating point, in dots. */
const blur = 1e-6;

const most = (room: number, modules: number, dot: number): number =>
  Math.floor(room / dot / modules + blur);

/** Where a code begins: in the middle of its room or within a dot of it, on a dot of the page; null if there is none. */
function along(
  start: number,
  room: number,
  length: number,
  dot: number,
  corner: number,
): number | null {
  const middle = (corner + start + (room - length) / 2) / dot;
  const first = (corner + start) / dot - blur;
  const last = (corner + start + room - length) / dot + blur;
  const at = [Math.round(middle), Math.floor(middle), Math.ceil(middle)].find(
    (dots) => dots >= first && dots <= last,
  );
  return at === undefined ? null : at * dot - corner;
}
