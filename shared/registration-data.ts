import { type Misfit, misfitOf, misfitProblem } from './master-data.ts';
import {
  builtInMasterData,
  type MasterDataGroup,
  type MasterDataValues,
  type MasterDatum,
} from './models/catalog.ts';
import type { Problem } from './problems.ts';
import { isOfOneUnit } from './serial/facts.ts';

/** Built-in master data that a person may fill in; the others come from allocation, group or label. */
const fillable = new Set<string>(['timezone', 'deviceName']);

/** Every master datum that a person may give a device of this group a value for, by identifier. */
export function fillableMasterData(group: MasterDataGroup | null): Map<string, MasterDatum> {
  const known = new Map((group?.masterData ?? []).map((datum) => [datum.identifier, datum]));
  for (const { identifier, name, type } of builtInMasterData) {
    if (!fillable.has(identifier)) continue;
    known.set(identifier, { identifier, name, type, required: false, tags: {}, description: '' });
  }
  return known;
}

/**
 * What is asked for when devices are registered: master data that are required and carry the tag `DPS`
 * (EnOS, "Creating and Managing Master Data"), and those without which nothing could be registered. Not what
 * each unit's own code brings (`MAC`, `DevEUI`).
 */
export const askedAtRegistration = (group: MasterDataGroup | null): MasterDatum[] =>
  (group?.masterData ?? []).filter(
    ({ identifier, required, tags, default: value }) =>
      required &&
      !isOfOneUnit(identifier) &&
      ('DPS' in tags || value === undefined || value === null),
  );

/** `value-misfit` for the first value that does not fit; null when all fit. */
export function valuesMisfit(
  group: MasterDataGroup | null,
  values: MasterDataValues,
): Problem | null {
  const known = fillableMasterData(group);
  for (const [identifier, value] of Object.entries(values)) {
    const datum = known.get(identifier);
    const found: Misfit | null = datum ? misfitOf(datum, value) : { why: 'not-there' };
    if (found) return misfitProblem(identifier, found);
  }
  return null;
}
