import type { Catalog, MasterValue } from '../../shared/models/catalog.ts';
import type { CloudDevice, Device } from '../../shared/models/device.ts';
import type { Speech } from '../words.tsx';
import { datumNames } from './datum-names.ts';
import { showValue } from './show-value.ts';

/** One field of a device on both sides, in the reader's words. `differs`: both sides have it, not the same. */
export interface SidedField {
  name: string;
  here: string;
  there: string;
  mono: boolean;
  differs: boolean;
}

const nothing = '–';
const text = (value: string | null | undefined): string => (value ? value : nothing);
const place = (of: { regionId: string | null; orgId: string | null } | null | undefined): string =>
  of?.regionId ? `${of.regionId} / ${of.orgId ?? nothing}` : nothing;

/** Fields that both sides keep: where they differ, somebody changed one of them. */
export function sharedFields(
  device: Device,
  cloud: CloudDevice | null,
  speech: Speech,
): SidedField[] {
  const { w } = speech;
  const field = (name: string, here: string, there: string, mono = false): SidedField => ({
    name,
    here,
    there: cloud ? there : nothing,
    mono,
    differs: cloud !== null && here !== there,
  });
  return [
    field(w('fact.batchTag'), text(device.batchTag), text(cloud?.batchTag)),
    field(w('fact.description'), text(device.description), text(cloud?.description)),
    field(w('fact.allocation'), place(device.allocateTo), place(cloud), true),
    field(w('fact.sn'), text(device.sn), text(cloud?.sn), true),
    field(w('fact.assetId'), text(device.assetId), text(cloud?.assetId), true),
  ];
}

/** Master data of both sides, under their names in the reader's language. */
export function masterDataFields(
  device: Device,
  cloud: CloudDevice | null,
  catalog: Catalog | null,
  speech: Speech,
): SidedField[] {
  const nameOf = datumNames(catalog, device.groupId, speech);
  const there = cloud?.deviceData ?? {};
  const identifiers = new Set([...Object.keys(device.masterData), ...Object.keys(there)]);
  // Where it is allocated to is a field of its own.
  for (const own of ['regionId', 'orgId', 'deviceSn', 'assetId']) identifiers.delete(own);
  const show = (value: MasterValue | undefined) => showValue(value, speech.language);
  return [...identifiers].map((identifier) => {
    const [mine, theirs] = [show(device.masterData[identifier]), show(there[identifier])];
    return {
      name: nameOf(identifier),
      here: mine,
      there: cloud ? theirs : nothing,
      mono: false,
      differs: cloud !== null && mine !== theirs,
    };
  });
}

/** What only one side has. */
export function ownFields(device: Device, cloud: CloudDevice | null, speech: Speech): SidedField[] {
  const { w, dateTime, number } = speech;
  const field = (name: string, here: string | null, there: string | null): SidedField => ({
    name,
    here: here ?? nothing,
    there: there ?? nothing,
    mono: false,
    differs: false,
  });
  const shared = [
    field(w('fact.registered'), dateTime(device.registeredAt), cloud && dateTime(cloud.createTime)),
    field(w('fact.source'), device.source, null),
    field(w('fact.pending'), number(device.pending), null),
  ];
  if (!cloud) return shared;
  return [
    ...shared,
    field(w('fact.productKey'), null, cloud.productKey),
    field(w('fact.connectStatus'), null, w(`connect.${cloud.connectStatus}`)),
    ...(cloud.allocateErrorMsg
      ? [field(w('fact.allocateError'), null, cloud.allocateErrorMsg)]
      : []),
    field(w('fact.createdBy'), null, cloud.createBy),
    field(w('fact.updated'), null, dateTime(cloud.updateTime)),
    field(w('fact.updatedBy'), null, cloud.updateBy),
  ];
}
