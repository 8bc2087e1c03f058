import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretShape } from '../../shared/labels/secret-shapes.ts';
import { refuseSecrets, secretsIn } from '../../shared/labels/secrets.ts';
import { labelRecordSchema } from '../../shared/models/label.ts';
import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';
import { isSecretName } from '../../shared/serial/secret-names.ts';
import { matterQr } from '../support/codes.ts';

const box = { x: 0, y: 0, width: 20, height: 10 };

const designOf = (...elements: Record<string, unknown>[]): LabelDesign =>
  labelDesignSchema.parse({
    id: 'test',
    version: 1,
    name: 'Test',
    paper: { form: 'roll', label: { width: 50, height: 30 } },
    target: { head: 'thermal', dpi: 203 },
    layout: 'placed',
    elements: elements.map((element, at) => ({ id: `e${at}`, ...box, ...element })),
  });

const textOf = (text: string) => ({ kind: 'text', text, fontSize: 2 });
const qrOf = (payload: unknown) => ({ kind: 'qr', level: 'M', payload });
const recordOf = (fields: Record<string, string> = {}, deviceSn = 'AB-0001') =>
  labelRecordSchema.parse({ groupId: 'GW-1', deviceSn, title: 'Gateway', fields });

const why = (design: LabelDesign, record = recordOf()) =>
  secretsIn(design, record).map(({ element, problem }) => [element, problem.params?.['explain']]);

const appKey = '2B7E151628AED2A6ABF7158809CF4F3C';
const jwt = `ey${'J'}hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl`;
const pem = '-----BEGIN EC PRIVATE KEY-----';
const privateKey = 'MHcCAQEEIBHZtnwlUQ6Ltr1PWHFSNQ5u1kJIH0bJzYt0Y5ZJ2X3YoAoGCCqGSM49AwEHoUQDQgAE';
const publicKey =
  'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACDmtXD1Sz6/5B4YRdmTkbkkFLDwk8f0yRnfm1Gokpx/0=';
const pairing = matterQr({
  vendor: 0xfff1,
  product: 0x8000,
  discriminator: 3840,
  passcode: 20202021,
});

describe('what is a secret by its shape', () => {
  test.each([
    [pem, 'secret-pem'],
    [`x ${jwt}`, 'secret-token'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'secret-token'],
    ['AKIAABCDEFGHIJKLMNOP', 'secret-token'],
    [appKey, 'secret-hex'],
    [appKey.toLowerCase(), 'secret-hex'],
    [`0x${appKey}`, 'secret-hex'],
    [(appKey.match(/../g) ?? []).join(' '), 'secret-hex'],
    [(appKey.match(/../g) ?? []).map((byte) => `0x${byte}`).join(', '), 'secret-hex'],
    [appKey + appKey, 'secret-hex'],
    ['K2Jf8sLq0TzXv5mWn9RbYp3G', 'secret-random'],
    ['q83vASNFZ4mrze/+ASNFZw==', 'secret-random'],
    [privateKey, 'secret-dpp'],
    [pairing, 'secret-matter'],
    ['3497-011-2332', 'secret-passcode'],
    ['WIFI:T:WPA;S:plant;P:hunter2;;', 'secret-wifi'],
    ['https://user:pw@x.example/', 'secret-url'],
    ['https://x.example/?token=abc123', 'secret-name'],
    ['Password: x7Kp', 'secret-name'],
    ['{"appKey":"correct horse"}', null],
    ['PIN = 4711', 'secret-name'],
  ])('%s', (text, explain) => expect(secretShape(text)?.explain ?? null).toBe(explain));

  test.each([
    'AB-0001',
    '70:B3:D5:7E:D0:00',
    '70-B3-D5-7E-D0-00-0A-BC',
    '70B3D57ED0000ABC',
    '0004A30B001C0530',
    '490154203237518',
    '89860012345678901234',
    '09501101530003',
    '550e8400-e29b-41d4-a716-446655440000',
    '3034257BF7194E4000001A85',
    '34970112332',
    'fw 2.14.0-rc1+build.20260105',
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'HTTPS://ID.EXAMPLE.COM/01/09501101530003/21/AB-0001',
    'LW:D0:70B3D57ED0000ABC:0004A30B001C0530:AABB1122:SAB-0001:CAF2C',
    'Inverter3PhaseModel5000TL',
    'ThreePhaseStringInverterWithArcDetection',
    'AB12CD34EF56GH78IJ90KLMN',
    '00000000000000000000000000000000',
    '深圳市某某科技有限公司 三相组串式逆变器',
    'Default password: see card',
    '2026-11-27 12:00',
    'P/N 1234-5678-90',
  ])('not %s', (text) => expect(secretShape(text)).toBeNull());

  test('no identifier of any unit is taken for a secret', () => {
    const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9A-F]{${digits}}$`));
    const grouped = hex(12).map((text) => (text.match(/../g) ?? []).join(':'));
    const digits = fc.stringMatching(/^[0-9]{8,20}$/);
    const sn = fc.stringMatching(/^[A-Z0-9]{6,30}$/).filter((text) => !/^[0-9A-F]+$/.test(text));
    fc.assert(
      fc.property(fc.oneof(hex(12), hex(16), hex(24), grouped, digits, fc.uuid(), sn), (text) => {
        expect(secretShape(text)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('keys of 128 bits and more are found, however they are written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
        fc.pre(/[a-f]/.test(hex.join('')) && /[a-z]/.test(btoa(String.fromCharCode(...bytes))));
        expect(secretShape(hex.join(''))).not.toBeNull();
        expect(secretShape(hex.join(':'))).not.toBeNull();
      }),
    );
  });

  test('no text takes long', () => {
    for (const piece of ['a:', 'aA1', '://', 'ab ', 'MT:', 'WIFI:', '0a:', 'pin=']) {
      const started = performance.now();
      secretShape(piece.repeat(2000));
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});

describe('what is a secret by its name', () => {
  test.each([
    'deviceSecret',
    'groupSecret',
    'group_secret',
    'productSecret',
    'appKey',
    'AppSKey',
    'NwkKey',
    'accessToken',
    'token',
    'password',
    'Wi-Fi password',
    'setupCode',
    'passcode',
    'privateKey',
    'sessionKey',
    'jwt',
    '设备密钥',
    '密码',
    '访问令牌',
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
    const element = textOf(`{masterData.${name}}`);
    expect(why(designOf(element))).toEqual([['e0', 'secret-name']]);
    expect(secretsIn(designOf(element), null)).toHaveLength(1);
  });

  test.each([
    'deviceKey',
    'productKey',
    'assetId',
    'MAC',
    'DevEUI',
    'publicKey',
    'keyboard',
    'IMEI',
    '型号',
    'tokenRing',
  ])('not %s', (name) => expect(why(designOf(textOf(`{masterData.${name}|"-"}`)))).toEqual([]));
});

describe('wherever it stands', () => {
  const key = { 'masterData.note': appKey };
  test.each<[string, Record<string, unknown>, Record<string, string>, string]>([
    ['a constant', textOf(`Key ${appKey}`), {}, 'secret-hex'],
    ['the value of a harmless field', textOf('{masterData.note}'), key, 'secret-hex'],
    [
      'a value behind a telling constant',
      textOf('PIN: {description}'),
      { description: '4711' },
      'secret-name',
    ],
    ['a fallback', textOf('{batchTag|masterData.appKey|"-"}'), {}, 'secret-name'],
    ['a quoted fallback', textOf(`{batchTag|"${appKey}"}`), {}, 'secret-hex'],
    ['a text that is no grammar', textOf(`{${jwt}`), {}, 'secret-token'],
    ['a free code', qrOf({ kind: 'template', text: '{masterData.note}' }), key, 'secret-hex'],
    ['JSON', qrOf({ kind: 'json', fields: ['deviceSn', 'masterData.appKey'] }), {}, 'secret-name'],
    [
      'a link',
      qrOf({ kind: 'link', base: 'https://x.example/?token=abc123&sn=' }),
      {},
      'secret-name',
    ],
    [
      'a serial of GS1',
      qrOf({ kind: 'gs1', gtin: '1', serial: '{masterData.pin}' }),
      {},
      'secret-name',
    ],
    [
      'the information of DPP',
      qrOf({ kind: 'dpp', key: '{masterData.K}', info: '{masterData.appKey}' }),
      {},
      'secret-name',
    ],
    [
      'the vendor field of LoRaWAN',
      qrOf({
        kind: 'lorawan',
        joinEui: '1',
        devEui: '2',
        profileId: '3',
        proprietary: '{masterData.appKey}',
      }),
      {},
      'secret-name',
    ],
    [
      'Matter in a free code',
      qrOf({ kind: 'template', text: '{masterData.note}' }),
      { 'masterData.note': pairing },
      'secret-matter',
    ],
    [
      'Matter in a text',
      textOf('{masterData.note}'),
      { 'masterData.note': pairing },
      'secret-matter',
    ],
  ])('%s', (_where, element, fields, explain) => {
    expect(why(designOf(element), recordOf(fields))).toEqual([['e0', explain]]);
    expect(refuseSecrets(designOf(element), recordOf(fields))).toMatchObject({
      ok: false,
      problem: { code: 'label-secret' },
    });
  });

  test('the name of the template, of a part, the title of an automatic label', () => {
    const design = designOf();
    expect(why({ ...design, name: appKey })).toEqual([[null, 'secret-hex']]);
    expect(why({ ...design, parts: [{ name: 'PIN: 4711', ...box }] })).toEqual([
      [null, 'secret-name'],
    ]);
    const automatic = { ...design, layout: 'automatic' as const };
    expect(why(automatic, { ...recordOf(), title: jwt })).toEqual([[null, 'secret-token']]);
  });

  test('what a standard itself puts into its own code may stand there', () => {
    const fields = {
      'masterData.Matter': pairing,
      'masterData.K': publicKey,
      'masterData.ownerToken': 'AABBCCDDEEFF',
    };
    const lorawan = { kind: 'lorawan', joinEui: '1', devEui: '2', profileId: '3' };
    const design = designOf(
      qrOf({ kind: 'matter', code: '{masterData.Matter}' }),
      qrOf({ kind: 'dpp', key: '{masterData.K}' }),
      qrOf({ ...lorawan, ownerToken: '{masterData.ownerToken}' }),
      qrOf({ kind: 'own' }),
      qrOf({ kind: 'sn' }),
    );
    expect(why(design, recordOf(fields))).toEqual([]);
  });

  test('an SN that looks like a key is an SN', () => {
    const design = designOf(qrOf({ kind: 'own' }), textOf('SN {deviceSn}'));
    expect(why(design, recordOf({}, appKey))).toEqual([]);
  });
});

describe('comments of a picture', () => {
  const chunk = (kind: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind), data, Buffer.alloc(4)]);
  };
  const png = (...chunks: Buffer[]) => ({
    kind: 'image',
    png: Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      ...chunks,
      chunk('IEND', Buffer.alloc(0)),
    ]).toString('base64'),
  });
  test.each([
    ['plain', chunk('tEXt', Buffer.from(`note\0${appKey}`)), 'secret-image'],
    ['by name', chunk('tEXt', Buffer.from('password\0hunter22')), 'secret-image'],
    ['UTF-8', chunk('iTXt', Buffer.from(`note\0\0\0\0\0${jwt}`)), 'secret-image'],
    [
      'compressed',
      chunk('zTXt', Buffer.concat([Buffer.from('note\0\0'), deflateSync(appKey)])),
      'secret-image-hidden',
    ],
  ])('%s', (_name, comment, explain) => {
    expect(why(designOf(png(comment)))).toEqual([['e0', explain]]);
  });

  test('a harmless comment, no comment and no picture', () => {
    const harmless = chunk('tEXt', Buffer.from('Software\0Inkscape 1.3'));
    expect(why(designOf(png(harmless), png(), { kind: 'image', png: 'no picture!' }))).toEqual([]);
  });
});
