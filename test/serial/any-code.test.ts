import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSn, withoutSecrets } from '../../shared/serial/find-sn.ts';
import { iso15434, matterManual, matterQr, RS, tr005Checksum } from '../support/codes.ts';
import { GS, gtin14, mod10Digit } from '../support/serial-numbers.ts';

/** For any device that the tests' own encoders can print: what went in comes out, and nothing else does. */

const chars = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const sn = chars(`${letters}-`, 1, 20);
const hex = (digits: number) => chars('0123456789ABCDEF', digits, digits);
const secret = chars(letters, 8, 12).map((text) => `SECRET${text}`);
const matterDevice = fc.record({
  vendor: fc.integer({ min: 0, max: 0xffff }),
  product: fc.integer({ min: 0, max: 0xffff }),
  discriminator: fc.integer({ min: 0, max: 0xfff }),
  passcode: fc.integer({ min: 1, max: 99_999_998 }),
});

const reads = (text: string) => {
  const { candidates, facts, why } = findSn(text);
  return { sn: candidates[0]?.deviceSn, why: why?.code, facts: Object.fromEntries(facts) };
};

test('LoRaWAN: fields in any order, the checksum behind them, the secrets covered', () => {
  const code = fc.record({
    join: hex(16),
    dev: hex(16),
    profile: hex(8),
    sn,
    token: secret,
    own: secret,
  });
  fc.assert(
    fc.property(code, fc.boolean(), ({ join, dev, profile, sn: serial, token, own }, turned) => {
      const fields = [`O${token}`, `S${serial}`, `P${own}`];
      const body = ['LW:D0', join, dev, profile, ...(turned ? fields.toReversed() : fields)].join(
        ':',
      );
      const text = `${body}:C${tr005Checksum(body)}`;
      expect(reads(text)).toMatchObject({ sn: serial, facts: { DevEUI: dev, JoinEUI: join } });
      const kept = withoutSecrets(text);
      expect(kept).toContain(`S${serial}`);
      expect(kept).toContain(dev);
      expect(kept).not.toContain('SECRET');
      // However much of it came through.
      for (let end = 0; end < text.length; end++) {
        expect(withoutSecrets(text.slice(0, end))).not.toContain('SECRET');
      }
    }),
    { numRuns: 300 },
  );
});

test('LoRaWAN: a checksum finds each character that was misread', () => {
  fc.assert(
    fc.property(hex(16), sn, fc.nat(), (dev, serial, at) => {
      const body = `LW:D0:70B3D57ED0000010:${dev}:000AF8BE:S${serial}`;
      const place = 'LW:D0:'.length + (at % (body.length - 'LW:D0:'.length));
      fc.pre(body[place] !== ':');
      const wrong = body[place] === '7' ? '8' : '7';
      const text = `${body.slice(0, place)}${wrong}${body.slice(place + 1)}:C${tr005Checksum(body)}`;
      const { candidates } = findSn(text);
      expect(candidates).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

describe('Matter', () => {
  test('the serial of any device, and nothing of its passcode', () => {
    const serial = fc.oneof(sn, fc.integer({ min: 0, max: 0xffffffff }));
    fc.assert(
      fc.property(matterDevice, serial, (device, value) => {
        const text = matterQr({ ...device, serial: value });
        expect(reads(text)).toMatchObject({
          sn: String(value),
          facts: { VendorID: device.vendor.toString(16).toUpperCase().padStart(4, '0') },
        });
        expect(reads(matterQr(device))).toMatchObject({ why: 'read-no-sn' });
        expect(withoutSecrets(text)).toBe('MT:***');
        expect(withoutSecrets(`]Q1${text.slice(0, 12)}`)).toBe(']Q1MT:***');
      }),
      { numRuns: 2000 },
    );
  });

  test('a pairing code of any device is known, and one digit or a swap off it is none', () => {
    const place = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(matterDevice, fc.boolean(), place, (device, long, [at, by]) => {
        const text = matterManual(device, long);
        expect(withoutSecrets(text)).toBe('***');
        const index = at % text.length;
        const wrong =
          text.slice(0, index) + ((Number(text[index]) + by) % 10) + text.slice(index + 1);
        expect(withoutSecrets(wrong)).toBe(wrong);
        const next = (index + 1) % text.length;
        const [low, high] = [Math.min(index, next), Math.max(index, next)];
        fc.pre(high === low + 1 && text[low] !== text[high]);
        const swapped = `${text.slice(0, low)}${text[high]}${text[low]}${text.slice(high + 1)}`;
        expect(withoutSecrets(swapped)).toBe(swapped);
      }),
      { numRuns: 2000 },
    );
  });
});

test('ISO 15434: identifiers in any order', () => {
  const field = fc.tuple(
    fc.constantFrom('1P', 'Q', '4L', '17V', '25S', '18S'),
    chars(letters, 1, 12),
  );
  fc.assert(
    fc.property(sn, fc.array(field, { maxLength: 5 }), fc.nat(), (serial, others, at) => {
      const fields = others.map(([identifier, value]) => identifier + value);
      const place = at % (fields.length + 1);
      const all = fields.toSpliced(place, 0, `S${serial}`);
      const text = iso15434('06', all);
      expect(reads(text).sn).toBe(serial);
      // Torn anywhere before its record ends it says nothing.
      const end = 1 + (at % (text.length - 3));
      fc.pre(end > 3);
      expect(reads(text.slice(0, end)).sn).toBeUndefined();
      expect(text.endsWith(`${RS}\u0004`)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('GS1: any order of fields that end with FNC1', () => {
  const fields = fc.record({
    body: chars('0123456789', 13, 13),
    sn,
    lot: chars(letters, 1, 20),
    part: chars(letters, 1, 30),
    order: fc.shuffledSubarray(['01', '10', '21', '240', '17'], { minLength: 5 }),
  });
  fc.assert(
    fc.property(fields, ({ body, sn: serial, lot, part, order }) => {
      const gtin = body + mod10Digit(body);
      const data: Record<string, string> = {
        '01': gtin,
        '10': lot,
        '21': serial,
        '240': part,
        '17': '291231',
      };
      const fixed = new Set(['01', '17']);
      const text = order
        .map((identifier) => identifier + data[identifier] + (fixed.has(identifier) ? '' : GS))
        .join('');
      const expected = { sn: serial, facts: { GTIN: gtin, Lot: lot, PartNumber: part } };
      expect(reads(`]d2${text}`)).toMatchObject(expected);
      expect(reads(`${GS}${text}`)).toMatchObject(expected);
      const brackets = order.map((identifier) => `(${identifier})${data[identifier]}`).join('');
      expect(reads(brackets)).toMatchObject(expected);
    }),
    { numRuns: 3000 },
  );
});

test('pairs: any names beside the SN', () => {
  const other = fc.tuple(fc.constantFrom('MODEL', 'FW', 'Colour', 'rev'), chars(letters, 1, 8));
  const sign = fc.constantFrom('=', ':', ': ', ' = ');
  const gap = fc.constantFrom(';', ',', '|', '\r\n', '; ', '\t');
  const place = fc.nat();
  fc.assert(
    fc.property(
      sn,
      fc.array(other, { maxLength: 4 }),
      sign,
      gap,
      place,
      (serial, others, is, and, at) => {
        const pairs = others.map(([key, value]) => key + is + value);
        const all = pairs.toSpliced(at % (pairs.length + 1), 0, `SN${is}${serial}`);
        expect(reads(all.join(and)).sn).toBe(serial);
      },
    ),
    { numRuns: 3000 },
  );
});

describe('what is secret by its name', () => {
  test.for([
    '{"sn":"AB-0001","appKey":"SECRET1","password":"SECRET2"}',
    '{ "sn" : "AB-0001" , "App Key" : "SECRET\\"1" }',
    '{"sn":"AB-0001","pin":7777SECRET,"x":1}',
    '{"sn":"AB-0001","nwk_key":"SECRET1',
    'https://x.example/?sn=AB-0001&token=SECRET1&x=2',
    'https://x.example/d/AB-0001?OwnerToken=SECRET#pw=SECRET',
    'SN=AB-0001;PIN=SECRET;PSK:SECRET',
    'SN: AB-0001\r\nWiFi password: SECRET',
    'SN=AB-0001 PASSWORD=SECRET',
    'WIFI:T:WPA;S:Line;P:SECRET;;',
    ']Q1wifi:T:WPA;P:SECRET',
    'LW:D0:OSECRET',
    'lw:d0:70b3d57ed0000010:0018b20000000101:000af8be:oSECRET:sab-0001',
  ])('%s', (text) => {
    const kept = withoutSecrets(text);
    expect(kept).not.toContain('SECRET');
    expect(kept).toContain('***');
    expect(withoutSecrets(kept)).toBe(kept);
  });

  test.for([
    '{"sn":"AB-0001","productKey":"abc","monkey":"x","spin":"up","Keynote":1}',
    'https://x.example/?sn=AB-0001&key=1',
    'AB-0001',
    'SN=AB-0001;MAC=AA:BB:CC:DD:EE:FF',
    `]d201${gtin14}21AB-0001`,
    '4006381333931',
  ])('and this is kept as it is: %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});

/** 64 KiB, more than any code holds: what grows faster than the text would not come back in time. */
describe('64 KiB of junk is through', () => {
  const size = 65_536;
  const fill = (pattern: string) => pattern.repeat(Math.ceil(size / pattern.length));
  const starts = [
    '',
    'LW:D0:',
    'MT:',
    'DPP:',
    '[)>\u001e06\u001d',
    '{"a":"',
    'https://x/',
    ']C1',
    '(21)',
    'SN=',
  ];
  const junk = [
    ' ',
    '0',
    'A',
    ':',
    ';',
    '=',
    '\u001d',
    '\u001e',
    '"',
    '\\',
    '%',
    '/',
    '(01)',
    '(21)A',
    '*',
    '\0',
  ];
  const mixed = [
    'A=',
    'a: ',
    'SN=1;',
    ' A',
    '21A\u001d',
    '0109506000134352',
    '"pin":"',
    'token=',
    '?a=b&',
    'S1\u001d',
    '[{',
    '.....',
  ];

  test.for(starts)('behind %j', (start) => {
    for (const pattern of [...junk, ...mixed]) {
      const text = start + fill(pattern);
      const { candidates, why } = findSn(text);
      expect(candidates.length > 0 || why !== undefined).toBe(true);
      withoutSecrets(text);
    }
  });

  test('and so is any other', () => {
    const noise = fc.array(fc.constantFrom(...starts.slice(1), ...junk, ...mixed), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(noise, (parts) => {
        const text = fill(parts.join(''));
        findSn(text);
        withoutSecrets(text);
      }),
      { numRuns: 100 },
    );
  });
});
