import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SnRule } from '../../shared/models/catalog.ts';
import { explainText } from '../../shared/serial/explain.ts';
import { looksAlike } from '../../shared/serial/look-alike.ts';
import { nearSns } from '../../shared/serial/nearest.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { understand } from '../../shared/serial/understand.ts';
import { GS, gtin14 } from '../support/serial-numbers.ts';
import { must } from '../support/station.ts';

const inverter: SnRule = { pattern: 'INV-[0-9]{6}', checkDigit: 'none' };

function explain(text: string, rule = inverter): string {
  const check = must(compileRule(rule));
  const said = understand(text, 'INV5K1', check);
  if (said.ok) return 'fits';
  const { explain: keys = '' } = explainText(said.problem, { ...said, text }, check).params ?? {};
  return String(keys);
}

describe('what a refused text is instead', () => {
  test.for([
    ['EAN-13 of the carton', ']E04006381333931', 'carton-ean'],
    ['EAN-8', ']E473513537', 'carton-ean'],
    ['UPC-A', ']E0036000291452', 'carton-ean'],
    ['thirteen digits without an identifier', '4006381333931', 'maybe-ean'],
    ['thirteen digits with another check digit', '4006381333932', 'pattern-character'],
    ['an EAN symbol that holds no product number', ']E0INV-00012X', 'pattern-character'],
    ['a GTIN without a serial', `]C101${gtin14}`, 'gtin-only'],
    ['a GTIN and a lot', `]d201${gtin14}10LOT42${GS}`, 'gtin-only'],
    ['a GTIN in brackets', `(01)${gtin14}`, 'gtin-only'],
    ['only a lot', ']C110LOT42', ''],
    ['a MAC address', '00:1A:2B:3C:4D:5E', 'mac-address'],
    ['a MAC address with dashes', '00-1a-2b-3c-4d-5e', 'mac-address'],
    ['small letters', 'inv-000123', 'in-capitals'],
    ['small letters that would not fit either', 'inv-00012x', 'pattern-character'],
    ['an SN that fits', 'INV-000123', 'fits'],
    ['a JSON without an SN', '{}', ''],
  ])('%s', ([, text, keys]) => {
    expect(
      explain(text as string)
        .split(' ')
        .at(-1),
    ).toBe(keys);
  });

  test('the number itself is named', () => {
    const check = must(compileRule(inverter));
    const text = ']E04006381333931';
    const said = understand(text, 'INV5K1', check);
    if (said.ok) throw new Error('it is none');
    const { message } = explainText(said.problem, { ...said, text }, check);
    expect(message).toContain('This is the EAN 4006381333931 of the carton, not the SN.');
  });
});

describe('SNs that are near', () => {
  const kindOf = (read: string, known: string) => {
    const near = nearSns(read)
      .flat()
      .find((each) => each.deviceSn === known);
    return near && `${near.kind} ${near.place} ${near.known}/${near.read}`;
  };
  test.for([
    ['INV-00012B', 'INV-000128', 'twin 10 8/B'],
    ['INV-0O0128', 'INV-000128', 'twin 6 0/O'],
    ['1NV-000128', 'INV-000128', 'twin 1 I/1'],
    ['INV-00012S', 'INV-000125', 'twin 10 5/S'],
    ['INV-00012Z', 'INV-000122', 'twin 10 2/Z'],
    ['INV-00012G', 'INV-000126', 'twin 10 6/G'],
    ['lNV-000128', 'INV-000128', 'twin 1 I/l'],
    ['iNV-000128', 'INV-000128', 'twin 1 I/i'],
    ['NIV-000128', 'INV-000128', 'swap 1 I/N'],
    ['INV-000182', 'INV-000128', 'swap 9 2/8'],
    ['INV-000127', 'INV-000128', 'other 10 8/7'],
    ['INV-00128', 'INV-000128', 'missing 7 0/'],
    ['INV000128', 'INV-000128', 'missing 4 -/'],
    ['INV-00012', 'INV-000128', 'missing 10 8/'],
    ['INV-0000128', 'INV-000128', 'extra 8 /0'],
    ['INV-000128X', 'INV-000128', 'extra 11 /X'],
    ['XINV-000128', 'INV-000128', 'extra 1 /X'],
    ['INV-000128', 'INV-000128', undefined],
    ['INV-00O12B', 'INV-000128', undefined],
  ])('%s for %s: %s', ([read, known, kind]) => {
    expect(kindOf(read as string, known as string)).toBe(kind);
  });

  const sn = fc.stringMatching(/^[0-9A-Za-z-]{1,45}$/);
  test('no variant twice, none the same, none more than one place away', () => {
    fc.assert(
      fc.property(sn, (read) => {
        const waves = nearSns(read);
        const all = waves.flat().map(({ deviceSn }) => deviceSn);
        expect(new Set(all).size).toBe(all.length);
        expect(all).not.toContain(read);
        for (const each of waves.flat()) {
          expect(Math.abs(each.deviceSn.length - read.length)).toBeLessThanOrEqual(1);
          if (each.kind === 'twin') expect(looksAlike(each.known, each.read)).toBe(true);
        }
        expect(all.length).toBeLessThan(6000);
      }),
      { numRuns: 30 },
    );
  });

  test('whichever one place of an SN is changed, the SN is among those near', () => {
    const place = fc.tuple(
      fc.stringMatching(/^[0-9A-Z-]{4,30}$/),
      fc.nat(),
      fc.constantFrom(...'0123456789ABCXYZ-'),
    );
    fc.assert(
      fc.property(place, ([known, at, character]) => {
        const read = [...known].with(at % known.length, character).join('');
        fc.pre(read !== known);
        const shorter = [...known].toSpliced(at % known.length, 1).join('');
        const longer = [...known].toSpliced(at % known.length, 0, character).join('');
        for (const wrong of [read, shorter, longer]) {
          expect(
            nearSns(wrong)
              .flat()
              .map((near) => near.deviceSn),
          ).toContain(known);
        }
      }),
      { numRuns: 30 },
    );
  });
});
