import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestSn } from '../../shared/serial/longest-sn.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { must } from '../support/must.ts';

test.each([
  [{ pattern: 'INV5K1-[0-9]{6}' }, 'INV5K1-000000'],
  [{ pattern: '(?P<model>INV5K1|MTR)-(?P<count>[0-9a-z]{2,4})' }, 'INV5K1-wwww'],
  [{ length: { min: 8, max: 12 }, characters: 'A-Z0-9' }, 'WWWWWWWWWWWW'],
  [{ pattern: '[A-Z0-9][A-Z0-9-]*', length: { min: 1, max: 20 } }, 'W'.repeat(20)],
  [{}, 'w'.repeat(64)],
])('the longest SN of %j', (rule, expected) => {
  expect(longestSn({ checkDigit: 'none', ...rule })).toBe(expected);
});

test('it is one that the rule takes, and none is longer', () => {
  const lengths = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 }))
    .map(([min, more]) => ({ min, max: min + more }));
  const set = fc.constantFrom('[A-Z]', '[0-9]', '[a-f0-9]', 'X', '(?:AB|C)');
  const part = fc.tuple(set, lengths).map(([one, { min, max }]) => `${one}{${min},${max}}`);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const rule = { pattern: parts.join(''), checkDigit: 'none' as const };
      const found = longestSn(rule);
      expect(must(compileRule(rule))(found)).toBeNull();
      const check = must(compileRule(rule));
      for (const more of ['w', 'W', '0', 'X', 'A', 'C', 'a']) {
        if (found.length < 64) expect(check(found + more)).not.toBeNull();
      }
    }),
  );
});
