import { fail, ok, type Result } from '../problems.ts';
import { type LabelTemplate, type Point, slotCorner } from './templates.ts';
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

/** Denso Wave's advice for a code that reads at once: at least four printer dots a module. */
export const leastDots = 4;

/**
 * Millimetres a module that also a page scanned at 150 dpi can be read from. Below it the title gives
 * way to the code.
 */
export const comfortableModule = 0.4;

export interface LabelContent {
  title: string;
  deviceSn: string;
  /** Side of the QR code in modules, without its quiet zone. */
  modules: number;
}

/** One line of text on the page, in millimetres; `x` is its left end. */
export interface PlacedLine {
  text: string;
  x: number;
  baseline: number;
  size: number;
}

/** Where everything of one label goes, in millimetres from the page's upper left corner. */
export interface PlacedLabel {
  /** The code's first module and the side of one; its quiet zone lies around it. */
  code: Point & { module: number; modules: number };
  title: PlacedLine[];
  /** The SN, in one line or several that follow each other without a gap or a hyphen. */
  sn: PlacedLine[];
}

/**
 * Puts one label into the `slot`th place of its page: the code as large as fits, the title and the SN
 * below it. Where the code would come out small, or not fit, the title moves beside it; where that is
 * not enough the SN becomes micro-text; where that is not enough either: `label-does-not-fit`.
 * Nothing comes nearer to the label's edge than the template's drift, quiet zone included.
 */
export function placeLabel(
  template: LabelTemplate,
  slot: number,
  content: LabelContent,
  measure: Measure,
): Result<PlacedLabel> {
  const { drift, dot, label, text } = template;
  const corner = slotCorner(template, slot);
  const width = label.width - 2 * drift;
  const height = label.height - 2 * drift;
  const across = content.modules + 2 * quietModules;
  // One dot less than there is, so that the code can start on a whole one.
  const dots = (free: number) => Math.floor((Math.min(free, width) - dot) / across / dot);

  for (const smallest of [text.sn.readable, text.sn.smallest]) {
    const sn = fitWhole(content.deviceSn, width, { largest: text.sn.largest, smallest }, measure);
    const titleBelow = fitShortened(content.title, width, text.title, 1, measure);
    const below = dots(height - blockHeight(sn) - blockHeight(titleBelow));
    const beside = dots(height - blockHeight(sn));
    const module = Math.max(below, beside) * dot;
    const roomBeside = width - dot - across * module;
    const moves = below * dot < comfortableModule && beside > below && roomBeside >= 4 * text.title;
    const chosen = moves ? beside : below;
    if (chosen < leastDots) continue;

    const side = across * chosen * dot;
    const stack = side + blockHeight(sn) + (moves ? 0 : blockHeight(titleBelow));
    const left = corner.x + drift;
    const top = corner.y + drift + (height - dot - stack) / 2;
    const square = {
      x: onDot(moves ? left : left + (width - side) / 2, dot),
      y: onDot(top, dot),
    };
    const code = {
      x: square.x + quietModules * chosen * dot,
      y: square.y + quietModules * chosen * dot,
      module: chosen * dot,
      modules: content.modules,
    };
    const under = square.y + side;
    if (!moves) {
      const title = centred(titleBelow, left, width, under, measure);
      const snTop = under + blockHeight(titleBelow);
      return ok({ code, title, sn: centred(sn, left, width, snTop, measure) });
    }
    const most = Math.max(1, Math.floor((code.modules * code.module) / text.title / lineHeight));
    const block = fitShortened(content.title, roomBeside, text.title, Math.min(4, most), measure);
    const titleTop = square.y + (side - blockHeight(block)) / 2;
    return ok({
      code,
      title: placed(block, titleTop, () => square.x + side),
      sn: centred(sn, left, width, under, measure),
    });
  }
  return fail('label-does-not-fit', { deviceSn: content.deviceSn });
}

/** The first whole dot at or after `length`. */
const onDot = (length: number, dot: number): number => Math.ceil(length / dot - 1e-6) * dot;

function centred(
  block: TextBlock,
  left: number,
  width: number,
  top: number,
  measure: Measure,
): PlacedLine[] {
  return placed(block, top, (line) => left + (width - measure(line, block.size)) / 2);
}

function placed(block: TextBlock, top: number, x: (line: string) => number): PlacedLine[] {
  return block.lines.map((text, i) => ({
    text,
    x: x(text),
    baseline: top + (i * lineHeight + ascent) * block.size,
    size: block.size,
  }));
}
