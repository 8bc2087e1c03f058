import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SnRule } from '../../shared/models/catalog.ts';
import { checkDigits } from '../../shared/models/check-digits.ts';
import { checkSchemes } from '../../shared/serial/check-schemes.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { must, mustFail } from '../support/station.ts';

type Scheme = Exclude<SnRule['checkDigit'], 'none'>;
const decimal = [...'0123456789'];
const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Whole codes as their standards, registers and textbooks print them. */
const published: [Scheme, string, string][] = [
  ['luhn', '79927398713', 'the textbook example'],
  ['luhn', '4539578763621486', 'a card number'],
  ['luhn', '490154203237518', 'an IMEI (3GPP TS 23.003)'],
  ['luhn', 'US0378331005', 'ISIN of Apple (ISO 6166)'],
  ['luhn', 'AU0000XVGZA3', 'ISIN of Treasury Corp. of Victoria'],
  ['luhn', 'GB0002634946', 'ISIN of BAE Systems'],
  ['mod10', '4006381333931', 'EAN-13'],
  ['mod10', '73513537', 'EAN-8'],
  ['mod10', '036000291452', 'UPC-A'],
  ['mod10', '09506000134352', 'GTIN-14 of the GS1 specifications'],
  ['mod10', '106141412345678908', 'SSCC of the GS1 specifications'],
  ['mod11', '0306406152', 'ISBN-10'],
  ['mod11', '080442957X', 'ISBN-10 with an X'],
  ['mod11', '097522980X', 'ISBN-10 with an X'],
  ['mod11', '03785955', 'ISSN of Hearing Research (ISO 3297)'],
  ['mod11', '2434561X', 'ISSN with an X'],
  ['mod97-10', '79444', 'example of ISO/IEC 7064'],
  ['mod97-10', '5493001KJTIIGC8Y1R12', 'LEI of Bloomberg (ISO 17442)'],
  ['mod97-10', '7LTWFZYICNSX8D621K86', 'LEI of Deutsche Bank'],
  ['mod37-36', 'A12425GABC1234002M', 'GRid'],
  ['mod37-36', '00000000D07A0090Q', 'ISAN (ISO 15706)'],
  ['verhoeff', '2363', 'the textbook example'],
  ['verhoeff', '123451', 'the textbook example'],
  ['verhoeff', '1428570', 'the textbook example'],
];

const takes = (checkDigit: Scheme, sn: string, checkCharacters?: string) =>
  must(compileRule({ checkDigit, ...(checkCharacters && { checkCharacters }) }))(sn);

describe('published check digits', () => {
  test.for(published)('%s %s: %s', ([scheme, code]) => {
    expect(takes(scheme, code)).toBeNull();
    const { digits, closing } = checkSchemes[scheme];
    expect(closing(code.slice(0, -digits), letters)).toBe(code.slice(-digits));
  });

  test('Luhn mod N over a to f, as its description works it out', () => {
    expect(takes('luhnModN', 'abcdefe', 'a-f')).toBeNull();
    expect(takes('luhnModN', 'abcdefa', 'a-f')).toMatchObject({
      params: { position: 7, found: 'a', expected: 'e' },
    });
  });

  test('Luhn mod N over ten digits is Luhn', () => {
    expect(takes('luhnModN', '79927398713', '0-9')).toBeNull();
  });

  test('an alphabet of an odd number of characters is no rule: errors would slip through', () => {
    const refused = mustFail(compileRule({ checkDigit: 'luhnModN', checkCharacters: 'A-E' }));
    expect(refused).toMatchObject({ code: 'rule-invalid' });
    expect(refused.message).toContain('even');
  });

  test.for(checkDigits.filter((each) => each !== 'none'))(
    '%s refuses what it has no value for',
    (scheme) => {
      for (const sn of ['a', '-1', '12é4', 'ü', '1']) {
        expect(takes(scheme, sn)).toMatchObject({ code: 'sn-check-digit' });
      }
    },
  );
});

/** What each scheme promises beside every single wrong character: swaps of neighbours. */
const promises: Record<Scheme, { of: string[]; swaps: boolean }> = {
  luhn: { of: decimal, swaps: false },
  luhnModN: { of: letters, swaps: false },
  mod10: { of: decimal, swaps: false },
  mod11: { of: decimal, swaps: true },
  'mod97-10': { of: decimal, swaps: true },
  // One swap in 630 slips through, and 0 with 1 at the end: no promise.
  'mod37-36': { of: letters, swaps: false },
  verhoeff: { of: decimal, swaps: true },
};

const withDigit = (scheme: Scheme, body: string): string =>
  body + (checkSchemes[scheme].closing(body, letters) as string);

describe.for(Object.entries(promises) as [Scheme, (typeof promises)[Scheme]][])(
  '%s',
  ([scheme, { of, swaps }]) => {
    const body = fc.array(fc.constantFrom(...of), { minLength: 1, maxLength: 40 });

    test('takes what it closed, and finds every single wrong character', () => {
      fc.assert(
        fc.property(body, (characters) => {
          const whole = withDigit(scheme, characters.join(''));
          expect(takes(scheme, whole)).toBeNull();
          for (let place = 0; place < whole.length; place++) {
            for (const other of of) {
              if (other === whole[place]) continue;
              const wrong = whole.slice(0, place) + other + whole.slice(place + 1);
              expect(
                checkSchemes[scheme].closing(wrong.slice(0, -checkSchemes[scheme].digits), letters),
              ).not.toBe(wrong.slice(-checkSchemes[scheme].digits));
            }
          }
        }),
        { numRuns: 40 },
      );
    });

    if (!swaps) return;

    test('finds every swap of two neighbours', () => {
      fc.assert(
        fc.property(body, (characters) => {
          const whole = withDigit(scheme, characters.join(''));
          for (let place = 0; place + 1 < whole.length; place++) {
            if (whole[place] === whole[place + 1]) continue;
            const wrong = `${whole.slice(0, place)}${whole[place + 1]}${whole[place]}${whole.slice(place + 2)}`;
            expect(takes(scheme, wrong)).not.toBeNull();
          }
        }),
        { numRuns: 60 },
      );
    });
  },
);

test('letters in mod 97-10: every wrong letter is found, too', () => {
  const body = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(body, fc.nat(), fc.constantFrom(...letters), (characters, at, other) => {
      const place = at % characters.length;
      const digitsBefore = characters[place];
      fc.pre(other !== digitsBefore && /\d/.test(other) === /\d/.test(digitsBefore as string));
      const close = withDigit('mod97-10', characters.join('')).slice(-2);
      const wrong = characters.with(place, other).join('');
      expect(takes('mod97-10', wrong + close)).not.toBeNull();
    }),
  );
});
