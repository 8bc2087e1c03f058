import type { DeviceChange } from '../../../shared/models/action.ts';
import {
  builtInMasterData,
  type Catalog,
  type MasterDatum,
  type MasterValue,
} from '../../../shared/models/catalog.ts';
import type { Device } from '../../../shared/models/device.ts';

/** What an edit form offers and what comes of it. Pure. */

export type EditField =
  | { id: 'batchTag' | 'description'; kind: 'text'; max: number }
  | { id: `md:${string}`; kind: 'datum'; datum: MasterDatum };

/** Only the fields that are ticked, with what they are to be; null = none. */
export type Ticked = Readonly<Record<string, MasterValue>>;

/** Built-in master data that a person may set; the others come from allocation, group or label. */
const builtIn: MasterDatum[] = builtInMasterData
  .filter(({ identifier }) => identifier === 'timezone' || identifier === 'deviceName')
  .map((datum) => ({ ...datum, required: false, tags: {}, description: '' }));

/** The master data group that all the devices have; null when they differ. */
export function commonMasterData(catalog: Catalog, devices: readonly Device[]) {
  const groupIds = new Set(devices.map(({ groupId }) => groupId));
  const ids = new Set(
    [...groupIds].map(
      (groupId) =>
        catalog.registrationGroups.find((group) => group.groupId === groupId)?.masterDataGroupId,
    ),
  );
  const [id] = ids;
  if (ids.size !== 1) return null;
  return catalog.masterDataGroups.find((group) => group.id === id) ?? null;
}

export function editFields(catalog: Catalog, devices: readonly Device[]): EditField[] {
  const common = commonMasterData(catalog, devices);
  const data = common ? [...common.masterData, ...builtIn] : [];
  return [
    { id: 'batchTag', kind: 'text', max: 64 },
    { id: 'description', kind: 'text', max: 512 },
    ...data.map((datum) => ({
      id: `md:${datum.identifier}` as const,
      kind: 'datum' as const,
      datum,
    })),
  ];
}

/** What the only device has now: a start to type from. Many devices begin from nothing. */
export function valueOf(field: EditField, devices: readonly Device[]): MasterValue {
  const [only] = devices;
  if (!only || devices.length > 1) return field.kind === 'text' ? '' : null;
  if (field.kind === 'datum') return only.masterData[field.datum.identifier] ?? null;
  return field.id === 'batchTag' ? (only.batchTag ?? '') : only.description;
}

/** What is to change, or null when nothing is ticked or a batch tag is ticked and empty. */
export function changeOf(fields: readonly EditField[], ticked: Ticked): DeviceChange | null {
  const change: DeviceChange = {};
  const masterData: Record<string, MasterValue> = {};
  for (const field of fields) {
    const value = ticked[field.id];
    if (value === undefined) continue;
    if (field.kind === 'datum') {
      masterData[field.datum.identifier] = value;
      continue;
    }
    const text = String(value ?? '').trim();
    if (field.id === 'description') change.description = text;
    else if (text === '') return null;
    else change.batchTag = text;
  }
  if (Object.keys(masterData).length > 0) change.masterData = masterData;
  return Object.keys(change).length > 0 ? change : null;
}
