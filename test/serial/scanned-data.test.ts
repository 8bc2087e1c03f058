import { describe, expect, test } from 'vitest';
import type { MasterDataValues, MasterDatum } from '../../shared/models/catalog.ts';
import { findSn } from '../../shared/serial/find-sn.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { scannedData } from '../../shared/serial/scanned-data.ts';
import { understand } from '../../shared/serial/understand.ts';
import { must } from '../support/must.ts';

/** Which of a group's master data a code fills, and which codes are refused for theirs. */

const datum = (identifier: string, part: Partial<MasterDatum> = {}): MasterDatum => ({
  identifier,
  name: identifier,
  type: 'String',
  required: false,
  tags: {},
  description: '',
  ...part,
});
const carried = (json: object | string, data: MasterDatum[], given?: MasterDataValues) => {
  const text = typeof json === 'string' ? json : JSON.stringify({ sn: 'AB-0001', ...json });
  const found = scannedData(findSn(text).facts, data, given);
  return found.ok ? found.value : [found.problem.code, found.problem.params?.why];
};

describe('a name is the same thing', () => {
  test.for([
    ['MAC', 'mac'],
    ['macAddress', 'MAC'],
    ['mac_addr', 'MAC Address'],
    ['fwVersion', 'FW'],
    ['firmware', 'Firmware Version'],
    ['partNo', 'P/N'],
    ['batchNumber', 'lot'],
    ['colour', 'Colour'],
    ['额定功率', '额定功率'],
  ])('%s from %s', ([identifier, name]) => {
    const value = /mac/i.test(identifier as string) ? 'AA:BB:CC:DD:EE:FF' : 'X1';
    expect(carried({ [name as string]: value }, [datum(identifier as string)])).toEqual({
      [identifier as string]: value,
    });
  });

  test('only what the group has, and nothing else', () => {
    expect(carried({ mac: 'AABBCCDDEEFF', colour: 'red', empty: '' }, [datum('empty')])).toEqual(
      {},
    );
  });

  test('neither what the station decides nor a secret, even if the group has it', () => {
    const data = ['orgId', 'regionId', 'modelId', 'assetId', 'deviceSn', 'appKey', 'password'];
    const values = Object.fromEntries(data.map((name) => [name, 'X']));
    expect(
      carried(
        values,
        data.map((name) => datum(name)),
      ),
    ).toEqual({});
  });
});

describe('a value is that of its type', () => {
  test.for<[string, unknown, Partial<MasterDatum>, unknown]>([
    ['a number as text', '5.5', { type: 'Double' }, 5.5],
    ['a number', 5.5, { type: 'Double' }, 5.5],
    ['an exponent', 1e21, { type: 'Double' }, 1e21],
    ['a whole number', 7, { type: 'Integer' }, 7],
    ['true', true, { type: 'Boolean' }, true],
    ['FALSE', 'FALSE', { type: 'Boolean' }, false],
    ['an item', 'three', { type: 'Enum', items: ['one', 'three'] }, 'three'],
    ['a day', '2026-01-31', { type: 'Date' }, '2026-01-31'],
    ['a text with translations', 'red', { type: 'StringI18n' }, { defaultValue: 'red' }],
    ['a number where a text is asked for', 7, {}, '7'],
  ])('%s', ([, value, part, expected]) => {
    expect(carried({ x: value }, [datum('x', part)])).toEqual({ x: expected });
  });

  test.for<[string, unknown, Partial<MasterDatum>, string]>([
    ['words for a number', '5 kW', { type: 'Double' }, 'not-number'],
    ['a fraction for a whole number', 5.5, { type: 'Integer' }, 'not-whole'],
    ['more than a double holds', '1e999', { type: 'Double' }, 'not-number'],
    ['more than is whole', '12345678901234567890', { type: 'Integer' }, 'not-whole'],
    ['yes', 'yes', { type: 'Boolean' }, 'not-boolean'],
    ['another item', 'two', { type: 'Enum', items: ['one', 'three'] }, 'not-item'],
    ['a day as people write it', '31.01.2026', { type: 'Date' }, 'not-date'],
    ['a text too long', 'ABCDE', { maxLength: 4 }, 'too-long'],
  ])('%s does not fit', ([, value, part, why]) => {
    expect(carried({ x: value }, [datum('x', part)])).toEqual(['value-misfit', why]);
  });
});

describe('an address', () => {
  const mac = [datum('MAC')];
  test.for([
    ['aabbccddeeff', 'AA:BB:CC:DD:EE:FF'],
    ['AA-BB-CC-DD-EE-FF', 'AA:BB:CC:DD:EE:FF'],
    ['aabb.ccdd.eeff', 'AA:BB:CC:DD:EE:FF'],
    ['00124B0014B5D6A1', '00:12:4B:00:14:B5:D6:A1'],
  ])('%s is written %s', ([text, written]) => {
    expect(carried({ mac: text }, mac)).toEqual({ MAC: written });
  });
  test('is written plain where the group has no room for colons', () => {
    expect(carried({ mac: 'aa:bb:cc:dd:ee:ff' }, [datum('MAC', { maxLength: 12 })])).toEqual({
      MAC: 'AABBCCDDEEFF',
    });
  });
  test.for(['AABBCCDDEE', 'AABBCCDDEEFG', 'AA:BB:CC:DD:EE:FF:00', 'none'])('%s is none', (text) => {
    expect(carried({ mac: text }, mac)).toEqual(['value-misfit', 'not-mac']);
  });
  test('an EUI has sixteen digits', () => {
    expect(carried({ deveui: '34-c5-d0-fa-68-ce-ff-a5' }, [datum('devEui')])).toEqual({
      devEui: '34C5D0FA68CEFFA5',
    });
    expect(carried({ deveui: '34c5d0fa68ceff' }, [datum('devEui')])).toEqual([
      'value-misfit',
      'not-eui',
    ]);
  });
});

describe('two values', () => {
  test('that say the same are one', () => {
    const data = [datum('MAC')];
    expect(carried({ mac: 'aabbccddeeff', MAC: 'AA:BB:CC:DD:EE:FF' }, data)).toEqual({
      MAC: 'AA:BB:CC:DD:EE:FF',
    });
    expect(carried({ mac: 'AABBCCDDEEFF', MAC: 'AABBCCDDEE00' }, data)).toEqual([
      'value-misfit',
      'not-one',
    ]);
  });

  test('of the code and of the batch must agree', () => {
    const data = [datum('rev', { default: 'C' })];
    expect(carried({ rev: 'B' }, data, { rev: 'B' })).toEqual({ rev: 'B' });
    expect(carried({ rev: 'B' }, data, { rev: 'A' })).toEqual(['value-misfit', 'not-as-given']);
    // A default is what counts when nobody says anything.
    expect(carried({ rev: 'B' }, data)).toEqual({ rev: 'B' });
  });
});

test('what the group requires of each unit has to be in the code', () => {
  const data = [
    datum('MAC', { required: true, name: 'MAC address' }),
    datum('site', { required: true }),
  ];
  expect(scannedData([], data)).toMatchObject({
    problem: { code: 'read-data-missing', params: { name: 'MAC address' } },
  });
  expect(scannedData([], data, { MAC: 'AA:BB:CC:DD:EE:FF' })).toEqual({ ok: true, value: {} });
});

test('a part of the SN that has to be what the code says beside it is compared with it', () => {
  const rule = {
    pattern: '(?P<model>[A-Z0-9]{2})-[0-9]{4}',
    parts: [{ name: 'model', equals: 'Model' }],
    checkDigit: 'none' as const,
  };
  const check = must(compileRule(rule));
  const read = (text: string) => understand(text, 'G1', check);
  expect(read('SN=X5-0001;Model no=X5').ok).toBe(true);
  expect(read('SN=X5-0001').ok).toBe(true);
  expect(read('SN=X5-0001;Model no=X7')).toMatchObject({
    ok: false,
    problem: { code: 'sn-part-differs' },
  });
});
