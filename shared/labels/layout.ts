import { fail, ok, type Result } from '../problems.ts';
import type { Point, Size } from './paper.ts';
import {
  ascent,
  blockHeight,
  fitShortened,
  fitWhole,
  lineHeight,
  type Measure,
  type TextBlock,
} from './text.ts';

/** White modules around a QR code (ISO/IEC 18004). */
export const quietModules = 4;

/** Millimetres a module from which on a larger one is not worth moving the title for. */
export const comfortableModule = 0.5;

/** What decides where things go on a label; millimetres. */
export interface LabelSetting {
  label: Size;
  /** Kept free along each edge of a label, since paper never lies where the printer thinks. */
  drift: number;
  /** A code's module is a whole number of `step`s, and at least `least` of them. */
  module: { step: number; least: number };
  text: TextSizes;
}

/** Heights of text from one em's top to its bottom. */
export interface TextSizes {
  titleBelow: number;
  titleBeside: number;
  /** The SN is printed at `largest`, shrinks to `readable`, then wraps; `smallest` is micro-text. */
  sn: { largest: number; readable: number; smallest: number };
}

export interface LabelContent {
  title: string;
  deviceSn: string;
  /** Side of the QR code in modules, without its quiet zone. */
  modules: number;
}

/** One line of text, in millimetres; `x` is its left end. */
export interface PlacedLine {
  text: string;
  x: number;
  baseline: number;
  size: number;
}

/** Where everything of one label goes, in millimetres from the label's upper left corner. */
export interface PlacedLabel {
  /** The code's first module and the side of one; its quiet zone lies around it. */
  code: Point & { module: number; modules: number };
  title: PlacedLine[];
  /** The SN, in one line or several that follow each other without a gap or a hyphen. */
  sn: PlacedLine[];
}

/**
 * Puts one label together whose upper left corner is at `corner` of its page: the code as large as fits, the title
 * and the SN below it. Where the code would come out small, or not fit, the title moves beside it; where that is
 * not enough the SN becomes micro-text; where that is not enough either: `label-does-not-fit`.
 * Nothing comes nearer to the label's edge than the drift, quiet zone included.
 */
export function placeLabel(
  setting: LabelSetting,
  corner: Point,
  content: LabelContent,
  measure: Measure,
): Result<PlacedLabel> {
  const fit =
    bestFit(setting, content, measure, 'readable') ??
    bestFit(setting, content, measure, 'smallest');
  if (!fit) return fail('label-does-not-fit', { deviceSn: content.deviceSn });

  const inner = innerSize(setting);
  const left = setting.drift;
  const { module, side, title, sn, beside } = fit;
  const stack = side + blockHeight(sn) + (beside ? 0 : blockHeight(title));
  // On a multiple of its own size, from the page's corner: every code of a page then meets the
  // printer's dots and a scan's pixels alike.
  const square = {
    x: onGrid(beside ? left : left + (inner.width - module - side) / 2, module, corner.x),
    y: onGrid(setting.drift + (inner.height - module - stack) / 2, module, corner.y),
  };
  const under = square.y + side;
  const code = {
    x: square.x + quietModules * module,
    y: square.y + quietModules * module,
    module,
    modules: content.modules,
  };
  const centred = (line: string, size: number) => left + (inner.width - measure(line, size)) / 2;
  // Beside its title the code stands left, and the SN begins under its first module if it can.
  const flush = (line: string, size: number) =>
    code.x + measure(line, size) <= left + inner.width ? code.x : centred(line, size);
  if (beside) {
    const titleTop = square.y + (side - blockHeight(title)) / 2;
    return ok({
      code,
      title: placed(title, titleTop, () => square.x + side),
      sn: placed(sn, under, flush),
    });
  }
  return ok({
    code,
    title: placed(title, under, centred),
    sn: placed(sn, under + blockHeight(title), centred),
  });
}

interface Fit {
  module: number;
  /** Of the code with its quiet zone. */
  side: number;
  title: TextBlock;
  sn: TextBlock;
  beside: boolean;
}

/** The largest module that leaves room for an SN of at least that size, and where the title goes. */
function bestFit(
  setting: LabelSetting,
  content: LabelContent,
  measure: Measure,
  least: 'readable' | 'smallest',
): Fit | undefined {
  const { text, module: allowed } = setting;
  const inner = innerSize(setting);
  const size = { ...text.sn, smallest: text.sn[least] };

  const tryModule = (module: number, beside: boolean): Fit | undefined => {
    const side = (content.modules + 2 * quietModules) * module;
    // One module less than there is, so that the code can be moved onto the grid.
    const free = { width: inner.width - module, height: inner.height - module - side };
    if (side > free.width) return undefined;
    const title = beside
      ? titleBeside(content.title, { width: free.width - side, height: side }, text, measure)
      : fitShortened(content.title, inner.width, text.titleBelow, 1, measure);
    if (!title) return undefined;
    const height = free.height - (beside ? 0 : blockHeight(title));
    const sn = fitWhole(content.deviceSn, { width: inner.width, height }, size, measure);
    return sn ? { module, side, title, sn, beside } : undefined;
  };

  const most = Math.floor(inner.height / (content.modules + 2 * quietModules) / allowed.step);
  for (let steps = most; steps >= allowed.least; steps--) {
    const module = steps * allowed.step;
    const below = tryModule(module, false);
    // Micro-text is bad enough without a title that takes its room.
    const moves = least === 'smallest' || (!below && module < comfortableModule + allowed.step / 2);
    const fit = (moves && tryModule(module, true)) || below;
    if (fit) return fit;
  }
  return undefined;
}

/** Up to four lines to the right of the code; nothing where not even a short word would fit. */
function titleBeside(
  title: string,
  room: Size,
  text: TextSizes,
  measure: Measure,
): TextBlock | undefined {
  const size = text.titleBeside;
  if (room.width < 4 * size) return undefined;
  const most = Math.min(4, Math.floor(room.height / size / lineHeight));
  return fitShortened(title, room.width, size, most, measure);
}

const innerSize = ({ label, drift }: LabelSetting): Size => ({
  width: label.width - 2 * drift,
  height: label.height - 2 * drift,
});

/** The first multiple of `pitch` from the page's corner at or after `length` from the label's; floating point blurs. */
const onGrid = (length: number, pitch: number, corner: number): number =>
  Math.ceil((corner + length) / pitch - 1e-6) * pitch - corner;

function placed(
  block: TextBlock,
  top: number,
  x: (line: string, size: number) => number,
): PlacedLine[] {
  return block.lines.map((text, i) => ({
    text,
    x: x(text, block.size),
    baseline: top + (i * lineHeight + ascent) * block.size,
    size: block.size,
  }));
}
