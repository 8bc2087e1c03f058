import type { MasterDataValues, MasterValue } from './models/catalog.ts';

/** The fields of a device that an edit can change, by name: master data, and two of its own. */
export interface Fields {
  deviceData?: MasterDataValues | undefined;
  description?: string | undefined;
  batchTag?: string | null | undefined;
}

const same = (a: MasterValue | undefined, b: MasterValue | undefined): boolean =>
  stable(a ?? null) === stable(b ?? null);

/** Texts with translations may list them in any order. */
function stable(value: MasterValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const { defaultValue, i18nValue = {} } = value;
  return JSON.stringify([defaultValue, Object.entries(i18nValue).toSorted()]);
}

/** The fields that `wanted` names, one by one, with what each of the three sides has. */
export function fieldsOf(
  wanted: Fields,
  before: Fields,
  now: Fields,
): { field: string; wanted: MasterValue; before: MasterValue; now: MasterValue }[] {
  const fields = Object.entries(wanted.deviceData ?? {}).map(([field, value]) => ({
    field,
    wanted: value,
    before: before.deviceData?.[field] ?? null,
    now: now.deviceData?.[field] ?? null,
  }));
  for (const field of ['description', 'batchTag'] as const) {
    if (wanted[field] === undefined) continue;
    fields.push({
      field,
      wanted: wanted[field] ?? null,
      before: before[field] ?? null,
      now: now[field] ?? null,
    });
  }
  return fields;
}

/** The first field that somebody else has changed to something else meanwhile, or null. */
export function collidingField(wanted: Fields, before: Fields, now: Fields): string | null {
  const found = fieldsOf(wanted, before, now).find(
    (one) => !same(one.now, one.before) && !same(one.now, one.wanted),
  );
  return found?.field ?? null;
}

/** True when every field that is wanted is so already. */
export const holdsAlready = (wanted: Fields, now: Fields): boolean =>
  fieldsOf(wanted, {}, now).every((one) => same(one.now, one.wanted));
