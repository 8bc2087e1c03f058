import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompiledSeries } from '../../shared/serial/series/compile.ts';
import { meet } from '../../shared/serial/series/meet.ts';
import { readSeriesSn } from '../../shared/serial/series/read.ts';
import {
  alignDown,
  alignUp,
  periodSpan,
  type Span,
  wholeSpan,
} from '../../shared/serial/series/span.ts';
import { neighboursOf, showSpan } from '../../shared/serial/series/trial.ts';
import { anySeries } from './any-series.ts';
import { batch, compiled, counter, date, dayOf, group, series, text } from './support.ts';

const today = dayOf('2026-11-27');
const span = (made: CompiledSeries, from: number, to: number): Span => ({
  ...wholeSpan(made, today),
  from,
  to,
});

describe('two intervals of one series', () => {
  const made = compiled([text('A'), counter]);
  test.each([
    [1, 5, 6, 9, null],
    [1, 5, 5, 9, 'A0005'],
    [6, 9, 1, 5, null],
    [1, 9, 3, 4, 'A0003'],
  ])('%i-%i and %i-%i', (a, b, c, d, deviceSn) => {
    const found = meet(span(made, a, b), span(made, c, d));
    expect(found).toEqual(deviceSn === null ? null : { deviceSn });
  });

  test('with other steps they may pass each other by', () => {
    const even = compiled([counter], { counter: { first: 0, step: 2 } });
    const odd = compiled([counter], { counter: { first: 1, step: 2 } });
    const third = compiled([counter], { counter: { first: 1, step: 3 } });
    expect(meet(wholeSpan(even, today), wholeSpan(odd, today))).toBeNull();
    expect(meet(wholeSpan(even, today), wholeSpan(third, today))).toEqual({ deviceSn: '0004' });
  });

  test('of two weeks or two batches never', () => {
    const weekly = compiled([date('YY'), date('WW'), counter], { reset: 'week' });
    const all = { from: 1, to: 9999 };
    const [a, b] = ['2026-W48', '2026-W49'].map((week) => periodSpan(weekly, week, all, today));
    expect(meet(a as Span, b as Span)).toBeNull();
    expect(meet(a as Span, a as Span)).not.toBeNull();
    const tagged = compiled([batch, counter], { reset: 'batch' });
    const [c, d] = ['batch/A', 'batch/B'].map((tag) => periodSpan(tagged, tag, all, today));
    expect(meet(c as Span, d as Span)).toBeNull();
  });
});

describe('two series', () => {
  test.each([
    ['another first letter', compiled([text('A'), counter]), compiled([text('B'), counter]), null],
    ['another length', compiled([counter]), compiled([counter], { counter: { width: 5 } }), null],
    [
      'a literal that is a number of the other',
      compiled([text('AB1'), counter], { counter: { width: 3 } }),
      compiled([text('AB'), counter], { counter: { first: 1500 } }),
      'AB1500',
    ],
    [
      'the same, but its interval ends before',
      compiled([text('AB1'), counter], { counter: { width: 3 } }),
      compiled([text('AB'), counter], { counter: { last: 1000 } }),
      null,
    ],
    [
      'hexadecimal and decimal',
      compiled([counter], { counter: { alphabet: '0-9A-F', first: 0xa000, last: 0xa999 } }),
      compiled([counter]),
      null,
    ],
    [
      'a date that is a number of the other',
      compiled([date('YY'), date('MM'), counter], { reset: 'month' }),
      compiled([counter], { counter: { width: 8, first: 26_110_500 } }),
      '26110500',
    ],
    [
      'the same check digit',
      compiled([text('1'), counter], { checkDigit: 'luhn' }),
      compiled([counter], { checkDigit: 'luhn', counter: { width: 5, last: 9999 } }),
      null,
    ],
  ] as const)('%s', (_, a, b, deviceSn) => {
    const found = meet(wholeSpan(a, today), wholeSpan(b, today));
    expect(found).toEqual(deviceSn === null ? null : { deviceSn });
  });

  test('a tag may be anything until it is known', () => {
    const tagged = compiled([batch, counter], { reset: 'batch' });
    const plain = compiled([text('WO17'), counter]);
    expect(meet(wholeSpan(tagged, today), wholeSpan(plain, today))).not.toBeNull();
    expect(meet(wholeSpan(tagged, today, 'WO18'), wholeSpan(plain, today))).toBeNull();
    expect(meet(wholeSpan(tagged, today, 'WO17'), wholeSpan(plain, today))).toEqual({
      deviceSn: 'WO170001',
    });
  });

  test('where no proof is found it counts as a meeting', () => {
    const a = compiled([counter], { checkDigit: 'luhn', counter: { width: 9 } });
    const b = compiled([counter], { counter: { width: 10, first: 0, step: 97 } });
    expect(meet(wholeSpan(a, today), wholeSpan(b, today))).not.toBeNull();
  });

  test('the two intervals are named', () => {
    const ours = wholeSpan(compiled([text('AB1'), counter], { counter: { width: 3 } }), today);
    const other = {
      groupId: 'OTHER',
      modelId: '',
      snRule: { checkDigit: 'none' as const },
      series: series([text('AB'), counter], { counter: { first: 1500 } }),
    };
    const { found, compared } = neighboursOf(
      ours,
      [other, { ...other, groupId: group.groupId }],
      today,
    );
    expect(compared).toBe(1);
    expect(
      found.map((each) => [showSpan(each.ours), showSpan(each.theirs), each.deviceSn]),
    ).toEqual([['AB1001–AB1999', 'AB1500–AB9999', 'AB1500']]);
  });
});

/** Every SN that a span makes, by making it. */
function* allOf({ series: made, from, to, days }: Span): Generator<string> {
  for (let day = days.from; day <= days.to; day++) {
    for (let at = alignUp(made, from); at <= to; at += made.step) {
      const sn = made.snAt(at, { day, batchTag: null });
      if (sn.ok) yield sn.value;
    }
  }
}

/** By the inverse: no interval is looked at. */
function isIn({ series: made, from, to, days }: Span, deviceSn: string): boolean {
  for (let day = days.from; day <= days.to; day++) {
    const place = readSeriesSn(made, deviceSn, day);
    if (!place || place.counter < from || place.counter > to) continue;
    const again = made.snAt(place.counter, { day, batchTag: null });
    if (again.ok && again.value === deviceSn) return true;
  }
  return false;
}

const anySpan = fc
  .tuple(
    anySeries,
    fc.nat(),
    fc.nat(),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: 0, max: 2 }),
  )
  .map(([made, a, b, day, more]): Span => {
    const ends = [a, b].map((nth) => made.first + (nth % made.count) * made.step);
    return {
      series: made,
      from: Math.min(...ends),
      to: Math.min(Math.max(...ends), Math.min(...ends) + 400),
      days: { from: today + day, to: today + day + more },
      batchTag: null,
    };
  });

const alignedTo = (made: CompiledSeries, { from, to }: Span) => ({
  series: made,
  from: Math.min(alignUp(made, from), alignDown(made, made.last)),
  to: Math.min(to, made.last),
});

test('intervals are proved apart if and only if no SN is in both, by making and reading them all', () => {
  let met = 0;
  fc.assert(
    fc.property(anySpan, anySpan, fc.boolean(), (a, other, alike) => {
      // Half of them of one series: two that have nothing in common are apart for dull reasons.
      const b = alike ? { ...other, ...alignedTo(a.series, other) } : other;
      const both = [...allOf(a)].find((deviceSn) => isIn(b, deviceSn));
      const found = meet(a, b);
      if (both !== undefined) met++;
      expect(found === null).toBe(both === undefined);
      if (found?.deviceSn != null) {
        expect([...allOf(a)]).toContain(found.deviceSn);
        expect([...allOf(b)]).toContain(found.deviceSn);
      }
    }),
    { numRuns: 800 },
  );
  expect(met).toBeGreaterThan(50);
});
