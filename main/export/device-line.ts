import type { MasterValue } from '../../shared/models/catalog.ts';
import type { Device } from '../../shared/models/device.ts';

/** What is told of a device beside its master data, in the order of the columns. */
const fixed = {
  groupId: (device: Device) => device.groupId,
  deviceSn: (device: Device) => device.deviceSn,
  batchTag: (device: Device) => device.batchTag,
  description: (device: Device) => device.description,
  status: (device: Device) => device.status,
  sn: (device: Device) => device.sn,
  assetId: (device: Device) => device.assetId,
  regionId: (device: Device) => device.allocateTo?.regionId ?? null,
  orgId: (device: Device) => device.allocateTo?.orgId ?? null,
  labelState: (device: Device) => device.labelState,
  /** ISO 8601, UTC. */
  registeredAt: (device: Device) => new Date(device.registeredAt).toISOString(),
} satisfies Record<string, (device: Device) => string | null>;

const columns = Object.entries(fixed);

/** Heads of a table with these master data. */
export const headOf = (masterData: readonly string[]): string[] => [
  ...columns.map(([name]) => name),
  ...masterData.map((identifier) => `masterData.${identifier}`),
];

/** A device as one row of that table; what it has not is empty. */
export const cellsOf = (device: Device, masterData: readonly string[]): string[] => [
  ...columns.map(([, value]) => value(device) ?? ''),
  ...masterData.map((identifier) =>
    asText(Object.hasOwn(device.masterData, identifier) ? device.masterData[identifier] : null),
  ),
];

/** A device as an object: its master data as they are. */
export const objectOf = (device: Device): object => ({
  ...Object.fromEntries(columns.map(([name, value]) => [name, value(device)])),
  masterData: device.masterData,
});

/** A text as it is, anything else as JSON: what was a name in several languages is one again when it is read. */
const asText = (value: MasterValue | undefined): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
