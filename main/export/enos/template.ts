import { plainName } from '../../../shared/import/plain-name.ts';
import type { MasterDataGroup, MasterDataValues } from '../../../shared/models/catalog.ts';
import { nameIn } from '../../../shared/names.ts';

/** A device as far as the console can take it. */
export interface EnosDevice {
  deviceSn: string;
  batchTag: string | null;
  description: string;
  regionId: string | null;
  orgId: string | null;
  masterData: MasterDataValues;
}

/** A column of the console's file; `of` is null where nothing here belongs under that heading. */
export interface EnosColumn {
  heading: string;
  /** What of a device it carries, as `notCarried` names it. */
  carries: string | null;
  of: ((device: EnosDevice) => string) | null;
}

/** The other names of what is no custom master datum: of the API, of the console in both languages. */
const fixed: Record<string, { names: readonly string[]; of(device: EnosDevice): string }> = {
  deviceSn: {
    names: [
      'Device SN',
      'Device Serial No.',
      'Device Serial Number',
      'Serial No.',
      'SN',
      '设备序列号',
      '设备SN',
      '序列号',
    ],
    of: (device) => device.deviceSn,
  },
  batchTag: {
    names: ['Batch Tag', 'Batch', 'Batch No.', '批次标签', '批次', '批次号'],
    of: (device) => device.batchTag ?? '',
  },
  description: {
    names: ['desc', 'Description', '描述', '备注'],
    of: (device) => device.description,
  },
  regionId: {
    names: ['Environment', 'Region', '环境'],
    of: (device) => device.regionId ?? '',
  },
  orgId: { names: ['OU', 'OU ID', '组织'], of: (device) => device.orgId ?? '' },
};

/** Built-in master data that a device brings, as the console may name them. */
const builtIn: Record<string, readonly string[]> = {
  deviceName: ['Device Name', 'Name', '设备名称', '名称'],
  timezone: ['Time Zone', 'Device Time Zone', '时区', '设备时区'],
  modelId: ['Model ID', 'Model', '模型ID', '模型'],
  privateModel: ['Private Model', '私有模型'],
};

/**
 * Columns for a registration group when there is no template: identifiers, as the API names them (the columns of the console's
 * own template are not documented).
 */
export function ownColumns(used: readonly string[]): EnosColumn[] {
  const named = ['deviceSn', 'batchTag', 'description', 'regionId', 'orgId'];
  return [
    ...named.map((name) => ({
      heading: name === 'description' ? 'desc' : name,
      carries: name,
      of: fixed[name]?.of ?? null,
    })),
    ...used.map((identifier) => ({
      heading: identifier,
      carries: identifier,
      of: (device: EnosDevice) => valueOf(device, identifier),
    })),
  ];
}

/** Columns by the headings of the console's own template; a heading that means nothing here stays empty. */
export function columnsBy(
  headings: readonly string[],
  group: MasterDataGroup | null,
): EnosColumn[] {
  const meant = new Map<string, Pick<EnosColumn, 'carries' | 'of'>>();
  const add = (names: readonly string[], carries: string, of: (device: EnosDevice) => string) => {
    for (const name of names) {
      const plain = plainName(name);
      if (plain !== '' && !meant.has(plain)) meant.set(plain, { carries, of });
    }
  };
  const datum = (identifier: string, names: readonly string[]) =>
    add([identifier, ...names], identifier, (device) => valueOf(device, identifier));
  for (const [name, { names, of }] of Object.entries(fixed)) add([name, ...names], name, of);
  for (const [identifier, names] of Object.entries(builtIn)) datum(identifier, names);
  for (const each of group?.masterData ?? []) {
    datum(each.identifier, [nameIn(each, 'en'), nameIn(each, 'zh-CN'), each.name]);
  }
  return headings.map((heading) => ({
    heading,
    ...(meant.get(plainName(heading)) ?? { carries: null, of: null }),
  }));
}

/** A name in several languages is its default one: a cell of the console's file holds one text. */
function valueOf({ masterData }: EnosDevice, identifier: string): string {
  const value = Object.hasOwn(masterData, identifier) ? masterData[identifier] : null;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.defaultValue : String(value);
}
