import type { PathStep } from '../drawing.ts';
import { block, disc, type Icon, solid, stroke } from './pen.ts';

/** Warnings (ISO 7010 W001, W012) and electricity (IEC 60417). */

const triangle: PathStep[] = stroke(
  [
    [110, 12],
    [208, 182],
    [12, 182],
    [110, 12],
  ],
  16,
);

const warning = (): Icon => ({
  width: 220,
  height: 194,
  path: [
    ...triangle,
    ...solid([
      [97, 66],
      [123, 66],
      [117, 132],
      [103, 132],
    ]),
    ...disc([110, 151], 12),
  ],
});

const highVoltage = (): Icon => ({
  width: 220,
  height: 194,
  path: [
    ...triangle,
    ...solid([
      [120, 50],
      [86, 112],
      [108, 112],
      [98, 144],
      [88, 140],
      [96, 170],
      [120, 150],
      [109, 147],
      [134, 98],
      [112, 98],
      [136, 56],
    ]),
  ],
});

/** A line over three dashes (5031). */
const directCurrent = (): Icon => ({
  width: 200,
  height: 60,
  path: [
    ...block(0, 0, 200, 18),
    ...block(0, 42, 52, 18),
    ...block(74, 42, 52, 18),
    ...block(148, 42, 52, 18),
  ],
});

/** Earth (5017). */
const earth = (): Icon => ({
  width: 160,
  height: 180,
  path: [
    ...block(73, 0, 14, 92),
    ...block(0, 92, 160, 14),
    ...block(28, 129, 104, 14),
    ...block(56, 166, 48, 14),
  ],
});

export const safety = {
  warning,
  'high-voltage': highVoltage,
  'direct-current': directCurrent,
  earth,
};
