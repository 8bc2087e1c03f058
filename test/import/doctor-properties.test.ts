import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromScientific } from '../../shared/import/doctor/numbers.ts';
import { type DoctorRule, doctorRule } from '../../shared/import/doctor/rule.ts';
import { examineSn } from '../../shared/import/doctor/sn.ts';
import { type SnRule, snRuleSchema } from '../../shared/models/catalog.ts';
import { luhnDigit } from '../../shared/serial/check-digit.ts';
import { must } from '../support/must.ts';

const rule = (given: Partial<SnRule>) => must(doctorRule(snRuleSchema.parse(given)));

/** A rule, and SNs that it takes. */
const groups: readonly (readonly [DoctorRule, fc.Arbitrary<string>])[] = [
  [rule({ pattern: '[0-9]{8}' }), fc.stringMatching(/^[0-9]{8}$/)],
  [rule({ pattern: 'INV[0-9]{4}' }), fc.stringMatching(/^INV[0-9]{4}$/)],
  [rule({ pattern: '[0-9A-F]{6}' }), fc.stringMatching(/^[0-9A-F]{6}$/)],
  [rule({ pattern: '[A-Z]{2}-[0-9]{3,5}' }), fc.stringMatching(/^[A-Z]{2}-[0-9]{3,5}$/)],
  [
    rule({ characters: 'A-Z0-9', length: { min: 4, max: 9 } }),
    fc.stringMatching(/^[A-Z0-9]{4,9}$/),
  ],
  [
    rule({ pattern: '[0-9]{8}', checkDigit: 'luhn' }),
    fc.stringMatching(/^[0-9]{7}$/).map((body) => body + luhnDigit(body)),
  ],
];
const sound = fc
  .constantFrom(...groups)
  .chain(([given, sns]) => sns.map((deviceSn) => ({ given, deviceSn })));

/** What happens to texts on their way. */
const damages: readonly ((sn: string) => string)[] = [
  (sn) => ` ${sn}\t`,
  (sn) => `\u00a0${sn}`,
  (sn) => `${sn.slice(0, 2)}\u200b${sn.slice(2)}`,
  (sn) => `${sn.slice(0, 2)} ${sn.slice(2)}`,
  (sn) => sn.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (sn) => sn.replace(/^0+(?=\d+$)/, ''),
  (sn) => sn.replace('0', 'O'),
  (sn) => sn.replace('1', 'l'),
  (sn) => sn.replace('A', '\u0410'),
  (sn) => sn.toLowerCase(),
  (sn) => `="${sn}"`,
  (sn) => sn.replace('-', '\u2013'),
];
const damaged = fc
  .tuple(sound, fc.subarray([...damages], { minLength: 1, maxLength: 3 }))
  .map(([{ given, deviceSn }, chosen]) => ({
    given,
    deviceSn,
    text: chosen.reduce((text, damage) => damage(text), deviceSn),
  }));

describe('whatever a file holds', () => {
  test('a value that the rule takes is never changed', () => {
    fc.assert(
      fc.property(sound, ({ given, deviceSn }) => {
        expect(examineSn(deviceSn, given)).toEqual({ kind: 'clean', deviceSn });
      }),
      { numRuns: 1000 },
    );
  });

  test('what is proposed or made satisfies the rule, and one that was asked has none or several', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'0123456789ABOIlEe+-./, \u00a0\u0410０') });
    const any = fc.oneof(
      fc.tuple(fc.constantFrom(...groups), noise).map(([[given], text]) => ({ given, text })),
      damaged,
    );
    fc.assert(
      fc.property(any, ({ given, text }) => {
        const found = examineSn(text, given);
        if (found.kind === 'clean') expect(found.deviceSn).toBe(text);
        if (found.kind === 'repaired') {
          expect(found.deviceSn).not.toBe(text);
          expect(found.whys.length).toBeGreaterThan(0);
          expect(given.check(found.deviceSn)).toBeNull();
        }
        if (found.kind === 'asked') {
          const proposed = found.proposals.map(({ deviceSn }) => deviceSn);
          expect(new Set(proposed).size).toBe(proposed.length);
          for (const deviceSn of proposed) expect(given.check(deviceSn)).toBeNull();
          if (found.why === 'ask-two-ways') expect(proposed.length).toBeGreaterThan(1);
        }
        if (found.kind === 'refused') expect(given.check(text)).toEqual(found.problem);
      }),
      { numRuns: 2000 },
    );
  });

  test('one kind of damage comes back as what it was, or is asked for; a lost zero never becomes another SN', () => {
    fc.assert(
      fc.property(sound, fc.constantFrom(...damages), ({ given, deviceSn }, damage) => {
        const text = damage(deviceSn);
        const found = examineSn(text, given);
        // Damage that makes another SN of the group cannot be seen by anybody.
        if (given.check(text) === null) expect(found.kind).not.toBe('repaired');
        else if (found.kind === 'repaired') expect(found.deviceSn).toBe(deviceSn);
        else expect(found.kind).toBe('asked');
      }),
      { numRuns: 2000 },
    );
  });

  test('where look-alikes leave two SNs, none is taken', () => {
    const given = rule({ pattern: '[A-Z0-9]{3}[0-9]' });
    const text = fc.stringMatching(/^[0O1I]{3}[OIl]$/);
    fc.assert(
      fc.property(text, (each) => {
        // The first three may be letter or digit: eight SNs at least.
        expect(examineSn(each, given).kind).toBe('asked');
      }),
    );
  });
});

test('every text that a spreadsheet shows as a power of ten is among those that it is turned back to', () => {
  const original = fc
    .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 3, max: 60 }))
    .map(([number, tens]) => `${number}E${tens}`);
  fc.assert(
    fc.property(original, fc.boolean(), (text, short) => {
      const shown = short ? Number(text).toExponential(2) : Number(text).toExponential();
      const meant = fromScientific(shown.toUpperCase(), { min: text.length, max: text.length });
      if (meant.complete) expect(meant.texts).toContain(text);
    }),
    { numRuns: 1000 },
  );
});
