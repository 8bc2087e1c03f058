import { describe, expect, test } from 'vitest';
import type { SnPart, SnRule } from '../../shared/models/catalog.ts';
import type { ProblemCode } from '../../shared/problems.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { must, mustFail } from '../support/station.ts';

/** Noon on a Monday, by the wall clock of whatever machine runs this: ISO week 25 of 2026. */
const monday = new Date(2026, 5, 15, 12).getTime();

type Row = [text: string, code: ProblemCode | 'fits', params?: object];

function check(rule: SnRule, text: string, fields?: Record<string, string>, now = monday) {
  const compiled = must(compileRule(rule, 'INV5K1', { modelId: 'M5', now: () => now }));
  return compiled(text, fields);
}

const table = (title: string, rule: SnRule, rows: Row[]) =>
  describe(title, () => {
    test.for(rows)('"%s": %s', ([text, code, params]) => {
      const said = check(rule, text);
      expect(said?.code ?? 'fits').toBe(code);
      if (params) expect(said?.params).toMatchObject(params);
      expect(said?.message ?? '').not.toMatch(/\{\w+\}/);
    });
  });

const part = (pattern: string, wanted: Omit<SnPart, 'name'>): SnRule => ({
  pattern,
  checkDigit: 'none',
  parts: [{ name: 'p', ...wanted }],
});

table('values', part('(?P<p>[A-Z]+)-[0-9]+', { values: ['RED', 'BLUE'] }), [
  ['RED-1', 'fits'],
  ['BLUE-1', 'fits'],
  ['GREEN-1', 'sn-part-value', { part: 'p', found: 'GREEN', expected: 'RED, BLUE', position: 1 }],
  ['RE-1', 'sn-part-value'],
]);

table('a range', part('L(?P<p>[0-9A]+)', { range: { min: 7, max: 120 } }), [
  ['L007', 'fits'],
  ['L7', 'fits'],
  ['L120', 'fits'],
  ['L6', 'sn-part-range', { found: '6', min: 7, max: 120, position: 2 }],
  ['L121', 'sn-part-range'],
  ['L0121', 'sn-part-range'],
  ['LA', 'sn-part-range', { found: 'A' }],
  ['L9999999999999999', 'sn-part-range'],
]);

table('a week of the year', part('X(?P<p>[0-9]{4})', { date: { form: 'YYWW', maxAgeDays: 28 } }), [
  ['X2625', 'fits'],
  ['X2624', 'fits'],
  // Its Sunday is 24 May: 22 days ago.
  ['X2621', 'fits'],
  ['X2620', 'sn-part-early', { date: '2026-05-17', earliest: '2026-05-18', position: 2 }],
  ['X2525', 'sn-part-early'],
  ['X2626', 'sn-part-late', { date: '2026-06-22', latest: '2026-06-15' }],
  ['X2600', 'sn-part-date', { form: 'YYWW', found: '2600' }],
  ['X2653', 'sn-part-late'],
  ['X2654', 'sn-part-date'],
  ['X2553', 'sn-part-date'],
]);

table('a day', part('(?P<p>[0-9]{6})', { date: { form: 'YYMMDD', notBefore: '2024-02-29' } }), [
  ['260615', 'fits'],
  ['240229', 'fits'],
  ['240228', 'sn-part-early', { date: '2024-02-28', earliest: '2024-02-29' }],
  ['250229', 'sn-part-date'],
  ['261301', 'sn-part-date'],
  ['260431', 'sn-part-date'],
  ['260600', 'sn-part-date'],
  ['260616', 'sn-part-late'],
]);

table('a day ahead', part('(?P<p>[0-9]{8})', { date: { form: 'YYYYMMDD', maxAheadDays: 2 } }), [
  ['20260617', 'fits'],
  ['20260618', 'sn-part-late', { latest: '2026-06-17' }],
  ['19990101', 'fits'],
]);

table('a day of the year', part('(?P<p>[0-9]{5})', { date: { form: 'YYDDD' } }), [
  ['26166', 'fits'],
  ['26167', 'sn-part-late', { date: '2026-06-16' }],
  ['24366', 'fits'],
  ['25366', 'sn-part-date'],
  ['26000', 'sn-part-date'],
]);

table('a year of one digit and a month', part('(?P<p>[0-9][0-9A-Z])', { date: { form: 'YM' } }), [
  ['66', 'fits'],
  ['67', 'sn-part-late', { date: '2026-07-01' }],
  ['5A', 'fits'],
  ['5C', 'fits'],
  ['5D', 'sn-part-date'],
  ['50', 'sn-part-date'],
  // 2027 is next year; 8 is 2018.
  ['71', 'sn-part-late', { date: '2027-01-01' }],
  ['81', 'fits'],
]);

table(
  'weeks around new year (ISO 8601)',
  part('(?P<p>[0-9]{4})', { date: { form: 'YYWW', notBefore: '2020-12-28' } }),
  [
    ['2053', 'fits'],
    ['2052', 'sn-part-early', { date: '2020-12-27' }],
    ['2101', 'fits'],
    ['1953', 'sn-part-date'],
  ],
);

describe('a part that has to be the same as something else', () => {
  const model = part('(?P<p>[A-Z0-9]+)-[0-9]+', { equals: 'modelId' });
  const mac = part('[A-Z]+(?P<p>[0-9]+)', { equals: 'MAC' });
  test.for([
    ['the model of the group', model, 'M5-1', {}, 'fits'],
    ['another model', model, 'M7-1', {}, 'sn-part-differs'],
    ['the model that the code names, too', model, 'M5-1', { modelId: 'M5' }, 'fits'],
    ['a code that names another model', model, 'M5-1', { modelId: 'M7' }, 'sn-part-differs'],
    ['the group', part('(?P<p>.+)_[0-9]', { equals: 'groupId' }), 'INV5K1_1', {}, 'fits'],
    [
      'another group',
      part('(?P<p>.+)_[0-9]', { equals: 'groupId' }),
      'INV5K2_1',
      {},
      'sn-part-differs',
    ],
    ['what the code carries', mac, 'A12', { MAC: '12' }, 'fits'],
    ['what the code carries, differing', mac, 'A12', { MAC: '13' }, 'sn-part-differs'],
    ['what the code does not carry', mac, 'A12', {}, 'fits'],
    ['what the code carries empty', mac, 'A12', { MAC: '' }, 'fits'],
  ] as [string, SnRule, string, Record<string, string>, string][])(
    '%s',
    ([, rule, text, fields, code]) => {
      expect(check(rule, text, fields)?.code ?? 'fits').toBe(code);
    },
  );

  test('names both sides', () => {
    expect(check(model, 'M7-1')).toMatchObject({
      message: 'Part "p" of the SN is "M7", but modelId is "M5".',
      params: { found: 'M7', expected: 'M5', field: 'modelId', position: 1 },
    });
  });
});

describe('where an SN leaves the pattern', () => {
  const said = (pattern: string, text: string) =>
    check({ pattern, checkDigit: 'none' }, text)?.message ?? '';
  test.for([
    [
      '[A-Z]{3}-[0-9]{4}',
      'AB1-0001',
      'Character 3 is "1"; the pattern has one of these there: A-Z.',
    ],
    ['[A-Z]{3}-[0-9]{4}', 'ABC0001', 'Character 4 is "0"; the pattern has one of these there: -.'],
    [
      '[A-Z]{3}-[0-9]{4}',
      'ABC-00O1',
      'Character 7 is "O"; the pattern has one of these there: 0-9.',
    ],
    ['[A-Z]{3}-[0-9]{4}', 'ABC-000', 'one of these should follow as character 8: 0-9.'],
    ['[A-Z]{3}-[0-9]{4}', 'ABC-00011', 'It should end before character 9, "1".'],
    ['(INV|MTR)[0-9]+', 'IMV1', 'Character 2 is "M"; the pattern has one of these there: N.'],
    ['(INV|MTR)[0-9]+', 'XNV1', 'Character 1 is "X"; the pattern has one of these there: I M.'],
    ['INV[0-9]{2,4}X?', 'INV1X', 'Character 5 is "X"; the pattern has one of these there: 0-9.'],
    ['INV[0-9]{2,4}X?', 'INV12Y', 'Character 6 is "Y"; the pattern has one of these there: 0-9 X.'],
    ['(?P<a>A+)(?<b>[^0-9a-z])', 'AA', ''],
    ['\\d+\\.\\w', '12,a', 'Character 3 is ","; the pattern has one of these there: . 0-9.'],
    ['^A[\\]\\-]$', 'AB', 'Character 2 is "B"; the pattern has one of these there: - ].'],
    ['[-a]+[b-]', 'ac', 'Character 2 is "c"; the pattern has one of these there: - a b.'],
    ['😀[0-9]', '😀x', 'Character 2 is "x"; the pattern has one of these there: 0-9.'],
  ])('%s on %s', ([pattern, text, words]) => {
    expect(said(pattern as string, text as string)).toContain(words);
  });

  test.for(['(?i)ab', '\\bA', '[[:digit:]]+', '\\pL+', 'A\\x41', '(?:a|^b)'])(
    'of the pattern %s nothing is said rather than something wrong',
    (pattern) => {
      expect(check({ pattern, checkDigit: 'none' }, '???')).toMatchObject({ code: 'sn-pattern' });
      expect(said(pattern, '???')).not.toContain('Character');
    },
  );

  test('a pattern as large as a rule may hold is answered, too', () => {
    const pattern = `(${'a?'.repeat(120)}){4}`;
    expect(check({ pattern, checkDigit: 'none' }, `${'a'.repeat(63)}b`)?.code).toBe('sn-pattern');
  });
});

describe('letters that are taken for digits', () => {
  const rule: SnRule = { checkDigit: 'none', noAmbiguous: true };
  test.for([
    ['AB12', 'fits', ''],
    ['ABO2', 'sn-characters', '"0"'],
    ['ABI2', 'sn-characters', '"1"'],
    ['ABl2', 'sn-characters', '"1"'],
    ['QB12', 'sn-characters', '"0"'],
    ['UZ52', 'fits', ''],
  ])('%s: %s', ([text, code, twin]) => {
    const said = check(rule, text as string);
    expect(said?.code ?? 'fits').toBe(code);
    expect(said?.message ?? '').toContain(twin);
  });
});

describe('a rule with parts that cannot be read', () => {
  test.for<[string, SnRule]>([
    [
      'the pattern has no part',
      { pattern: 'A+', checkDigit: 'none', parts: [{ name: 'p', values: ['A'] }] },
    ],
    ['the pattern has no part', { checkDigit: 'none', parts: [{ name: 'p', values: ['A'] }] }],
    ['no form of a date', part('(?P<p>.)', { date: { form: 'DD' } })],
    ['no form of a date', part('(?P<p>.)', { date: { form: 'YYWWDD' } })],
    ['no form of a date', part('(?P<p>.)', { date: { form: 'YYx' } })],
    ['is no day', part('(?P<p>.)', { date: { form: 'YY', notBefore: '2026-13-01' } })],
  ])('%s', ([words, rule]) => {
    expect(mustFail(compileRule(rule, 'INV5K1'))).toMatchObject({
      code: 'rule-invalid',
      message: expect.stringContaining(words),
    });
  });

  test('without a clock a date only has to be real, as a cloud checks a catalog', () => {
    const compiled = must(compileRule(part('(?P<p>[0-9]{4})', { date: { form: 'YYWW' } })));
    expect(compiled('9901')).toBeNull();
    expect(compiled('9999')?.code).toBe('sn-part-date');
  });

  test('a part that this way of the pattern does not have is not asked for', () => {
    expect(check(part('A|B(?P<p>[0-9])', { values: ['1'] }), 'A')).toBeNull();
    expect(check(part('A|B(?P<p>[0-9])', { values: ['1'] }), 'B2')?.code).toBe('sn-part-value');
  });
});
