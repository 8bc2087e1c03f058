import type { PathStep } from '../drawing.ts';
import { arc, band, block, disc, type Icon, type Spot, solid, stroke } from './pen.ts';

/** How parcels and units are to be handled (ISO 780, ISO 7000). */

const turned = (points: readonly Spot[], middle: Spot, degrees: number): Spot[] => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return points.map(([x, y]) => {
    const [dx, dy] = [x - middle[0], y - middle[1]];
    return [middle[0] + dx * cos - dy * sin, middle[1] + dx * sin + dy * cos];
  });
};

/** Three arrows that follow each other round a triangle. */
const recycle = (): Icon => ({
  width: 200,
  height: 190,
  path: [0, 120, 240].flatMap((degrees): PathStep[] => {
    const middle: Spot = [100, 112];
    return [
      ...solid(
        turned(
          [
            [62, 190],
            [40, 190],
            [14, 146],
            [42, 130],
            [60, 160],
            [108, 160],
            [108, 190],
          ],
          middle,
          degrees,
        ),
      ),
      ...solid(
        turned(
          [
            [4, 154],
            [22, 112],
            [66, 118],
          ],
          middle,
          degrees,
        ),
      ),
    ];
  }),
});

/** A wine glass with a crack. */
const fragile = (): Icon => ({
  width: 120,
  height: 200,
  path: [
    ...solid([
      [14, 0],
      [56, 0],
      [66, 26],
      [54, 46],
      [64, 70],
      [60, 46],
      [74, 24],
      [66, 0],
      [106, 0],
      ...arc([60, 50], 48, 0, 180),
    ]),
    ...block(54, 90, 12, 92),
    ...block(22, 182, 76, 16),
  ],
});

const up = (x: number): PathStep[] => [
  ...solid([
    [x, 0],
    [x + 36, 62],
    [x - 36, 62],
  ]),
  ...block(x - 13, 60, 26, 90),
];

/** Two arrows on a floor. */
const thisSideUp = (): Icon => ({
  width: 180,
  height: 190,
  path: [...up(42), ...up(138), ...block(0, 170, 180, 18)],
});

const drop = (x: number, y: number): PathStep[] =>
  solid([[x, y], ...arc([x, y + 20], 8, -20, 200)]);

/** An umbrella in the rain. */
const keepDry = (): Icon => ({
  width: 180,
  height: 200,
  path: [
    ...drop(36, 0),
    ...drop(90, 0),
    ...drop(144, 0),
    ...solid([
      ...arc([90, 124], 84, 180, 360),
      ...arc([146, 124], 28, 360, 180),
      ...arc([90, 124], 28, 360, 180),
      ...arc([34, 124], 28, 360, 180),
    ]),
    ...block(85, 112, 10, 66),
    ...band([76, 178], 19, 10, 0, 180),
  ],
});

/** A hand that must not reach into the triangle: struck through. */
const esd = (): Icon => ({
  width: 220,
  height: 200,
  path: [
    ...stroke(
      [
        [110, 12],
        [208, 188],
        [12, 188],
        [110, 12],
      ],
      12,
    ),
    // The arm comes from below right, fingers to the left.
    ...solid([
      [196, 176],
      [152, 176],
      [124, 152],
      [96, 152],
      [90, 142],
      [76, 132],
      [72, 122],
      [80, 118],
      [100, 126],
      [84, 112],
      [82, 100],
      [92, 98],
      [112, 114],
      [98, 96],
      [100, 86],
      [110, 86],
      [130, 108],
      [148, 116],
    ]),
    ...disc([124, 128], 14),
    ...stroke(
      [
        [138, 92],
        [84, 168],
      ],
      9,
    ),
  ],
});

export const handling = { recycle, fragile, 'this-side-up': thisSideUp, 'keep-dry': keepDry, esd };
