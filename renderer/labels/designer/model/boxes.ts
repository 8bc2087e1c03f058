import type { Rectangle } from '../../../../shared/labels/paper.ts';

/** On a label, millimetres. */
export type Box = Rectangle;

/** Hundredths of a millimetre: finer than any printer, and numbers that people can read. */
export const tidy = (length: number): number => Math.round(length * 100) / 100;

export const tidyBox = ({ x, y, width, height }: Box): Box => ({
  x: tidy(x),
  y: tidy(y),
  width: tidy(width),
  height: tidy(height),
});
