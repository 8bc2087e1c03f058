import { type CalibrationSize, crossAt, type PrinterSettings } from '../models/printer.ts';
import { qrMark } from './draw/codes.ts';
import { dotOf, nearestDot } from './draw/dots.ts';
import type { Drawing, Mark, RectangleMark } from './draw/drawing.ts';
import { quietModules } from './layout.ts';
import type { Point } from './paper.ts';
import { encodeQr } from './qr/encode.ts';
import { isInside } from './reach.ts';

/** Sides of the modules of the codes on the page, in dots. */
export const calibrationModules = [2, 3, 4, 5, 6, 7, 8] as const;

/** What the code with modules of that many dots says. */
export const calibrationText = (dots: number): string => `DOTS ${dots}`;

/** How far the arms of the cross reach, and where codes begin, mm. */
const arm = 4;
const codesFrom = 16;
/** Of a number, mm, and of the room for the one under a code. */
const letter = 1.8;
const below = 3;
/** At most, of a character of that size. */
const letterWidth = 0.6 * letter;

/**
 * What is printed once to see how a printer prints: a ruler along the upper and the left edge, a cross `crossAt` mm
 * from both, and codes with modules of 2 to 8 dots, as many as the paper has room for. Everything stands on whole
 * dots of `dpi` (203 is 8 dots a millimetre).
 */
export function calibrationPage(
  size: CalibrationSize,
  { dpi, offset }: Pick<PrinterSettings, 'dpi' | 'offset'>,
): Drawing {
  const dot = dotOf({ dpi });
  const line = 2 * dot;
  const marks: Mark[] = [
    ...ruler(size.width, line, 'x'),
    ...ruler(size.height, line, 'y'),
    ...cross(line),
    ...codes(size, dot),
  ];
  const facts = `${dpi} dpi  x ${offset.x}  y ${offset.y} mm`;
  const fits = crossAt + arm + 1 + facts.length * letterWidth < size.width;
  if (fits) {
    marks.push({
      kind: 'text',
      x: crossAt + arm + 1,
      baseline: crossAt,
      size: letter,
      text: facts,
    });
  }
  return { ...size, marks: marks.filter((mark) => staysOn(size, offset, mark)) };
}

/** Texts and codes that `offset` moves beyond the paper, even in part, are left out: no writer would take them. */
function staysOn({ width, height }: CalibrationSize, { x, y }: Point, mark: Mark): boolean {
  if (mark.kind !== 'text' && mark.kind !== 'modules') return true;
  const covered =
    mark.kind === 'text'
      ? {
          x: mark.x,
          y: mark.baseline - mark.size,
          width: mark.text.length * letterWidth,
          height: mark.size,
        }
      : {
          x: mark.x,
          y: mark.y,
          width: mark.columns * mark.module,
          height: mark.rows * mark.module,
        };
  return isInside(
    { ...covered, x: covered.x + x, y: covered.y + y },
    { x: 0, y: 0, width, height },
  );
}

function ruler(length: number, line: number, along: 'x' | 'y'): Mark[] {
  const marks: Mark[] = [];
  for (let at = 1; at < length; at++) {
    const long = at % 10 === 0 ? 5 : at % 5 === 0 ? 3.5 : 2;
    const across = { x: at - line / 2, y: 0, width: line, height: long };
    const down = { x: 0, y: at - line / 2, width: long, height: line };
    marks.push({ kind: 'rectangle', ...(along === 'x' ? across : down) });
    if (at % 10 !== 0 || at === crossAt || at + 4 > length) continue;
    const place = along === 'x' ? { x: at + 0.5, baseline: 5 } : { x: 1, baseline: at - 0.5 };
    marks.push({ kind: 'text', ...place, size: letter, text: String(at) });
  }
  return marks;
}

function cross(line: number): RectangleMark[] {
  const [start, thin] = [crossAt - arm, crossAt - line / 2];
  return [
    { kind: 'rectangle', x: start, y: thin, width: 2 * arm, height: line },
    { kind: 'rectangle', x: thin, y: start, width: line, height: 2 * arm },
  ];
}

/** In rows from the left, the finest first; what has no room is left out, and so is all that is coarser. */
function codes(size: CalibrationSize, dot: number): Mark[] {
  const marks: Mark[] = [];
  let [x, y, rowHeight] = [codesFrom, codesFrom, 0];
  for (const dots of calibrationModules) {
    const text = calibrationText(dots);
    const code = encodeQr(text, 'M');
    if (!code) return marks;
    const module = dots * dot;
    const side = code.size * module;
    const quiet = quietModules * module;
    if (x + side + 2 * quiet > size.width) {
      x = codesFrom;
      y += rowHeight;
      rowHeight = 0;
    }
    if (x + side + 2 * quiet > size.width || y + side + quiet + below > size.height) return marks;
    marks.push(qrMark(code, text, { x: onDot(x + quiet, dot), y: onDot(y, dot), module }));
    const number = { x: x + quiet, baseline: y + side + letter + 0.6, size: letter };
    marks.push({ kind: 'text', ...number, text: String(dots) });
    x += side + 2 * quiet;
    rowHeight = Math.max(rowHeight, side + quiet + below);
  }
  return marks;
}

const onDot = (at: number, dot: number): number => nearestDot(at / dot) * dot;
