import { isDeepStrictEqual } from 'node:util';
import type { MasterDataValues, MasterDatum } from '../../shared/models/catalog.ts';
import { stringI18nSchema } from '../../shared/models/catalog.ts';
import { builtIns, type Group } from '../catalog/groups.ts';
import { refusals } from '../http/envelope.ts';

/** Longest text where the catalog sets no limit, in characters. */
const longestText = 4096;
const isoDate =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Checks the `deviceData` of a request: each key must be master data of the group or built-in, each
 * value of its type (EnOS, Create DPS Device). `null` is allowed and means "not set".
 * @throws EnosError 99400 that names the first one that is wrong.
 */
export function checkMasterData(group: Group, given: unknown): MasterDataValues {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw refusals.invalid('deviceData', 'deviceData is not a map');
  }
  for (const [identifier, value] of Object.entries(given)) {
    const custom = group.masterData.get(identifier);
    const type = builtIns.get(identifier) ?? custom?.type;
    if (!type) throw refusals.invalid('deviceData', `${identifier} does not exist`);
    if (value === null) continue;
    const wrong = complaintAbout(value, type, custom);
    if (wrong) throw refusals.invalid('deviceData', `${identifier} ${wrong}`);
    if (identifier === 'assetId') {
      throw refusals.invalid('deviceData', 'assetId is given by allocation');
    }
  }
  return given as MasterDataValues;
}

/**
 * What a new device is stored with: what was given, else the defaults.
 * @throws EnosError 99400 when a required one has neither.
 */
export function withDefaults(group: Group, given: MasterDataValues): MasterDataValues {
  const values: MasterDataValues = {};
  for (const datum of group.masterData.values()) {
    if (datum.default !== undefined) values[datum.identifier] = datum.default;
  }
  const stored = merged(values, given, { keepDefaults: true });
  for (const { identifier, required } of group.masterData.values()) {
    if (required && stored[identifier] === undefined) {
      throw refusals.invalid('deviceData', `${identifier} is missing`);
    }
  }
  return stored;
}

/** Stored values after a change: `null` takes one away. SN and asset ID have columns of their own. */
export function merged(
  stored: MasterDataValues,
  given: MasterDataValues,
  { keepDefaults = false } = {},
): MasterDataValues {
  const values = Object.entries({ ...stored, ...(keepDefaults ? withoutNulls(given) : given) });
  return Object.fromEntries(
    values.filter(([name, value]) => value !== null && name !== 'deviceSn' && name !== 'assetId'),
  );
}

/** The identifiers whose values differ, in the order of the alphabet. */
export const changedFields = (before: MasterDataValues, after: MasterDataValues): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .toSorted();

/** Master data without where the device is or should go: what moves with it, or with its place. */
export function withoutTarget(values: MasterDataValues): MasterDataValues {
  const { regionId: _region, orgId: _ou, ...rest } = values;
  return rest;
}

const withoutNulls = (values: MasterDataValues): MasterDataValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

function complaintAbout(value: unknown, type: MasterDatum['type'], custom?: MasterDatum): string {
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? '' : 'is not an Integer';
    case 'Double':
      return typeof value === 'number' ? '' : 'is not a Double';
    case 'Boolean':
      return typeof value === 'boolean' ? '' : 'is not a Boolean';
    case 'StringI18n':
      return stringI18nSchema.safeParse(value).success ? '' : 'is not a StringI18n';
    case 'Enum':
      return custom?.items?.includes(value as string) ? '' : 'is not one of the Enum';
    case 'Date':
      return isDate(value) ? '' : 'is not a Date';
    case 'String':
      if (typeof value !== 'string') return 'is not a String';
      return [...value].length <= (custom?.maxLength ?? longestText) ? '' : 'is too long';
  }
}

/** A day, an ISO time, or epoch milliseconds: EnOS's samples have the first two. */
function isDate(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && isoDate.test(value) && !Number.isNaN(Date.parse(value));
}
