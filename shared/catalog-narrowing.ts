import { misfit } from './master-data.ts';
import type { MasterDataValues, MasterDatum } from './models/catalog.ts';
import type { CatalogUse } from './models/catalog-edit.ts';

/** One way in which new master data leave room for less than the old ones did. */
export interface Narrowing {
  what: Extract<CatalogUse['what'], 'values' | 'values-misfit' | 'values-missing'>;
  /** As it will be; as it was, where it goes. */
  datum: MasterDatum;
}

/**
 * What devices of a group may stumble over when its master data become others. A required datum with a
 * default stops nothing, so a device that lacks it is not counted.
 */
export function narrowings(
  before: readonly MasterDatum[],
  after: readonly MasterDatum[],
): Narrowing[] {
  const found: Narrowing[] = [];
  const now = new Map(after.map((datum) => [datum.identifier, datum]));
  for (const was of before) {
    const datum = now.get(was.identifier);
    if (!datum) found.push({ what: 'values', datum: was });
    else if (allowsOther(was, datum)) found.push({ what: 'values-misfit', datum });
  }
  const had = new Map(before.map((datum) => [datum.identifier, datum]));
  for (const datum of after) {
    const was = had.get(datum.identifier);
    if (stops(datum) && !(was && stops(was))) found.push({ what: 'values-missing', datum });
  }
  return found;
}

/** Whether a device with these values is one of those. Its values stay as they are in any case. */
export function isNarrowed({ what, datum }: Narrowing, values: MasterDataValues): boolean {
  const value = values[datum.identifier] ?? null;
  switch (what) {
    case 'values':
      return value !== null;
    case 'values-misfit':
      return misfit(datum, value) !== null;
    case 'values-missing':
      return value === null;
  }
}

const stops = ({ required, default: value }: MasterDatum) => required && (value ?? null) === null;

const allowsOther = (a: MasterDatum, b: MasterDatum) =>
  a.type !== b.type ||
  (a.maxLength !== b.maxLength && b.maxLength !== undefined) ||
  (a.items ?? []).some((item) => !b.items?.includes(item));
