import { arc, band, block, disc, type Icon, ring, type Spot, solid, stroke } from './pen.ts';

/** Marks of conformity. */

/** Two circles of 200 with strokes of 30; the bar of the E ends 10 before its arcs do. */
const ce = (): Icon => ({
  width: 280,
  height: 200,
  path: [
    ...solid([...ceArc(100), ...ceArc(100, true)]),
    ...solid([...ceArc(270), ...ceArc(270, true)]),
    ...block(186, 85, 74, 30),
  ],
});

/** The outer or inner edge of a letter, from its lower end over the left to its upper end. */
function ceArc(x: number, inner = false): Spot[] {
  const radius = inner ? 70 : 100;
  const cut = (Math.acos(10 / radius) * 180) / Math.PI;
  const points = arc([x, 100], radius, cut, 360 - cut);
  return inner ? points.toReversed() : points;
}

/** UK over CA, each letter 90 wide and 92 high. */
const ukca = (): Icon => ({
  width: 200,
  height: 200,
  path: [
    ...block(0, 0, 24, 50),
    ...block(66, 0, 24, 50),
    ...band([45, 47], 45, 24, 0, 180),
    ...block(110, 0, 24, 92),
    ...solid([
      [134, 36],
      [170, 0],
      [200, 0],
      [152, 46],
      [200, 92],
      [170, 92],
      [134, 57],
    ]),
    ...band([46, 154], 46, 24, 45, 315),
    ...solid([
      [106, 200],
      [142, 108],
      [164, 108],
      [200, 200],
      [174, 200],
      [153, 142],
      [132, 200],
    ]),
    ...block(128, 166, 50, 20),
  ],
});

/** The crossed-out wheeled bin over a bar (EN 50419): made after 13 August 2005. */
const weee = (): Icon => ({
  width: 150,
  height: 220,
  path: [
    // Body, lid, handle and wheel.
    ...stroke(
      [
        [34, 46],
        [44, 150],
        [104, 150],
        [116, 46],
      ],
      7,
    ),
    ...stroke(
      [
        [24, 46],
        [126, 46],
      ],
      8,
    ),
    ...stroke(
      [
        [30, 40],
        [52, 26],
        [100, 26],
        [122, 40],
      ],
      6,
    ),
    ...block(62, 17, 28, 9),
    ...block(56, 58, 38, 14),
    ...ring([102, 155], 14, 7),
    ...disc([102, 155], 3),
    ...block(44, 150, 14, 14),
    // The cross.
    ...stroke(
      [
        [10, 10],
        [140, 170],
      ],
      8,
    ),
    ...stroke(
      [
        [140, 10],
        [10, 170],
      ],
      8,
    ),
    ...block(20, 186, 110, 32),
  ],
});

/** An F that holds two Cs, one in the other. */
const fcc = (): Icon => ({
  width: 226,
  height: 180,
  path: [
    ...block(0, 0, 22, 180),
    ...block(0, 0, 120, 22),
    ...block(0, 72, 62, 22),
    ...band([136, 90], 90, 22, 42, 318),
    ...block(112, 0, 24, 22),
    ...band([136, 90], 50, 20, 42, 318),
  ],
});

/** The letters in a round frame: there is no official sign. */
const rohs = (): Icon => ({
  width: 260,
  height: 120,
  path: [
    ...stroke(
      [
        ...arc([40, 40], 34, 180, 270),
        ...arc([220, 40], 34, 270, 360),
        ...arc([220, 80], 34, 0, 90),
        ...arc([40, 80], 34, 90, 180),
        [6, 40],
      ],
      8,
    ),
    // R
    ...block(34, 34, 11, 52),
    ...band([58, 49], 15, 11, -90, 90),
    ...block(40, 34, 18, 11),
    ...block(40, 53, 18, 11),
    ...solid([
      [50, 62],
      [62, 62],
      [75, 86],
      [62, 86],
    ]),
    // o
    ...ring([100, 67], 19, 10),
    // H
    ...block(128, 34, 11, 52),
    ...block(162, 34, 11, 52),
    ...block(135, 54, 30, 11),
    // S
    ...stroke(
      [
        ...arc([204, 48], 9.5, -20, -180),
        ...arc([204, 48], 9.5, 180, 90),
        ...arc([204, 72], 9.5, -90, 90),
        ...arc([204, 72], 9.5, 90, 160),
      ],
      10,
      true,
    ),
  ],
});

/** A tick that breaks out of a ring: the Regulatory Compliance Mark. */
const rcm = (): Icon => ({
  width: 200,
  height: 200,
  path: [
    ...band([96, 104], 94, 30, 10, 280),
    ...solid([
      [52, 92],
      [78, 78],
      [104, 122],
      [160, 0],
      [200, 0],
      [112, 172],
      [92, 172],
    ]),
  ],
});

export const marks = { ce, ukca, weee, fcc, rohs, rcm };
