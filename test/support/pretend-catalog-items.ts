import {
  type Catalog,
  type MasterDatum,
  masterDatumSchema,
  type RetiredItems,
  registrationGroupSchema,
} from '../../shared/models/catalog.ts';
import { sampleCatalog } from './pretend-scenes.ts';

/** The sample catalog with all that an editor has to bear: every type, two languages, long and many. */

const datum = (part: Partial<MasterDatum> & Pick<MasterDatum, 'identifier' | 'name' | 'type'>) =>
  masterDatumSchema.parse(part);

function withoutSeries(group: Catalog['registrationGroups'][number]) {
  const { series: _, ...rest } = group;
  return rest;
}

const more: MasterDatum[] = [
  datum({
    identifier: 'gridCode',
    name: 'Grid code',
    names: { 'zh-CN': '并网标准' },
    type: 'Enum',
    required: true,
    items: ['VDE-AR-N 4105', 'GB/T 37408', 'IEEE 1547', 'AS/NZS 4777.2'],
    tags: { DPS: 'true' },
    description: 'What the grid operator asks for at the place where it will stand',
  }),
  datum({ identifier: 'strings', name: 'Strings', names: { 'zh-CN': '组串数' }, type: 'Integer' }),
  datum({
    identifier: 'madeOn',
    name: 'Made on',
    names: { 'zh-CN': '生产日期' },
    type: 'Date',
    required: true,
  }),
  datum({
    identifier: 'siteName',
    name: 'Name of the site',
    type: 'StringI18n',
    default: { defaultValue: 'Not on a site yet', i18nValue: { 'zh-CN': '尚未安装' } },
  }),
  datum({ identifier: 'outdoor', name: 'May stand outdoors', type: 'Boolean', default: true }),
];

/** `edits`: how often somebody else was quicker with the gateway "contested". */
export function richCatalog(edits = 0): Catalog {
  const catalog = sampleCatalog();
  const [inverters, ...others] = catalog.masterDataGroups;
  const [first] = catalog.registrationGroups;
  return {
    ...catalog,
    gateways: [
      ...catalog.gateways,
      {
        id: 'contested',
        name: edits === 0 ? 'Line broker, hall 4' : `Line broker, hall 4 (change ${edits})`,
        type: 'MQTT',
        mqttUrl: 'tcp://broker.hall-4.example:1883',
        httpUrl: '',
      },
    ],
    masterDataTemplates: [
      datum({
        identifier: 'installer',
        name: 'Installer',
        names: { 'zh-CN': '安装商' },
        type: 'String',
        maxLength: 64,
      }),
      datum({ identifier: 'warrantyUntil', name: 'Warranty until', type: 'Date' }),
    ],
    masterDataGroups: [
      ...(inverters
        ? [
            {
              ...inverters,
              names: { 'zh-CN': '逆变器' },
              masterData: [...inverters.masterData, ...more],
            },
          ]
        : []),
      ...others,
    ],
    registrationGroups: [
      ...catalog.registrationGroups,
      ...(first
        ? [
            {
              ...withoutSeries(first),
              groupId: 'INV10K',
              name: 'Inverter 10 kW, three phases, for flat roofs in coastal climate',
              names: { 'zh-CN': '10 kW 三相逆变器' },
              modelId: 'inverter-10k',
              autoRegistration: false,
            },
          ]
        : []),
    ],
  };
}

export function richRetired(): RetiredItems {
  const { registrationGroups, gateways } = sampleCatalog();
  return {
    environments: [],
    gateways: gateways
      .slice(0, 1)
      .map((each) => ({ ...each, id: 'hub-2019', name: 'IoT Hub 2019' })),
    masterDataTemplates: [],
    masterDataGroups: [],
    registrationGroups: registrationGroups.slice(0, 1).map((each) => ({
      ...registrationGroupSchema.parse(each),
      groupId: 'INV3K0',
      name: 'Inverter 3 kW',
    })),
  };
}
