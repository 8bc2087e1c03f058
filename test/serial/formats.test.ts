import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../shared/problems.ts';
import { findSn } from '../../shared/serial/find-sn.ts';
import { EOT, iso15434, matterManual, matterQr, RS, tr005Checksum } from '../support/codes.ts';
import { GS, gtin14 } from '../support/serial-numbers.ts';

/** Codes as they are printed on real devices and in the standards, and what is read out of them. */
type Row = [story: string, text: string, sn: string | ProblemCode, facts?: Record<string, string>];

const euis = 'LW:D0:70B3D57ED0000010:0018B20000000101:000AF8BE';
const lora = { JoinEUI: '70B3D57ED0000010', DevEUI: '0018B20000000101', ProfileID: '000AF8BE' };
const tr005Example =
  'LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C';
const tr005ExampleFacts = {
  JoinEUI: '1122334455667788',
  DevEUI: 'AABBCCDDEEFF0011',
  ProfileID: 'AABB1122',
};
const device = { vendor: 0xfff1, product: 0x8000, discriminator: 3840, passcode: 20202021 };
const chip = { VendorID: '000C', ProductID: '0001' };
const dppKey = 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADURzxmttZoIRIPWGoQMV00XHWCAQIhXruVWOz0NjlkIA=';

const tables: Record<string, Row[]> = {
  LoRaWAN: [
    ['the example of TR005, with its checksum', tr005Example, 'YYWWNNNNNN', tr005ExampleFacts],
    ['behind an identifier', `]Q1${tr005Example}\r\n`, 'YYWWNNNNNN', tr005ExampleFacts],
    ['a serial number and no more', `${euis}:S241218QR10005`, '241218QR10005', lora],
    [
      'an EUI in lower case, as some print it',
      'LW:D0:0000000000000000:34c5d0fa68ceffa5:FFFF0BEB:S241218QR10005',
      '241218QR10005',
      { JoinEUI: '0000000000000000', DevEUI: '34c5d0fa68ceffa5', ProfileID: 'FFFF0BEB' },
    ],
    ['no serial number: the DevEUI is none', euis, 'read-no-sn', lora],
    ['an owner token alone', `${euis}:O123456`, 'read-no-sn', lora],
    ['an empty serial number', `${euis}:S`, 'read-no-sn', lora],
    ['the checksum of another code', `${euis}:SAB-0001:C0000`, 'read-check-digit'],
    [
      'one character of the serial misread',
      tr005Example.replace('YYWW', 'YYWV'),
      'read-check-digit',
    ],
    ['a checksum that is torn', tr005Example.slice(0, -1), 'read-damaged'],
    ['a checksum that is not last', `${euis}:C0000:SAB-0001`, 'read-damaged'],
    ['two serial numbers', `${euis}:SAB-0001:SAB-0002`, 'read-damaged'],
    ['torn in the DevEUI', 'LW:D0:70B3D57ED0000010:0018B200', 'read-damaged'],
    ['torn behind the scheme', 'LW:', 'read-damaged'],
    ['no EUIs, as one maker prints it', 'LW:D0:::PXA01450340', 'read-damaged'],
    ['an EUI that is none', euis.replace('70B3', '70G3'), 'read-damaged'],
    ['CapsLock', `${euis}:SAB-0001`.toLowerCase(), 'read-damaged'],
    ['a later version', euis.replace('D0', 'D1'), 'read-no-sn'],
  ],
  Matter: [
    [
      'the sample of the SDK',
      'MT:Y.K9042C00KA0648G00',
      'read-no-sn',
      { VendorID: 'FFF1', ProductID: '8000' },
    ],
    ['its test code', 'MT:M5L90MP500K64J00000', 'read-no-sn', chip],
    [
      'its test code with a serial and vendor fields',
      'MT:M5L90MP500K64J0A33P0SET70.QT52B.E23-WZE0WISA0DK5N1K8SQ1RYCU1O0',
      '123456789',
      chip,
    ],
    [
      'a serial as a number of eight bytes',
      'MT:M5L90MP500K64J0A33P0PF7100000000000Q940',
      '1',
      chip,
    ],
    ['a serial as a number', matterQr({ ...device, serial: 123456789 }), '123456789'],
    ['a serial as a text', matterQr({ ...device, serial: 'AB-0001' }), 'AB-0001'],
    ['a serial in Chinese', matterQr({ ...device, serial: '序-1' }), '序-1'],
    ['several devices in one code', 'MT:M5L90MP500K64J00000*M5L90U.D010K4J00000', 'read-no-sn'],
    ['torn', 'MT:Y.K9042C00KA0648', 'read-damaged'],
    ['torn by one character', 'MT:Y.K9042C00KA0648G0', 'read-damaged'],
    [
      'torn within the serial',
      matterQr({ ...device, serial: 'AB-0001' }).slice(0, -5),
      'read-damaged',
    ],
    ['nothing behind the prefix', 'MT:', 'read-damaged'],
    ['CapsLock', 'mt:y.k9042c00ka0648g00', 'read-damaged'],
    ['a character that Base-38 has not', 'MT:Y.K9042C00KA0648G0_', 'read-damaged'],
    ['more than three bytes in five characters', 'MT:.....K9042C00KA06400', 'read-damaged'],
    ['a version that does not exist yet', matterQr({ ...device, version: 1 }), 'read-damaged'],
    ['no passcode', matterQr({ ...device, passcode: 0 }), 'read-damaged'],
    ['a passcode of nine digits', matterQr({ ...device, passcode: 111_111_111 }), 'read-damaged'],
  ],
  'Wi-Fi DPP': [
    [
      'a code with the SN in its information',
      `DPP:I:SN=4774LH2b4044;M:010203040506;K:${dppKey};;`,
      '4774LH2b4044',
      { MAC: '010203040506' },
    ],
    [
      'more information beside it',
      `DPP:C:81/1,115/36;V:2;M:5254005828e5;I:SN=AB-0001,MODEL=X5;K:${dppKey};;`,
      'AB-0001',
      { MAC: '5254005828e5', MODEL: 'X5' },
    ],
    [
      'empty information',
      `DPP:I:;M:010203040506;K:${dppKey};;`,
      'read-no-sn',
      { MAC: '010203040506' },
    ],
    ['no information', `DPP:C:81/1,115/36;K:${dppKey};;`, 'read-no-sn'],
    ['information that is only a name', `DPP:I:AB-0001;K:${dppKey};;`, 'read-no-sn'],
    ['a MAC that is too short', `DPP:I:;M:01020304050;K:${dppKey};;`, 'read-damaged'],
    ['no key', 'DPP:I:SN=AB-0001;M:010203040506;;', 'read-damaged'],
    ['a field without colon', `DPP:C:1/2;M:;K;;`, 'read-damaged'],
    ['one field twice', `DPP:M:010203040506;M:010203040507;K:${dppKey};;`, 'read-damaged'],
    ['torn', `DPP:I:SN=4774LH2b4044;M:0102030`, 'read-damaged'],
    ['torn at the very end', `DPP:I:SN=4774LH2b4044;K:${dppKey};`, 'read-damaged'],
    ['nothing in it', 'DPP:;;', 'read-damaged'],
    ['CapsLock', `dpp:i:sn=4774lh2B4044;k:${dppKey};;`, 'read-damaged'],
  ],
  'Wi-Fi': [['the code of a network', 'WIFI:T:WPA;S:Line 3;P:hunter22;;', 'read-no-sn']],
  'ISO 15434': [
    [
      'data identifiers, as MIL-STD-130 has them',
      iso15434('06', ['17V0CVA5', '1P1234', 'S786950']),
      '786950',
      { PartNumber: '1234' },
    ],
    [
      'MAC, lot and part beside the SN',
      iso15434('06', ['SAB-0001', '23SAABBCCDDEEFF', '1TLOT42', '1PX5-R2']),
      'AB-0001',
      { MAC: 'AABBCCDDEEFF', Lot: 'LOT42', PartNumber: 'X5-R2' },
    ],
    ['text element identifiers', iso15434('12', ['MFR 0CVA5', 'SER 786950']), '786950'],
    [
      'SEQ, the serial within a part',
      iso15434('12', ['PNR 1234', 'SEQ 7']),
      '7',
      { PartNumber: '1234' },
    ],
    ['GS1 identifiers', iso15434('05', [`01${gtin14}21AB-0001`]), 'AB-0001', { GTIN: gtin14 }],
    ['two records', `[)>${RS}06${GS}1PX5${RS}05${GS}21AB-0001${RS}${EOT}`, 'AB-0001'],
    ['a scanner that does not send EOT', iso15434('06', ['SAB-0001']).slice(0, -1), 'AB-0001'],
    [
      'a record of another format beside it',
      `[)>${RS}06${GS}SAB-0001${RS}02${GS}EDI${RS}${EOT}`,
      'AB-0001',
    ],
    ['no serial', iso15434('06', ['1PX5', 'Q10']), 'read-no-sn', { PartNumber: 'X5' }],
    ['two serials that differ', iso15434('06', ['SAB-0001', 'SAB-0002']), 'read-no-sn'],
    ['the same serial twice', iso15434('06', ['SAB-0001', 'SAB-0001']), 'AB-0001'],
    ['torn within the serial', `[)>${RS}06${GS}1PX5${GS}SAB-0`, 'read-damaged'],
    ['a keyboard that drops the separators', '[)>06SAB-0001', 'read-damaged'],
    ['the header alone', '[)>', 'read-damaged'],
    ['no field', `[)>${RS}06${RS}${EOT}`, 'read-damaged'],
    ['no identifier', iso15434('06', ['123456']), 'read-damaged'],
    ['CapsLock', iso15434('06', ['sab-0001']), 'read-damaged'],
    [
      'a GTIN whose check digit is wrong',
      iso15434('05', ['010950600013435321AB-0001']),
      'read-check-digit',
    ],
  ],
  GS1: [
    [
      'lot, dates and part beside the serial',
      `]d201${gtin14}11260131172912001 0LOT42${GS}240X5${GS}21AB-0001`.replace('1 0L', '10L'),
      'AB-0001',
      {
        GTIN: gtin14,
        ProductionDate: '2026-01-31',
        ExpiryDate: '2029-12-31',
        Lot: 'LOT42',
        PartNumber: 'X5',
      },
    ],
    [
      'day 00 of a February',
      `]d211240200${'21'}AB-0001`,
      'AB-0001',
      { ProductionDate: '2024-02-29' },
    ],
    [
      'the version of the software',
      `]d28012V1.2${GS}21AB-0001`,
      'AB-0001',
      { FirmwareVersion: 'V1.2' },
    ],
    ['a field that GS1 does not know', `]C10912345${GS}21AB-0001`, 'read-damaged'],
    ['a fixed field that is too short', `]C111290${GS}21AB-0001`, 'read-damaged'],
    ['letters in a number', `]C101ABC06000134352${GS}21AB-0001`, 'read-damaged'],
    ['a serial of 21 characters: an FNC1 was lost', `]C121${'A'.repeat(21)}`, 'read-damaged'],
    ['a character that GS1 has not', ']C121AB 0001', 'read-damaged'],
    ['the GTIN misread', ']C1010950600013435321AB-0001', 'read-check-digit'],
    ['the SSCC misread', ']C100106141412345678907', 'read-check-digit'],
    ['an SSCC is no device', ']C100106141412345678908', 'read-no-sn'],
    ['a GLN misread', ']C1410950110153000421AB-0001', 'read-check-digit'],
    ['an asset number misread', ']C1800309501101530004A1', 'read-check-digit'],
    ['brackets, the GTIN misread', '(01)09506000134353(21)AB-0001', 'read-check-digit'],
    ['a GTIN alone', `(01)${gtin14}`, 'read-no-sn', { GTIN: gtin14 }],
    [
      'a link whose GTIN is misread',
      'https://id.gs1.org/01/09506000134353/21/AB-0001',
      'read-check-digit',
    ],
    [
      'a link with lot and expiry',
      `https://id.gs1.org/01/${gtin14}/10/LOT42/21/AB-0001?17=291231`,
      'AB-0001',
      { GTIN: gtin14, Lot: 'LOT42', ExpiryDate: '2029-12-31' },
    ],
    ['compressed: SSCC', 'https://id.gs1.org/AN2yxDhfaiaw', 'read-compressed'],
    ['compressed: GTIN', 'https://x.example/AQnYUc1gmg', 'read-compressed'],
    ['compressed: GTIN and lot', 'https://x.example/AQnYUc1gmiCNV4JG', 'read-compressed'],
    [
      'compressed: GTIN, lot, serial',
      'https://x.example/AQnYUc1gmiCNV4JGQhcNT6K6c',
      'read-compressed',
    ],
    [
      'compressed: and variant',
      'https://x.example/AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ',
      'read-compressed',
    ],
    ['compressed, another GTIN', 'https://x.example/p/ARFKk4XB0CDKWcnpq', 'read-compressed'],
    [
      'compressed: what only the resolver of GS1 says',
      'https://id.gs1.org/QVSaVjC_dA',
      'read-compressed',
    ],
    ['an SN that could nearly be one', 'https://x.example/AQnYUc1gmh', 'AQnYUc1gmh'],
    ['an SN of such characters', 'https://x.example/p/DA12345678', 'DA12345678'],
  ],
  'key=value': [
    [
      'equals and semicolons',
      'SN=AB-0001;MAC=AA:BB:CC:DD:EE:FF',
      'AB-0001',
      { MAC: 'AA:BB:CC:DD:EE:FF' },
    ],
    ['colons and commas', 'SN:AB-0001,FW:1.2.3', 'AB-0001', { FW: '1.2.3' }],
    ['one a line', 'Model: X5\r\nS/N: AB-0001\r\nMAC: AABBCCDDEEFF', 'AB-0001', { Model: 'X5' }],
    ['blanks between', 'SN: AB-0001 MAC: AABBCCDDEEFF', 'AB-0001', { MAC: 'AABBCCDDEEFF' }],
    ['bars', 'MAC=AABBCCDDEEFF|SN=AB-0001', 'AB-0001'],
    ['Serial No', 'Serial No: AB-0001', 'AB-0001'],
    ['blanks between, and in a name', 'SN: AB-0001 Part No: X5', 'read-no-sn'],
    ['a blank in an SN that stands alone', 'SN: AB 0001', 'AB 0001'],
    ['the SN last, another maker’s names', 'TYPE=X;SN=AB-0001', 'AB-0001', { TYPE: 'X' }],
    ['a remark behind', 'SN: AB-0001, made in Italy', 'AB-0001'],
    ['a MAC and no SN', 'MAC:AABBCCDDEEFF', 'read-no-sn', { MAC: 'AABBCCDDEEFF' }],
    ['an empty SN', 'SN=;MAC=AABBCCDDEEFF', 'read-no-sn'],
    ['two SNs that differ', 'SN=AB-0001;S/N=AB-0002', 'read-no-sn'],
    ['no name that is known', 'A=1;B=2', 'A=1;B=2'],
    ['SN and no sign is an SN', 'SN12345', 'SN12345'],
    ['a name within an SN', 'AB:MAC', 'AB:MAC'],
  ],
  JSON: [
    [
      'everything at its top',
      '{"sn":"AB-0001","mac":"AABBCCDDEEFF","ch":7,"ratio":1.50,"on":true,"in":{"x":1}}',
      'AB-0001',
      { mac: 'AABBCCDDEEFF', ch: '7', ratio: '1.50', on: 'true', in: '' },
    ],
  ],
  EAN: [
    ['an EAN-13 by its symbology', ']E04006381333931', 'read-no-sn', { GTIN: '4006381333931' }],
    ['an EAN-8', ']E473513537', 'read-no-sn', { GTIN: '73513537' }],
    ['a UPC-A', ']E0036000291452', 'read-no-sn', { GTIN: '036000291452' }],
  ],
};

const cases = Object.entries(tables).flatMap(([format, rows]) =>
  rows.map((row) => [`${format}: ${row[0]}`, row] as const),
);

test.for(cases)('%s', ([, [, text, expected, facts]]) => {
  const { candidates, why, facts: found } = findSn(text);
  expect(candidates[0]?.deviceSn ?? why?.code).toBe(expected);
  if (facts) expect(Object.fromEntries(found)).toMatchObject(facts);
});

describe('a bare number', () => {
  test.for([
    ['a Matter pairing code', '34970112332', 'read-no-sn'],
    ['one in groups', '3497-011-2332', 'read-no-sn'],
    ['a long one', matterManual(device, true), 'read-no-sn'],
  ] as const)('is first an SN, and else %s', ([, text, code]) => {
    const { candidates, instead } = findSn(text);
    expect(candidates[0]?.deviceSn).toBe(text);
    expect(instead?.code).toBe(code);
  });

  test.for([
    ['an EAN-13, which the explanation names', '4006381333931'],
    ['a pairing code misread', '34970112333'],
    ['two of its digits swapped', '34970113232'],
    ['a first digit that no code has', '94970112332'],
    ['twelve digits', '349701123320'],
  ])('is nothing else when it is %s', ([, text]) => {
    expect(findSn(text as string).instead).toBeUndefined();
  });
});

test('the checksum of the tests is that of the document', () => {
  expect(tr005Checksum(tr005Example.slice(0, -6))).toBe('AF2C');
  expect(matterManual(device)).toBe('34970112332');
  expect(matterQr(device)).toBe('MT:Y.K9042C00KA0648G00');
});
