import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SnRule } from '../../shared/models/catalog.ts';
import { overlapOf, type RuleShape, shapeOf } from '../../shared/serial/pattern/overlap.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { must } from '../support/station.ts';

const shape = (rule: Partial<SnRule>): RuleShape => {
  const made = shapeOf({ checkDigit: 'none', ...rule }, 'G', 'M');
  if (!made) throw new Error('no rule');
  return made;
};
const compare = (a: Partial<SnRule>, b: Partial<SnRule>, steps = 500_000) =>
  overlapOf(shape(a), shape(b), { steps });

describe('whether two groups can take the same SN', () => {
  test.for<[string, Partial<SnRule>, Partial<SnRule>, string]>([
    ['other prefixes', { pattern: 'INV-[0-9]{6}' }, { pattern: 'MTR-[0-9]{6}' }, 'apart'],
    ['the same prefix', { pattern: 'INV-[0-9]{6}' }, { pattern: 'INV-0[0-9]+' }, 'both'],
    ['other lengths', { length: { min: 4, max: 8 } }, { length: { min: 9, max: 12 } }, 'apart'],
    ['lengths by pattern', { pattern: '[0-9]{8}' }, { pattern: '[0-9]{9,}' }, 'apart'],
    ['other characters', { characters: 'A-Z' }, { characters: '0-9' }, 'apart'],
    ['one character in common', { characters: 'A-M' }, { characters: 'M-Z' }, 'both'],
    ['no rule at all', {}, {}, 'both'],
    ['no rule and a narrow one', {}, { pattern: 'X[0-9]{3}' }, 'both'],
    ['one of several ways', { pattern: 'A[0-9]|B[0-9]' }, { pattern: 'B5|C5' }, 'both'],
    ['none of several ways', { pattern: '(A|B)[0-4]' }, { pattern: '(A|B)[5-9]' }, 'apart'],
    [
      'a pattern and the other’s length',
      { pattern: '[0-9]{8}' },
      { length: { min: 9, max: 9 } },
      'apart',
    ],
    [
      'a pattern and the other’s characters',
      { pattern: '[A-Z][0-9]+' },
      { characters: '0-9' },
      'apart',
    ],
    [
      'check digits of two kinds',
      { characters: '0-9', length: { min: 8, max: 12 }, checkDigit: 'luhn' },
      { characters: '0-9', checkDigit: 'mod10' },
      'both',
    ],
    [
      'values that differ',
      { pattern: '(?P<m>[A-Z])[0-9]', parts: [{ name: 'm', values: ['A'] }] },
      { pattern: '(?P<m>[A-Z])[0-9]', parts: [{ name: 'm', values: ['B'] }] },
      'perhaps',
    ],
    [
      'a pattern beyond us, and digits',
      { pattern: '(?i)abc' },
      { characters: '0-9', length: { min: 3, max: 3 } },
      'perhaps',
    ],
    [
      'a pattern beyond us, and other lengths',
      { pattern: '(?i)abc', length: { min: 3, max: 3 } },
      { length: { min: 4, max: 9 } },
      'apart',
    ],
    ['only what cannot be seen', { characters: '\u0001-\u001f' }, {}, 'apart'],
  ])('%s: %s', ([, a, b, kind]) => {
    for (const found of [compare(a, b), compare(b, a)]) {
      expect(found.kind).toBe(kind);
      if (found.kind === 'both') {
        expect(must(compileRule({ checkDigit: 'none', ...a }))(found.example)).toBeNull();
        expect(must(compileRule({ checkDigit: 'none', ...b }))(found.example)).toBeNull();
      }
    }
  });

  test('one that is too large to be compared says so', () => {
    const large = { pattern: '([A-Z]?[0-9]?){60}' };
    expect(compare(large, large, 10_000)).toEqual({ kind: 'unknown' });
  });

  const piece = fc.constantFrom(
    '[0-9]',
    'A',
    '[A-C]',
    '(?:X|Y1)',
    '[0-9]{2}',
    'B?',
    '-',
    'A+',
    '[^A]',
    '\\d',
  );
  const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  test('what one SN shows to be common is never called apart', () => {
    fc.assert(
      fc.property(pattern, pattern, fc.stringMatching(/^[0-9ABCXY-]{1,6}$/), (a, b, sn) => {
        const takes = (text: string) =>
          must(compileRule({ checkDigit: 'none', pattern: text }))(sn) === null;
        const found = compare({ pattern: a }, { pattern: b }).kind;
        if (takes(a) && takes(b)) expect(found).toBe('both');
        expect(compare({ pattern: a }, { pattern: a }).kind).toBe('both');
      }),
      { numRuns: 300 },
    );
  });
});
