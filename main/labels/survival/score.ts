import { dotsPerMm } from '../../../shared/labels/draw/dots.ts';
import type { Drawing, Mark } from '../../../shared/labels/draw/drawing.ts';
import { type SurvivalKind, survivalKinds } from '../../../shared/models/survival.ts';
import { chanceFrom } from '../chance.ts';
import { modulesOf } from '../dots/bitmap.ts';
import { openFont } from '../font.ts';
import { openHandScanner } from '../proof/scanner.ts';
import { rasterise } from '../raster/rasterise.ts';
import { photograph } from './camera.ts';
import { damageOf, type Place } from './damage.ts';

/** How often it is tried, and the seed of what happens: equal ones give equal scores. */
export interface Trials {
  /** Of each kind, from light to hard. */
  rounds: number;
  seed: number;
}

export interface Score {
  kinds: { kind: SurvivalKind; read: number; of: number }[];
  read: number;
  of: number;
}

export type CodeMark = Extract<Mark, { kind: 'modules' | 'bars' }>;

/** Dots beyond this are finer than a scanner sees. */
const finest = 600;

/** How often a code of a label is read, printed with `dpi`, after each kind of damage. */
export async function scoreCode(
  drawing: Drawing,
  mark: CodeMark,
  dpi: number,
  { rounds, seed }: Trials,
): Promise<Score> {
  const scan = await openHandScanner();
  const perMm = dotsPerMm(Math.min(dpi, finest));
  const raster = rasterise(drawing, { dotsPerMm: perMm, font: openFont() });
  const place = placeOf(mark);
  const kinds: Score['kinds'] = [];
  for (const [number, kind] of survivalKinds.entries()) {
    // Each kind has its own chances: none changes where another is tried more often.
    const chance = chanceFrom(seed * 100 + number);
    let read = 0;
    for (let round = 0; round < rounds; round++) {
      const hard = (round + 0.5) / rounds;
      const damage = damageOf(kind, { hard, chance, place, dot: 1 / perMm });
      const seen = photograph({ raster, dotsPerMm: perMm }, place, damage, chance);
      if ((await scan(seen)).includes(mark.text)) read++;
    }
    kinds.push({ kind, read, of: rounds });
  }
  const sum = (of: 'read' | 'of') => kinds.reduce((total, each) => total + each[of], 0);
  return { kinds, read: sum('read'), of: sum('of') };
}

function placeOf(mark: CodeMark): Place {
  const { x, y, module } = mark;
  return mark.kind === 'modules'
    ? { x, y, width: mark.columns * module, height: mark.rows * module }
    : { x, y, width: modulesOf(mark.widths) * module, height: mark.height };
}
