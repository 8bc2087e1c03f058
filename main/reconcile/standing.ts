import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { CloudDevice, Device } from '../../shared/models/device.ts';
import { sameJson } from '../../shared/same-json.ts';

/** What of a device both sides should have the same, field by field. */
export type Standing = ReadonlyMap<string, unknown>;

const place = (of: { regionId: string | null; orgId: string | null } | null): string | null =>
  of?.regionId ? `${of.regionId}/${of.orgId}` : null;

function standing(
  target: string | null,
  batchTag: string | null,
  description: string,
  masterData: MasterDataValues,
  names: readonly string[],
): Standing {
  return new Map<string, unknown>([
    ['allocation', target],
    ['batchTag', batchTag],
    ['description', description],
    ...names.map((name) => [name, masterData[name] ?? null] as const),
  ]);
}

/** Master data that only the cloud has are its own: others may add to a device. */
const namesOf = (here: Device): string[] => Object.keys(here.masterData).toSorted();

export const standingHere = (here: Device): Standing =>
  standing(
    here.status === 'allocated' ? place(here.allocateTo) : null,
    here.batchTag,
    here.description,
    here.masterData,
    namesOf(here),
  );

export const standingThere = (here: Device, there: CloudDevice): Standing =>
  standing(place(there), there.batchTag, there.description, there.deviceData, namesOf(here));

/** Fields in which the two differ. */
export const differing = (here: Standing, there: Standing): string[] =>
  [...here.keys()].filter((field) => !sameJson(here.get(field), there.get(field)));

/** One line of what a batch is hashed over. */
export const lineOf = (deviceSn: string, stands: Standing): string =>
  `${JSON.stringify([deviceSn, ...stands])}\n`;

export const shown = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
