import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likenessOf } from '../../shared/line/likeness.ts';
import { unlikeBatch } from '../../shared/line/sentinel.ts';

/** A Wednesday in the 48th ISO week. */
const now = new Date(2025, 10, 26, 10, 0).getTime();
const hour = 3_600_000;
const day = 24 * hour;
const two = (value: number, width = 2) => String(value).padStart(width, '0');
const counted = (from: number, many: number, make: (n: number) => string) =>
  Array.from({ length: many }, (_, index) => make(from + index));
const ask = (batch: readonly string[], deviceSn: string, at = now) =>
  unlikeBatch(likenessOf(batch), deviceSn, at);

describe('what does not look like its batch', () => {
  const inverter = counted(100, 41, (n) => `INA${two(n, 6)}`);
  test.for<[string, readonly string[], string, object]>([
    [
      'another model’s letter in the prefix',
      inverter,
      'INB000141',
      { kind: 'position', position: 3, was: 'A', found: 'B', units: 41 },
    ],
    [
      'a digit of the model next to the counter',
      counted(100, 41, (n) => `SN100${two(n, 4)}`),
      'SN1010141',
      { kind: 'position', position: 5, was: '0', found: '1', units: 41 },
    ],
    [
      'the plant in the middle',
      counted(1, 30, (n) => `AX-SZ-${two(n, 5)}`),
      'AX-BJ-00031',
      { kind: 'position', position: 4, was: 'S', found: 'B', units: 30 },
    ],
    [
      'the revision behind the counter',
      counted(1, 30, (n) => `AX${two(n, 5)}-R2`),
      'AX00031-R3',
      { kind: 'position', position: 10, was: '2', found: '3', units: 30 },
    ],
    [
      'one character more',
      inverter,
      'INA0001411',
      { kind: 'length', was: 9, found: 10, units: 41 },
    ],
    ['one character less', inverter, 'INA00141', { kind: 'length', was: 9, found: 8, units: 41 }],
    [
      'a counter of a quite different range',
      counted(100, 41, (n) => `INA${two(n, 6)}`),
      'INA950141',
      { kind: 'position', position: 4, was: '0', found: '9', units: 41 },
    ],
    [
      'a letter O where random digits stand',
      Array.from({ length: 60 }, (_, n) => `R${((n * 7919 + 13_337) % 90_000) + 10_000}Z`),
      'R4O123Z',
      { kind: 'class', position: 3, was: 'digit', found: 'upper', units: 60 },
    ],
    [
      'a week before the batch was thought of',
      counted(1, 30, (n) => `A2548${two(n, 4)}`),
      'A19480031',
      { kind: 'position', position: 2, was: '2', found: '1', units: 30 },
    ],
    [
      'lower case',
      inverter,
      'iNA000141',
      { kind: 'position', position: 1, was: 'I', found: 'i', units: 41 },
    ],
  ])('%s', ([, batch, sn, expected]) => {
    expect(ask(batch, sn)).toEqual(expected);
  });
});

describe('what does look like its batch', () => {
  test.for<[string, readonly string[], string]>([
    ['the first unit', [], 'ANY'],
    ['nine units say nothing yet', counted(1, 9, (n) => `A${two(n)}`), 'QQQQ'],
    ['the carry of a counter', counted(1, 19, (n) => `A${two(n, 6)}`), 'A000020'],
    ['three carries at once', counted(960, 40, (n) => `A${two(n, 6)}`), 'A001000'],
    ['the counter rolls over to zero', counted(9960, 40, (n) => `A${two(n, 4)}`), 'A0000'],
    ['the counter grows by a digit', counted(70, 30, (n) => `A${n}`), 'A100'],
    ['and a digit that other units began with', counted(970, 30, (n) => `A${n}`), 'A1000'],
    ['a descending counter', counted(-140, 41, (n) => `A${two(-n, 5)}`), 'A00099'],
    [
      'a hexadecimal counter’s first letter',
      counted(0, 10, (n) => `H00${n.toString(16).toUpperCase()}`),
      'H00A',
    ],
    [
      'a hexadecimal carry into a letter',
      counted(0x40, 0x60, (n) => `H${n.toString(16).toUpperCase().padStart(4, '0')}`),
      'H00A0',
    ],
    [
      'a counter before a check letter',
      counted(10, 30, (n) => `C${two(n, 5)}${'ABCDEFGHJKLMNPRSTUVWXY'[n % 22]}`),
      'C00040X',
    ],
    ['a counter before a fixed ending', counted(65, 35, (n) => `C${two(n, 5)}EU`), 'C00100EU'],
    ['the week moves on', counted(1, 60, (n) => `A2548${two(n, 4)}`), 'A25490061'],
    [
      'the week moves on and the counter starts anew',
      counted(871, 60, (n) => `A2548${two(n, 4)}`),
      'A25490001',
    ],
    ['the month moves on', counted(1, 60, (n) => `A2511-${two(n, 4)}`), 'A2512-0061'],
    ['the day moves on', counted(1, 60, (n) => `251126/${two(n, 4)}`), '251127/0001'],
    ['the day of the year moves on', counted(1, 60, (n) => `X25330${two(n, 3)}`), 'X25331061'],
    [
      'a padded counter that outgrows its zeros',
      counted(9970, 30, (n) => `A${two(n, 4)}`),
      'A10000',
    ],
    ['the next pallet', counted(100, 41, (n) => `A${two(n, 6)}`), 'A000500'],
  ])('%s', ([, batch, sn]) => {
    expect(ask(batch, sn)).toBeNull();
  });

  test('parts that the rule names as dates are free', () => {
    const batch = likenessOf(counted(1, 40, (n) => `A47${two(n, 4)}`));
    expect(unlikeBatch(batch, 'A480041', now)).toMatchObject({ position: 3 });
    expect(unlikeBatch(batch, 'A480041', now, { free: new Set([1, 2]) })).toBeNull();
  });

  test('the year turns', () => {
    const sylvester = new Date(2025, 11, 28, 23, 0).getTime();
    const batch = counted(1, 60, (n) => `A2552${two(n, 4)}`);
    expect(ask(batch, 'A26010061', sylvester + day)).toBeNull();
  });
});

/** Plays a batch unit by unit, as the station does, and gives the first that would be asked about. */
function firstAsked(sns: readonly string[], at: (index: number) => number = () => now) {
  for (const [index, sn] of sns.entries()) {
    const unlike = unlikeBatch(
      likenessOf(sns.slice(Math.max(0, index - 150), index)),
      sn,
      at(index),
    );
    if (unlike) return { index, sn, unlike };
  }
  return null;
}

const letters = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ'),
  minLength: 1,
  maxLength: 5,
});

describe('by the thousand', () => {
  test('no counter is ever asked about, wherever it starts and however wide it is', () => {
    fc.assert(
      fc.property(
        letters,
        fc.integer({ min: 3, max: 8 }),
        fc.nat(),
        fc.constantFrom('', '-EU', 'X', '/7'),
        fc.constantFrom(1, 1, 2, 3),
        (prefix, width, start, suffix, step) => {
          const size = 10 ** width;
          const sns = Array.from(
            { length: 130 },
            (_, n) => prefix + two((start + n * step) % size, width) + suffix,
          );
          expect(firstAsked(sns)).toBeNull();
        },
      ),
      { numRuns: 150 },
    );
  });

  test('nor a counter that grows by a digit', () => {
    fc.assert(
      fc.property(
        letters,
        fc.constantFrom(10, 100, 1000, 10_000),
        fc.integer({ min: 1, max: 60 }),
        (prefix, limit, before) => {
          const start = Math.max(0, limit - before);
          const sns = Array.from({ length: 100 }, (_, n) => `${prefix}${start + n}`);
          expect(firstAsked(sns)).toBeNull();
        },
      ),
      { numRuns: 100 },
    );
  });

  test('nor serials drawn at random, whatever their alphabet', () => {
    fc.assert(
      fc.property(
        letters,
        fc.constantFrom('0123456789', '0123456789ABCDEF', '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'),
        fc.integer({ min: 6, max: 12 }),
        fc.infiniteStream(fc.nat({ max: 1_000_000 })),
        (prefix, alphabet, width, numbers) => {
          const draw = () => alphabet[(numbers.next().value ?? 0) % alphabet.length] ?? '';
          const sns = Array.from(
            { length: 120 },
            () => prefix + Array.from({ length: width }, draw).join(''),
          );
          expect(firstAsked(sns)).toBeNull();
        },
      ),
      { numRuns: 100 },
    );
  });

  test('nor a batch that runs over weeks, months, or midnight', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('week', 'month', 'day'),
        fc.integer({ min: 0, max: 400 }),
        fc.boolean(),
        (kind, offset, resets) => {
          const start = now + offset * day;
          let before = '';
          let count = 0;
          const at = (index: number) => start + index * 3 * hour;
          const sns = Array.from({ length: 150 }, (_, index) => {
            const date = new Date(at(index));
            const text =
              kind === 'week'
                ? weekOf(date)
                : kind === 'month'
                  ? monthOf(date)
                  : monthOf(date) + two(date.getDate());
            count = resets && text !== before ? 1 : count + 1;
            before = text;
            return `P${text}-${two(count, 4)}`;
          });
          expect(firstAsked(sns, at)).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  test('one wrong prefix among uniform units is always noticed, at the place where it differs', () => {
    fc.assert(
      fc.property(
        letters,
        letters,
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 10, max: 120 }),
        (prefix, other, start, units) => {
          fc.pre(prefix !== other && prefix.length === other.length);
          const batch = counted(start, units, (n) => prefix + two(n, 6));
          const place = [...prefix].findIndex((character, index) => character !== other[index]);
          expect(ask(batch, other + two(start + units, 6))).toMatchObject({
            kind: 'position',
            position: place + 1,
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

function monthOf(date: Date): string {
  return two(date.getFullYear() % 100) + two(date.getMonth() + 1);
}

/** ISO 8601, counted another way than the code under test does. */
function weekOf(date: Date): string {
  const thursday = new Date(date);
  thursday.setDate(date.getDate() + 4 - (date.getDay() || 7));
  const first = new Date(thursday.getFullYear(), 0, 1);
  const days = Math.round((thursday.setHours(12) - first.setHours(12)) / day);
  return two(thursday.getFullYear() % 100) + two(Math.floor(days / 7) + 1);
}
