import type { LabelDesign } from '../../models/label-design.ts';
import { barQuietModules, code128 } from '../code128.ts';
import { dataMatrixQuietModules, dataMatrixSide } from '../data-matrix.ts';
import { dotOf, leastBarDots, leastMatrixDots } from '../draw/dots.ts';
import { quietModules } from '../layout.ts';
import type { Size } from '../paper.ts';
import { qrSide } from '../qr/encode.ts';
import type { QrLevel } from '../qr/tables.ts';

export type Target = LabelDesign['target'];

/** A code and the room that it has, quiet zone included; millimetres. */
export interface CodeAsked {
  symbology: 'qr' | 'data-matrix' | 'code128';
  text: string;
  /** Of QR codes alone. */
  level: QrLevel;
  gs1: boolean;
  room: Size;
  target: Target;
}

export interface Fit {
  /** Dots a module; 0 where not even the fewest fit. */
  dots: number;
  /** Modules across and down, quiet zone included; bars are as high as their room. */
  modules: Size;
  /** Modules of white on each side. */
  quiet: number;
  /** Room that the fewest allowed dots a module take, mm. */
  least: Size;
  /** Room that it takes as it fits, mm: `least` where it does not. */
  taken: Size;
}

/** Floating point, in modules. */
const blur = 1e-6;

/** How a code stands in its room; null where no symbol of that kind holds the text at all. */
export function fitCode(code: CodeAsked): Fit | null {
  const modules = modulesOf(code);
  if (!modules) return null;
  const { room, target } = code;
  const bars = code.symbology === 'code128';
  const dot = dotOf(target);
  const fewest = bars ? leastBarDots(target) : leastMatrixDots(target);
  const across = Math.floor(room.width / dot / modules.width + blur);
  const down = bars ? across : Math.floor(room.height / dot / modules.height + blur);
  const dots = Math.min(across, down);
  const sizeAt = (each: number): Size => ({
    width: modules.width * each * dot,
    height: bars ? room.height : modules.height * each * dot,
  });
  const fits = dots >= fewest && room.height > 0;
  return {
    dots: fits ? dots : 0,
    modules,
    quiet: quietOf(code.symbology),
    least: sizeAt(fewest),
    taken: sizeAt(fits ? dots : fewest),
  };
}

const quietOf = (symbology: CodeAsked['symbology']): number =>
  symbology === 'qr'
    ? quietModules
    : symbology === 'data-matrix'
      ? dataMatrixQuietModules
      : barQuietModules;

function modulesOf({ symbology, text, level, gs1 }: CodeAsked): Size | null {
  const quiet = 2 * quietOf(symbology);
  if (symbology === 'code128') {
    const widths = code128(text, { gs1 });
    return widths && { width: widths.reduce((sum, each) => sum + each, quiet), height: 1 };
  }
  const side = symbology === 'qr' ? qrSide(text, level, { gs1 }) : dataMatrixSide(text, { gs1 });
  return side === null ? null : { width: side + quiet, height: side + quiet };
}
