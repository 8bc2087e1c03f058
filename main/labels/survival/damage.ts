import type { SurvivalKind } from '../../../shared/models/survival.ts';

/** What happened to one label, millimetres on it; brightness from 0 (black) to 1. */
export interface Damage {
  /** Across the feed: dots of the head that print nothing. */
  deadFrom: readonly { x: number; width: number }[];
  /** Bands along the feed in which the ink is pale: how much of it is missing. */
  streaks: readonly { x: number; slant: number; width: number; missing: number }[];
  /** Strokes without ink. */
  scratches: readonly {
    from: readonly [number, number];
    to: readonly [number, number];
    width: number;
  }[];
  ink: number;
  /** Lost from one side of the picture to the other. */
  shade: number;
  noise: number;
  /** Of the print on its paper. */
  drift: readonly [number, number];
  /** Of the scanner to the label, and of the print's columns to its rows; degrees. */
  turn: number;
  shear: number;
}

/** Where a code is on the label. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

const none: Damage = {
  deadFrom: [],
  streaks: [],
  scratches: [],
  ink: 0.1,
  shade: 0,
  noise: 0.01,
  drift: [0, 0],
  turn: 0,
  shear: 0,
};

/** Of clean paper. */
export const paper = 0.9;

/** Most that labels slip in a printer, mm, and that a hand or a feed holds them askew, degrees. */
const mostDrift = 1;
const mostSkew = 3;

const makers: Record<
  SurvivalKind,
  (how: { hard: number; chance: () => number; place: Place; dot: number }) => Partial<Damage>
> = {
  'dead-dots': ({ hard, chance, place, dot }) => ({
    deadFrom: times(1 + Math.round(hard), () => ({
      x: place.x + chance() * place.width,
      width: dot * (1 + Math.floor(2 * hard)),
    })),
  }),
  streaks: ({ hard, chance, place }) => ({
    streaks: times(1, () => ({
      x: place.x + chance() * place.width,
      slant: (chance() - 0.5) / 4,
      width: 0.2 + 0.8 * hard,
      missing: 0.3 + 0.6 * hard,
    })),
  }),
  scratches: ({ hard, chance, place }) => ({
    scratches: times(1 + Math.floor(3 * hard), () => {
      const point = () =>
        [place.x + chance() * place.width, place.y + chance() * place.height] as const;
      return { from: point(), to: point(), width: 0.1 + 0.15 * hard };
    }),
  }),
  contrast: ({ hard, chance }) => ({
    ink: paper - (paper - none.ink) * (1 - 0.8 * hard),
    shade: (chance() - 0.5) * 0.3 * hard,
    noise: 0.01 + 0.03 * hard,
  }),
  drift: ({ hard, chance }) => {
    const way = () => (chance() < 0.5 ? -1 : 1) * mostDrift * hard;
    return { drift: [way(), way()] };
  },
  skew: ({ hard, chance }) => {
    const way = () => (chance() < 0.5 ? -1 : 1) * mostSkew * hard;
    return { turn: way(), shear: way() };
  },
};

/** Damage of a kind, `hard` from 0 to 1; `dot`: of the printer, mm. */
export const damageOf = (
  kind: SurvivalKind,
  how: { hard: number; chance: () => number; place: Place; dot: number },
): Damage => ({ ...none, ...makers[kind](how) });

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
