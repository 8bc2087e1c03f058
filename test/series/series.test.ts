import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../shared/models/series.ts';
import { compileSeries } from '../../shared/serial/series/compile.ts';
import { isPeriod, nextPeriodDay, periodOf } from '../../shared/serial/series/period.ts';
import { readSeriesSn } from '../../shared/serial/series/read.ts';
import { previewOf, tryRuleOn } from '../../shared/serial/series/trial.ts';
import { must, mustFail } from '../support/must.ts';
import { anySeries } from './any-series.ts';
import { batch, compiled, counter, date, dayOf, group, series, text } from './support.ts';

const at = (day: string, batchTag: string | null = null) => ({ day: dayOf(day), batchTag });

describe('the SN of a number', () => {
  test.each([
    ['decimal', [text('AB'), counter], {}, 7, '2026-11-27', 'AB0007'],
    ['hexadecimal', [text('AB'), counter], { alphabet: '0-9A-F' }, 48879, '2026-11-27', 'ABBEEF'],
    ['base 32', [counter], { alphabet: '0-9A-HJKMNP-TV-Z' }, 32 ** 3, '2026-11-27', '1000'],
    ['base 34', [counter], { alphabet: '0-9A-HJ-NP-Z' }, 33, '2026-11-27', '000Z'],
    ['own alphabet', [counter], { alphabet: 'XYZ' }, 5, '2026-11-27', 'XXYZ'],
    ['year and month', [date('YY'), date('MM'), counter], {}, 1, '2026-11-27', '26110001'],
    [
      'a whole day',
      [date('YYYY'), date('MM'), date('DD'), counter],
      {},
      1,
      '2026-01-02',
      '202601020001',
    ],
    [
      'one character each',
      [date('Y'), date('M'), date('D'), counter],
      {},
      1,
      '2026-11-27',
      '6BR0001',
    ],
    ['day of the year', [date('YY'), date('DDD'), counter], {}, 1, '2028-12-31', '283660001'],
    ['ISO week', [date('YY'), date('WW'), counter], {}, 1, '2026-11-27', '26480001'],
    [
      'the week of the year after',
      [date('YY'), date('WW'), counter],
      {},
      1,
      '2025-12-29',
      '26010001',
    ],
    [
      'the week of the year before',
      [date('YY'), date('WW'), counter],
      {},
      1,
      '2027-01-03',
      '26530001',
    ],
    ['the model', [{ kind: 'model' }, text('-'), counter], {}, 1, '2026-11-27', 'K5-0001'],
    ['the batch', [batch, text('-'), counter], {}, 1, '2026-11-27', 'WO-7-0001'],
  ] as const)('%s', (_, parts, of, number, day, deviceSn) => {
    const made = compiled(parts as unknown as Series['parts'], { counter: of });
    const tag = deviceSn.startsWith('WO') ? 'WO-7' : null;
    expect(made.snAt(number, at(day, tag))).toEqual({ ok: true, value: deviceSn });
    const place = readSeriesSn(made, deviceSn, dayOf('2026-11-27'));
    expect(place?.counter).toBe(number);
  });

  test.each([
    ['luhn', '00075'],
    ['mod10', '00079'],
    ['mod11', '00078'],
    ['mod97-10', '000777'],
    ['mod37-36', '00072'],
    ['verhoeff', '00076'],
    ['luhnModN', '0007M'],
  ] as const)('closed by %s is read back, and no other closing is (%s)', (checkDigit, expected) => {
    const made = compiled([counter], { checkDigit });
    const deviceSn = must(made.snAt(7, at('2026-11-27')));
    expect(deviceSn).toBe(expected);
    expect(readSeriesSn(made, deviceSn)?.counter).toBe(7);
    const other = deviceSn.slice(0, -1) + (deviceSn.endsWith('1') ? '2' : '1');
    expect(readSeriesSn(made, other)).toBeNull();
  });

  test('own codes of the year end where they end', () => {
    const made = compiled([{ ...date('Y'), codes: 'ABC', codesFrom: 2025 }, counter]);
    expect(must(made.snAt(1, at('2027-05-01')))).toBe('C0001');
    expect(mustFail(made.snAt(1, at('2028-05-01'))).code).toBe('maker-date');
    expect(readSeriesSn(made, 'B0042')).toMatchObject({ counter: 42 });
  });

  test('a tag of another length is refused', () => {
    const made = compiled([{ ...batch, length: 4 }, counter], { reset: 'batch' });
    expect(mustFail(made.snAt(1, at('2026-11-27', 'WO'))).code).toBe('maker-tag');
    expect(mustFail(made.snAt(1, at('2026-11-27'))).code).toBe('maker-tag');
    expect(must(made.snAt(1, at('2026-11-27', 'WO17')))).toBe('WO170001');
    expect(readSeriesSn(made, 'WO170001')?.period).toBe('batch/WO17');
  });

  test('numbers outside of the series or between its steps are none', () => {
    const made = compiled([counter], { counter: { first: 10, last: 20, step: 5 } });
    for (const number of [9, 11, 21, 1.5, Number.NaN]) {
      expect(mustFail(made.snAt(number, at('2026-11-27'))).code).toBe('maker-counter');
    }
    expect(made.count).toBe(3);
    expect(readSeriesSn(made, '0012')).toBeNull();
  });
});

describe('a series that cannot be', () => {
  const wrong = (...args: Parameters<typeof series>) =>
    mustFail(compileSeries(series(...args), group)).params?.explain;
  test.each([
    ['no counter', 'series-counters', [text('A')], {}],
    ['two counters', 'series-counters', [counter, counter], {}],
    ['two tags', 'series-batches', [batch, batch, counter], {}],
    ['one character', 'series-alphabet', [counter], { counter: { alphabet: 'A' } }],
    ['a range the wrong way round', 'series-alphabet', [counter], { counter: { alphabet: '9-0' } }],
    ['a last number too wide', 'series-overflow', [counter], { counter: { last: 10_000 } }],
    ['first above last', 'series-order', [counter], { counter: { first: 9, last: 3 } }],
    ['a week with a month', 'series-week', [date('WW'), date('MM'), counter], {}],
    [
      'a daily reset that nobody sees',
      'series-unseen',
      [date('YY'), date('MM'), counter],
      { reset: 'day' },
    ],
    ['a weekly reset without a year', 'series-unseen', [date('WW'), counter], { reset: 'week' }],
    [
      'a monthly reset of weeks',
      'series-unseen',
      [date('YY'), date('WW'), counter],
      { reset: 'month' },
    ],
    ['a batch reset without a tag', 'series-unseen', [counter], { reset: 'batch' }],
    ['letters under mod 10', 'series-check', [text('AB'), counter], { checkDigit: 'mod10' }],
    [
      'small letters under luhn',
      'series-check',
      [counter],
      { checkDigit: 'luhn', counter: { alphabet: 'a-z' } },
    ],
    [
      'an odd alphabet',
      'series-check-alphabet',
      [counter],
      { checkDigit: 'luhnModN', checkCharacters: '0-8' },
    ],
    ['65 characters', 'series-long', [text('A'.repeat(61)), counter], {}],
    ['eleven months', 'series-codes', [{ ...date('M'), codes: 'A-K' }, counter], {}],
    ['codes without a year', 'series-codes', [{ ...date('Y'), codes: 'A-K' }, counter], {}],
    ['codes for two digits', 'series-codes', [{ ...date('YY'), codes: 'A-K' }, counter], {}],
  ] as [string, string, Series['parts'], Parameters<typeof series>[1]][])(
    '%s',
    (_, explain, parts, rest) => expect(wrong(parts, rest)).toBe(explain),
  );

  test('a model that the group lacks', () => {
    const found = compileSeries(series([{ kind: 'model' }, counter]), { ...group, modelId: '' });
    expect(mustFail(found).params?.explain).toBe('series-no-model');
  });

  test('the rule of the group refuses the last one', () => {
    const own = series([text('AB'), counter], { counter: { alphabet: '0-9A-F' } });
    const of = { ...group, snRule: { pattern: 'AB[0-9]{4}', checkDigit: 'none' as const } };
    const found = tryRuleOn(must(compileSeries(own, of)), of, at('2026-11-27'));
    expect(mustFail(found)).toMatchObject({
      code: 'series-invalid',
      params: { explain: 'series-rule', deviceSn: 'ABFFFF' },
    });
    const fits = { ...of, snRule: { pattern: 'AB[0-9A-F]{4}', checkDigit: 'none' as const } };
    expect(
      must(tryRuleOn(must(compileSeries(own, fits)), fits, at('2026-11-27'))).tried,
    ).toBeGreaterThan(50);
  });

  test('a rule about dates is tried on the days of the samples', () => {
    const own = series([date('YY'), date('WW'), counter], { reset: 'week' });
    const of = {
      ...group,
      snRule: {
        pattern: '(?P<week>[0-9]{4})[0-9]{4}',
        checkDigit: 'none' as const,
        parts: [{ name: 'week', date: { form: 'YYWW', maxAgeDays: 14 } }],
      },
    };
    expect(tryRuleOn(must(compileSeries(own, of)), of, at('2026-11-27')).ok).toBe(true);
  });

  test('an SN that a scanner would read as something else', () => {
    const own = series([text(']Q1'), counter]);
    const of = { ...group, snRule: { checkDigit: 'none' as const } };
    expect(tryRuleOn(must(compileSeries(own, of)), of, at('2026-11-27')).ok).toBe(false);
  });
});

test('the preview has both ends and how many there are', () => {
  const made = compiled([date('YY'), date('WW'), counter], { reset: 'week', counter: { step: 3 } });
  expect(must(previewOf(made, at('2026-11-27')))).toEqual({
    first: '26480001',
    second: '26480004',
    last: '26489997',
    count: 3333,
  });
});

test.each(['day', 'week', 'month', 'year'] as const)(
  'periods of a %s follow each other without a gap, in the order of their keys',
  (reset) => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('1999-12-20'), max: dayOf('2060-01-10') }), (day) => {
        for (const byWeek of [false, true]) {
          if (byWeek && (reset === 'month' || reset === 'day')) continue;
          const next = nextPeriodDay(reset, byWeek, day) as number;
          const [here, there] = [day, next].map((each) => periodOf(reset, byWeek, each, null));
          expect(periodOf(reset, byWeek, next - 1, null)).toBe(here);
          expect((here as string) < (there as string)).toBe(true);
          expect(isPeriod(reset, byWeek, here as string)).toBe(true);
        }
      }),
    );
  },
);

test.each([
  ['day', '2026-02-30'],
  ['week', '2026-W54'],
  ['week', '2025-W53'],
  ['month', '2026-13'],
  ['year', '26'],
  ['never', ''],
  ['batch', 'batch/'],
] as const)('%s has no period "%s"', (reset, period) => {
  expect(isPeriod(reset, false, period)).toBe(false);
});

test('each SN is read back as the number that it was made of, in the same period', () => {
  fc.assert(
    fc.property(
      anySeries,
      fc.nat(),
      fc.integer({ min: dayOf('2021-01-01'), max: dayOf('2027-12-31') }),
      (made, nth, day) => {
        const number = made.first + (nth % made.count) * made.step;
        const deviceSn = must(made.snAt(number, { day, batchTag: null }));
        const place = readSeriesSn(made, deviceSn, dayOf('2026-11-27'));
        expect(place?.counter).toBe(number);
        expect(place?.period).toBe(made.periodOf({ day, batchTag: null }));
      },
    ),
  );
});
