import type { Shift, StrayLabel } from '../models/line.ts';

/** How many units away a label is still taken for a neighbour's. */
const reach = 24;

/**
 * Names what the labels seem to have done, from the order of the units and the labels that were found at
 * the turn of another unit. Null: none of them belongs to a unit nearby, so no shift can be seen.
 *
 * `ahead` by k: each label is the one of the unit k places later (a label was lost, or a unit went without).
 * `behind` by k: of the unit k places earlier (a label was doubled). `swap`: two labels changed places.
 */
export function nameShift(units: readonly string[], strays: readonly StrayLabel[]): Shift | null {
  const wrong = strays.filter(({ unit, label }) => unit !== label);
  const seen = wrong.flatMap((stray) => {
    const turn = stray.unit === '' ? units.length : units.lastIndexOf(stray.unit);
    const home = units.lastIndexOf(stray.label);
    const by = home - turn;
    return home < 0 || turn < 0 || Math.abs(by) > reach ? [] : [{ stray, turn, by }];
  });
  const [first] = seen;
  if (!first) return null;
  const about = {
    since: first.stray.at,
    strays: [...strays],
    units: units.slice(Math.min(first.turn, ...seen.map(({ turn }) => turn))),
  };
  for (const one of seen) {
    const other = seen.find(
      ({ stray }) => stray.unit === one.stray.label && stray.label === one.stray.unit,
    );
    if (other && seen.length === 2) {
      return {
        ...about,
        kind: 'swap',
        by: Math.abs(one.by),
        units: [one.stray.unit, other.stray.unit],
      };
    }
  }
  if (seen.some(({ by }) => by !== first.by)) return { ...about, kind: 'mixed', by: 0 };
  const [kind, by] =
    first.by > 0 ? (['ahead', first.by] as const) : (['behind', -first.by] as const);
  return { ...about, kind, by };
}
