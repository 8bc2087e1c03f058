import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodePayloadSpec,
  encodePayloadSpec,
  isGs1,
  mostCharacters,
} from '../../shared/labels/payloads/payloads.ts';
import { labelRecordSchema } from '../../shared/models/label.ts';
import { type PayloadSpec, payloadSpecSchema } from '../../shared/models/label-design.ts';
import { maxReadLength } from '../../shared/models/read.ts';
import { understand } from '../../shared/serial/understand.ts';
import { matterQr } from '../support/codes.ts';

const recordOf = (deviceSn: string, fields: Record<string, string> = {}) =>
  labelRecordSchema.parse({ groupId: 'GW-1', deviceSn, title: 'Gateway', fields });

const spec = (raw: unknown): PayloadSpec => payloadSpecSchema.parse(raw);

function encoded(raw: unknown, record = recordOf('AB-0001')): string {
  const result = encodePayloadSpec(spec(raw), record);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function refusal(raw: unknown, record = recordOf('AB-0001')) {
  const result = encodePayloadSpec(spec(raw), record);
  if (result.ok) throw new Error(`not refused: ${result.value}`);
  return [result.problem.code, result.problem.params?.explain ?? result.problem.params?.found];
}

/** The SN that a scan of the code registers, under a group whose rule takes everything. */
function scanned(raw: unknown, text: string): string | undefined {
  const read = understand(isGs1(spec(raw)) ? `]Q3${text}` : text, 'GW-1', () => null);
  return read.ok ? read.deviceSn : undefined;
}

const dppKey = 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACDmtXD1Sz6/5B4YRdmTkbkkFLDwk8f0yRnfm1Gokpx/0=';
const lorawan = {
  kind: 'lorawan',
  joinEui: '70-B3-D5-7E-D0-00-0A-BC',
  devEui: '{masterData.DevEUI}',
  profileId: 'aabb1122',
};
const devEui = { 'masterData.DevEUI': '0004a30b001c0530' };

describe('every kind, once by hand', () => {
  test.each([
    [{ kind: 'own' }, 'LS:GW-1/AB-0001'],
    [{ kind: 'sn' }, 'AB-0001'],
    [{ kind: 'link', base: 'https://l.example/u' }, 'HTTPS://L.EXAMPLE/u/AB-0001'],
    [{ kind: 'link', base: 'https://l.example' }, 'HTTPS://L.EXAMPLE/AB-0001'],
    [{ kind: 'link', base: 'http://L.example:8080/x?sn=' }, 'HTTP://L.EXAMPLE:8080/x?sn=AB-0001'],
    [{ kind: 'json', fields: ['groupId', 'deviceSn'] }, '{"groupId":"GW-1","deviceSn":"AB-0001"}'],
    [
      { kind: 'json', fields: ['deviceSn', 'masterData.DevEUI'] },
      '{"deviceSn":"AB-0001","DevEUI":"0004a30b001c0530"}',
    ],
    [{ kind: 'gs1', gtin: '9501101530003', serial: '{deviceSn}' }, '010950110153000321AB-0001'],
    [{ kind: 'gs1', gtin: '950110153000?', serial: '{deviceSn}' }, '010950110153000321AB-0001'],
    [
      {
        kind: 'digital-link',
        domain: 'id.example.com',
        gtin: '9501101530003',
        serial: '{deviceSn}',
      },
      'HTTPS://ID.EXAMPLE.COM/01/09501101530003/21/AB-0001',
    ],
    [
      { ...lorawan, serial: '{deviceSn}' },
      'LW:D0:70B3D57ED0000ABC:0004A30B001C0530:AABB1122:SAB-0001',
    ],
    [
      {
        kind: 'dpp',
        key: dppKey,
        mac: '02:11:22:33:44:aa',
        channel: '81/1',
        info: 'SN={deviceSn}',
      },
      `DPP:C:81/1;M:0211223344AA;I:SN=AB-0001;K:${dppKey};;`,
    ],
    [
      { kind: 'template', text: 'SN:{deviceSn};MAC={masterData.MAC|"none"}' },
      'SN:AB-0001;MAC=none',
    ],
  ])('%j', (raw, text) => {
    const made = encoded(raw, recordOf('AB-0001', devEui));
    expect(made).toBe(text);
    expect(scanned(raw, made)).toBe('AB-0001');
    const read = decodePayloadSpec(spec(raw), made);
    expect(read?.deviceSn).toBe('AB-0001');
  });

  test('the example of TR005 itself, checksum and all', () => {
    const raw = {
      kind: 'lorawan',
      joinEui: '1122334455667788',
      devEui: 'AABBCCDDEEFF0011',
      profileId: 'AABB1122',
      ownerToken: 'AABBCCDDEEFF',
      serial: 'YYWWNNNNNN',
      proprietary: 'FOOBAR',
      checksum: true,
    };
    const text =
      'LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C';
    expect(encoded(raw)).toBe(text);
    expect(decodePayloadSpec(spec(raw), text)).toEqual({
      deviceSn: 'YYWWNNNNNN',
      fields: {
        JoinEUI: '1122334455667788',
        DevEUI: 'AABBCCDDEEFF0011',
        ProfileID: 'AABB1122',
        OwnerToken: 'AABBCCDDEEFF',
        Proprietary: 'FOOBAR',
      },
    });
    expect(decodePayloadSpec(spec(raw), text.replace('FOOBAR', 'FOOBAZ'))).toBeNull();
  });

  test('a Matter code comes from master data as it is', () => {
    const raw = { kind: 'matter', code: '{masterData.Matter}' };
    const code = matterQr({
      vendor: 0xfff1,
      product: 0x8000,
      discriminator: 3840,
      passcode: 20202021,
      serial: 'AB-0001',
    });
    expect(encoded(raw, recordOf('AB-0001', { 'masterData.Matter': code }))).toBe(code);
    expect(decodePayloadSpec(spec(raw), code)).toEqual({
      deviceSn: 'AB-0001',
      fields: { VendorID: 'FFF1', ProductID: '8000' },
    });
    const two = recordOf('AB-0001', { 'masterData.Matter': `${code}*${code.slice(3)}` });
    expect(refusal(raw, two)).toEqual(['payload-part-unfit', 'payload-matter']);
  });
});

describe('small letters', () => {
  test('in an SN are never changed, only scheme and host are put in capitals', () => {
    const link = { kind: 'link', base: 'https://l.example/Unit/' };
    expect(encoded(link, recordOf('ab-0001'))).toBe('HTTPS://L.EXAMPLE/Unit/ab-0001');
    expect(scanned(link, 'HTTPS://L.EXAMPLE/Unit/ab-0001')).toBe('ab-0001');
  });
});

describe('what does not fit is refused with what would', () => {
  const gs1 = { kind: 'gs1', gtin: '9501101530003', serial: '{deviceSn}' };
  test.each([
    [{ ...gs1, gtin: '9501101530004' }, 'AB-0001', 'payload-gtin-digit'],
    [{ ...gs1, gtin: '95011015300' }, 'AB-0001', 'payload-gtin'],
    [{ ...gs1, gtin: '01234?' }, 'AB-0001', 'payload-gtin'],
    [gs1, 'A'.repeat(21), 'payload-gs1-serial'],
    [gs1, 'A B', 'payload-gs1-serial'],
    [gs1, 'A#1', 'payload-gs1-serial'],
    [gs1, '序列', 'payload-gs1-serial'],
    [{ kind: 'link', base: 'ftp://x.example/' }, 'A', 'payload-base'],
    [{ kind: 'link', base: 'https://user:secret@x.example/' }, 'A', 'payload-base'],
    [{ kind: 'link', base: 'https://x.example/#' }, 'A', 'payload-base'],
    [{ kind: 'link', base: 'https://x.example/a b' }, 'A', 'payload-base'],
    [{ kind: 'link', base: 'https://x.example' }, '..', 'payload-link-dots'],
    [{ kind: 'link', base: 'https://x.example' }, '\ud800', 'payload-no-character'],
    [{ kind: 'json', fields: ['masterData.deviceSn', 'deviceSn'] }, 'A', 'payload-key-twice'],
    [{ ...lorawan, devEui: '00' }, 'A', 'payload-eui'],
    [{ ...lorawan, profileId: 'XX' }, 'A', 'payload-profile'],
    [{ ...lorawan, serial: 'A:B' }, 'A', 'payload-tr005'],
    [{ ...lorawan, serial: 'ab' }, 'A', 'payload-tr005'],
    [{ kind: 'matter', code: 'MT:AAAA' }, 'A', 'payload-matter'],
    [{ kind: 'dpp', key: 'AAAA' }, 'A', 'payload-dpp-key'],
    [{ kind: 'dpp', key: dppKey, mac: '12' }, 'A', 'payload-mac'],
    [{ kind: 'dpp', key: dppKey, channel: 'x' }, 'A', 'payload-dpp-channel'],
    [{ kind: 'dpp', key: dppKey, info: 'a;K:b' }, 'A', 'payload-dpp-info'],
    [{ kind: 'sn' }, 'A\u0000B', 'payload-no-character'],
    [{ kind: 'sn' }, 'A\u202eB', 'payload-no-character'],
    [{ kind: 'template', text: '{deviceSn}\n' }, 'A', 'payload-no-character'],
  ])('%j with %j', (raw, deviceSn, why) => {
    const record = recordOf(deviceSn, { ...devEui, 'masterData.deviceSn': 'B' });
    expect(refusal(raw, record)).toEqual(['payload-part-unfit', why]);
  });

  test('secrets have no way in through a JSON key or a DPP key', () => {
    const privateKey =
      'MHcCAQEEIBHZtnwlUQ6Ltr1PWHFSNQ5u1kJIH0bJzYt0Y5ZJ2X3YoAoGCCqGSM49AwEHoUQDQgAE';
    expect(refusal({ kind: 'json', fields: ['masterData.deviceSecret'] })[0]).toBe('label-secret');
    expect(refusal({ kind: 'dpp', key: privateKey })[0]).toBe('label-secret');
  });

  test('a code that our scanner would take for another SN', () => {
    expect(refusal({ kind: 'sn' }, recordOf(' AB'))).toEqual(['payload-misleads', 'AB']);
    expect(refusal({ kind: 'sn' }, recordOf('LS:GW-1/AB'))).toEqual(['payload-misleads', 'AB']);
    expect(refusal({ kind: 'sn' }, recordOf('{"sn":"X1"}'))).toEqual(['payload-misleads', 'X1']);
    expect(refusal({ kind: 'link', base: 'https://x.example/sn/Z1/' })).toEqual([
      'payload-misleads',
      'Z1',
    ]);
    expect(refusal({ kind: 'template', text: 'SN=X1;{deviceSn}' })[0]).toBe('payload-misleads');
  });

  test('4,000 characters and more than any reader takes', () => {
    expect(mostCharacters).toBe(maxReadLength);
    expect(encoded({ kind: 'sn' }, recordOf('A'.repeat(4000)))).toHaveLength(4000);
    expect(refusal({ kind: 'sn' }, recordOf('A'.repeat(8000)))[0]).toBe('payload-long');
  });
});

const anySn = fc.oneof(
  fc.stringMatching(/^[A-Z0-9-]{1,20}$/),
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
  fc.constantFrom('^XZ~JR', '../../x', '%2F', 'a/b', '序列号 7', '"', '\\', '{}', 'sn', "!'()*"),
);
const kinds = [
  { kind: 'own' },
  { kind: 'sn' },
  { kind: 'link', base: 'https://l.example/' },
  { kind: 'link', base: 'https://l.example/q?sn=' },
  { kind: 'json', fields: ['groupId', 'deviceSn'] },
  { kind: 'gs1', gtin: '9501101530003', serial: '{deviceSn}' },
  {
    kind: 'digital-link',
    domain: 'https://id.example/x',
    gtin: '9501101530003',
    serial: '{deviceSn}',
  },
  { ...lorawan, serial: '{deviceSn}', checksum: true },
  { kind: 'dpp', key: dppKey, info: 'SN={deviceSn}' },
  { kind: 'template', text: 'SN={deviceSn};X={{1}}' },
];

test.each(kinds)('%j: what is encoded is decoded and scanned to the same SN, or refused', (raw) => {
  let made = 0;
  fc.assert(
    fc.property(anySn, (deviceSn) => {
      const result = encodePayloadSpec(spec(raw), recordOf(deviceSn, devEui));
      if (!result.ok) return;
      made++;
      expect(decodePayloadSpec(spec(raw), result.value)?.deviceSn).toBe(deviceSn);
      expect(scanned(raw, result.value)).toBe(deviceSn);
    }),
    { numRuns: 400 },
  );
  expect(made).toBeGreaterThan(20);
});

test('decoders take any text without failing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.string({ unit: 'binary', maxLength: 200 }),
      (raw, text) => {
        const read = decodePayloadSpec(spec(raw), text);
        expect(read === null || typeof read.fields === 'object').toBe(true);
      },
    ),
  );
});

describe('a free template is read back where it is told surely where each field ends', () => {
  const read = (text: string, code: string) =>
    decodePayloadSpec(spec({ kind: 'template', text }), code);
  test.each([
    ['{deviceSn}', 'AB', { deviceSn: 'AB', fields: {} }],
    ['{groupId}/{deviceSn}', 'G/AB', { groupId: 'G', deviceSn: 'AB', fields: {} }],
    ['{groupId}/{deviceSn}', 'G/A/B', { fields: {} }],
    ['{groupId}{deviceSn}', 'GAB', { fields: {} }],
    ['{deviceSn};{deviceSn}', 'A;A', { deviceSn: 'A', fields: {} }],
    ['{deviceSn};{deviceSn}', 'A;B', null],
    ['x{deviceSn}', 'y', null],
    ['{batchTag}{deviceSn}', 'x', null],
    ['constant', 'constant', { fields: {} }],
    ['constant', 'other', null],
  ])('%s and %s', (text, code, found) => expect(read(text, code)).toEqual(found));

  test('many fields over a long text take no time', () => {
    const text = '{batchTag}'.repeat(100);
    expect(read(text, 'x'.repeat(7000))).toEqual({ fields: {} });
  });
});
