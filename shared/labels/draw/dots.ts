import type { LabelDesign } from '../../models/label-design.ts';

/** Modules of codes on the dots of a printer; lengths are millimetres. */

export type Target = LabelDesign['target'];

/** What makers call 203 dpi is 8 dots a millimetre; the other numbers are dots an inch. */
export const dotsPerMm = (dpi: number): number => (dpi === 203 ? 8 : dpi / 25.4);

/** Side of one dot. */
export const dotOf = ({ dpi }: { dpi: number }): number => 1 / dotsPerMm(dpi);

/**
 * The whole dot next to a place that is given in dots. What lies half way goes up, whatever floating point makes of it:
 * else some modules of a code on half dots would be a dot wider than others.
 */
export const nearestDot = (dots: number): number => Math.floor(dots + 0.5 + 1e-6);

/** A length in whole dots, the nearest ones. */
export const inWholeDots = (length: number, target: Target): number =>
  Math.round(length / dotOf(target)) * dotOf(target);

/** Standard scanners read modules from here on (Denso Wave, "cell size"). */
const readable = 0.25;

const upTo = (length: number, dot: number): number => Math.ceil(length / dot - 1e-6);

/** Fewest dots a module of a matrix code: Denso Wave asks for four where dots are large. */
export const leastMatrixDots = (target: Target): number =>
  Math.max(target.head === 'thermal' ? 4 : 2, upTo(readable, dotOf(target)));

/** Fewest dots a module of a bar code: bars of one dot come out as thick as the head's mood. */
export const leastBarDots = (target: Target): number => Math.max(2, upTo(readable, dotOf(target)));

/** Height of text that can just be read: strokes of a Chinese character need a dot each, and people a millimetre. */
export const smallestText = (target: Target): number => Math.max(1.05, 12 * dotOf(target));
