import { describe, expect, test } from 'vitest';
import { headingOf } from '../../main/import/heading-of.ts';
import { findHeading, namesIn } from '../../shared/import/heading.ts';
import type { Row } from '../../shared/import/row.ts';
import { must, mustFail } from '../support/must.ts';
import { opened } from './support.ts';
import { textRow, workbook } from './workbook.ts';

const rows = (...cells: string[][]): Row[] =>
  cells.map((each, at) => ({ row: at + 1, line: at + 1, cells: each }));

describe('the heading is found', () => {
  test.each<[string, string[][], number]>([
    [
      'in the first row',
      [
        ['SN', 'Name'],
        ['A1', 'x'],
      ],
      1,
    ],
    [
      'whatever its case and signs',
      [
        ['Serial_No.', 'x'],
        ['A1', 'x'],
      ],
      1,
    ],
    [
      'below the notes of a template',
      [
        [
          'Notes: at most 1000 devices a file. The device SN must not repeat in a registration group.',
        ],
        ['* required', 'optional'],
        [],
        ['Device Serial No.*', 'Device Name', 'Time Zone'],
        ['A1', 'x', '+08:00'],
      ],
      4,
    ],
    [
      'in Chinese',
      [
        ['填写说明：序列号在注册组内不可重复'],
        ['设备序列号*', '设备名称', '描述'],
        ['A1', '逆变器', ''],
      ],
      2,
    ],
    [
      'with its identifier behind it',
      [['说明'], ['编号', '设备序列号(deviceSn)*'], ['1', 'A1']],
      2,
    ],
    [
      'the lower of two, of which one is for people',
      [
        ['设备序列号', '设备名称'],
        ['deviceSn', 'deviceName'],
        ['A1', 'x'],
      ],
      2,
    ],
    ['in both languages at once', [['x'], ['Device SN / 设备SN', '名称 / Name'], ['A1', 'x']], 2],
    [
      'also when it is named again below',
      [
        ['SN', 'N'],
        ['A1', 'x'],
        ['SN', 'N'],
        ['A2', 'y'],
      ],
      1,
    ],
  ])('%s', (_, cells, row) => {
    const found = findHeading(rows(...cells));
    expect(found).toMatchObject({ row, confidence: 'certain' });
    expect(found?.names).toEqual(cells[row - 1]);
  });

  test('by names that only the caller knows', () => {
    const found = findHeading(
      rows(['a note'], ['Gerät', 'x'], ['A1', 'y']),
      (plain) => plain === 'gerät',
    );
    expect(found).toMatchObject({ row: 2, confidence: 'certain' });
  });

  test('by its looks where no name is known, and then it is shown or asked', () => {
    expect(findHeading(rows(['Code', 'Ort'], ['A1', 'x'], ['A2', 'y']))).toMatchObject({
      row: 1,
      confidence: 'likely',
    });
    const below = rows(['a note'], ['Code', 'Ort', 'x'], ['A1', 'x', '1'], ['A2', 'y', '2']);
    expect(findHeading(below)).toMatchObject({ row: 2, confidence: 'unsure' });
    // There is none: the first device would be lost without a word.
    expect(findHeading(rows(['A1', '12'], ['A2', '13']))?.confidence).toBe('unsure');
    expect(findHeading(rows(['A1'], ['A2']))?.confidence).toBe('unsure');
  });

  test('nowhere in nothing', () => {
    expect(findHeading(rows([], ['', ' ']))).toBeNull();
  });
});

test('names in a heading', () => {
  expect(namesIn('设备序列号(deviceSn)*')).toEqual([
    '设备序列号devicesn',
    '设备序列号',
    'devicesn',
  ]);
  expect(namesIn('S/N')).toEqual(['sn']);
});

describe('of a table', () => {
  test('the row is told as the spreadsheet counts', async () => {
    const data = `<row r="3"><c t="str"><v>Please fill in:</v></c></row>${textRow('设备序列号', '名称')}${textRow('A1', 'x')}`;
    const table = await opened(workbook({ sheets: { D: data } }));
    expect(must(await headingOf(table))).toEqual({
      row: 4,
      names: ['设备序列号', '名称'],
      confidence: 'certain',
    });
  });

  test('the keys of JSON are it', async () => {
    const table = await opened('{"x":"A1"}\n{"x":"A2"}\n');
    expect(must(await headingOf(table))).toEqual({ row: 0, names: ['x'], confidence: 'certain' });
  });

  test('a table of blank rows has none', async () => {
    expect(mustFail(await headingOf(await opened(' \n \n'))).code).toBe('import-empty');
  });
});
