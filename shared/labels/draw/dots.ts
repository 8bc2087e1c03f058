import type { LabelDesign } from '../../models/label-design.ts';

/** Modules of codes on the dots of a printer; lengths are millimetres. */

export type Target = LabelDesign['target'];

/** A "203 dpi" head has 8 dots a millimetre; the other numbers are dots an inch. */
export const dotOf = ({ dpi }: Target): number => (dpi === 203 ? 1 / 8 : 25.4 / dpi);

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
