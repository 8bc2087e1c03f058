import { describe, expect, test } from 'vitest';
import { createDoctor } from '../../shared/import/doctor/doctor.ts';
import { doctorRule } from '../../shared/import/doctor/rule.ts';
import { type SnRule, snRuleSchema } from '../../shared/models/catalog.ts';
import { must } from '../support/must.ts';
import { all, opened } from './support.ts';

const inv: Partial<SnRule> = { pattern: 'INV[0-9]{4}' };
const doctor = (given: Partial<SnRule> = inv, head = ['SN', 'Name', 'Note']) =>
  createDoctor({
    head,
    snColumn: 0,
    delimiter: ',',
    rule: must(doctorRule(snRuleSchema.parse(given))),
  });
const row = (...cells: string[]) => ({ row: 7, line: 9, cells });

describe('rows that are no devices', () => {
  test.each([
    ['empty', row('', ' ', ''), 'skip-empty'],
    ['the heading again', row('SN', 'Name', 'Note'), 'skip-heading'],
    ['the heading again, written otherwise', row(' s.n. ', 'NAME', 'ｎｏｔｅ'), 'skip-heading'],
    ['totals', row('Total', '', '12'), 'skip-totals'],
    ['totals further right', row('', 'Total: 12', ''), 'skip-totals'],
    ['Chinese totals', row('合计', '12', ''), 'skip-totals'],
    ['a Chinese count', row('共 120 台'), 'skip-totals'],
  ])('%s', (_, given, why) => {
    expect(doctor()(given)).toEqual({ kind: 'skipped', row: 7, why });
  });

  test('a rule that takes any text takes the word, too: a person says', () => {
    expect(doctor({})(row('Total', '', '12'))).toMatchObject({ kind: 'asked', why: 'ask-totals' });
    expect(doctor({})(row('TOTAL-001', 'x', ''))).toMatchObject({ kind: 'taken' });
  });
});

describe('rows that are separated by another sign than the heading', () => {
  test('are split where one way gives an SN', () => {
    expect(doctor()(row('INV0001;Sensor;"a;b"'))).toEqual({
      kind: 'taken',
      row: 7,
      deviceSn: 'INV0001',
      cells: ['INV0001', 'Sensor', 'a;b'],
      repairs: [
        {
          row: 7,
          column: 'A',
          before: 'INV0001;Sensor;"a;b"',
          after: 'INV0001,Sensor,a;b',
          whys: ['repair-delimiter'],
        },
      ],
    });
  });

  test('also with commas in their cells, empty cells, or another repair to be made', () => {
    expect(doctor()(row('INV0001;Sensor; 3', '5 mm'))).toMatchObject({
      cells: ['INV0001', 'Sensor', '3,5 mm'],
    });
    expect(doctor()(row('INV0001|Sensor|'))).toMatchObject({ cells: ['INV0001', 'Sensor', ''] });
    expect(doctor()(row('inv0001\tSensor\tx'))).toMatchObject({
      deviceSn: 'INV0001',
      repairs: [{ whys: ['repair-delimiter'] }, { column: 'A', whys: ['repair-case'] }],
    });
  });

  test('are asked for where any text is an SN', () => {
    expect(doctor({})(row('INV0001;Sensor;x'))).toMatchObject({
      kind: 'asked',
      why: 'ask-delimiter',
    });
  });
});

describe('a row says what is wrong with it', () => {
  test('cells beyond the heading: the columns may have moved', () => {
    expect(doctor()(row('INV0001', 'Sensor', 'a', 'b'))).toMatchObject({ why: 'ask-surplus' });
    expect(doctor()(row('INV0001', 'Sensor', 'a', '', ' '))).toMatchObject({ kind: 'taken' });
  });

  test('missing cells are empty ones', () => {
    expect(doctor()(row('INV0001'))).toMatchObject({ kind: 'taken', deviceSn: 'INV0001' });
  });

  test('no SN, or one of another group', () => {
    expect(doctor()(row('', 'Sensor', ''))).toMatchObject({
      kind: 'refused',
      column: 'A',
      problem: { code: 'read-empty' },
    });
    expect(doctor()(row('BOX0001', '', ''))).toMatchObject({ problem: { code: 'sn-pattern' } });
  });

  test('what its reader refused', () => {
    const problem = { code: 'import-field-long' as const, message: '' };
    expect(doctor()({ ...row(), problem })).toMatchObject({ kind: 'refused', problem });
  });
});

test('a file that went through a spreadsheet and three hands', async () => {
  const table = await opened(
    [
      'SN,Name',
      'INV0001,first',
      'inv0002,second',
      'INV\u00a00003,third',
      'SN,Name',
      'INV0004;fourth',
      '1NVO005,fifth',
      '2024/3/1,sixth',
      'BOX1,seventh',
      'Total,7',
      '',
    ].join('\r\n'),
  );
  const { rows } = await all(table);
  const [head, ...rest] = rows;
  const look = createDoctor({
    head: head?.cells ?? [],
    snColumn: 0,
    delimiter: table.delimiter?.delimiter ?? null,
    rule: must(doctorRule(snRuleSchema.parse(inv))),
  });
  const said = rest.map(look).map((each) => {
    if (each.kind === 'taken') {
      return [each.row, each.deviceSn, ...each.repairs.flatMap(({ whys }) => whys)];
    }
    if (each.kind === 'refused') return [each.row, each.problem.code];
    return [each.row, each.why];
  });
  expect(said).toEqual([
    [2, 'INV0001'],
    [3, 'INV0002', 'repair-case'],
    [4, 'INV0003', 'repair-blank'],
    [5, 'skip-heading'],
    [6, 'INV0004', 'repair-delimiter'],
    [7, 'INV0005', 'repair-look-alike'],
    [8, 'ask-date'],
    [9, 'sn-pattern'],
    [10, 'skip-totals'],
  ]);
});
