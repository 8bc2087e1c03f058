import type { PayloadSpec } from '../../../../shared/models/label-design.ts';

/** What a code may say: the kinds in the order in which they are offered, and what each begins with. */

export const payloadKinds = [
  'own',
  'sn',
  'link',
  'json',
  'gs1',
  'digital-link',
  'lorawan',
  'matter',
  'dpp',
  'template',
] as const satisfies readonly PayloadSpec['kind'][];

const starts: { [K in PayloadSpec['kind']]: Extract<PayloadSpec, { kind: K }> } = {
  own: { kind: 'own' },
  sn: { kind: 'sn' },
  link: { kind: 'link', base: 'https://example.com/d/' },
  json: { kind: 'json', fields: ['deviceSn', 'groupId'] },
  gs1: { kind: 'gs1', gtin: '{masterData.GTIN}', serial: '{deviceSn}' },
  'digital-link': {
    kind: 'digital-link',
    domain: 'id.example.com',
    gtin: '{masterData.GTIN}',
    serial: '{deviceSn}',
  },
  lorawan: {
    kind: 'lorawan',
    joinEui: '{masterData.JoinEUI}',
    devEui: '{masterData.DevEUI}',
    profileId: '{masterData.ProfileID}',
    ownerToken: '',
    serial: '{deviceSn}',
    proprietary: '',
    checksum: false,
  },
  matter: { kind: 'matter', code: '{masterData.MatterCode}' },
  dpp: { kind: 'dpp', key: '{masterData.DppKey}', mac: '{masterData.MAC}', channel: '', info: '' },
  template: { kind: 'template', text: '{deviceSn}' },
};

export const startOf = (kind: PayloadSpec['kind']): PayloadSpec => starts[kind];

/** The texts of a payload that a person writes, in their order, and how long each may be. */
export const payloadTexts = {
  own: {},
  sn: {},
  link: { base: 200 },
  json: {},
  gs1: { gtin: 64, serial: 128 },
  'digital-link': { domain: 200, gtin: 64, serial: 128 },
  lorawan: { joinEui: 64, devEui: 64, profileId: 64, ownerToken: 64, serial: 64, proprietary: 64 },
  matter: { code: 128 },
  dpp: { key: 128, mac: 64, channel: 64, info: 128 },
  template: { text: 1000 },
} as const satisfies Record<PayloadSpec['kind'], Record<string, number>>;
export type PayloadText =
  | 'base'
  | 'gtin'
  | 'serial'
  | 'domain'
  | 'joinEui'
  | 'devEui'
  | 'profileId'
  | 'ownerToken'
  | 'proprietary'
  | 'code'
  | 'key'
  | 'mac'
  | 'channel'
  | 'info'
  | 'text';
