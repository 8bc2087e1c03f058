import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPinDigits } from '../../renderer/operators/pin-digits.ts';
import { noKeys, type PinKeys, typeKey, wasTyped } from '../../renderer/operators/pin-keys.ts';

/** Types keys with a pause before each but the first. */
function typed(text: string, gaps: number[], from: PinKeys = noKeys, begin = 10_000): PinKeys {
  let at = begin;
  let keys = from;
  for (const [index, key] of [...text].entries()) {
    if (index > 0) at += gaps[(index - 1) % gaps.length] as number;
    keys = typeKey(keys, key, at);
  }
  return keys;
}
const pins = fc.stringMatching(/^[0-9]{4,12}$/);

describe('a PIN that is typed', () => {
  it('is on the pad whole, however quick the fingers', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(pins, gaps, (pin, pauses) => {
        expect(typed(pin, pauses).count).toBe(pin.length);
      }),
    );
  });

  it('is a person’s where four keys follow each other at once, or more at a pace that fingers have', () => {
    expect(wasTyped(typed('2580', [12]), '2580')).toBe(true);
    expect(wasTyped(typed('25801470', [38]), '25801470')).toBe(true);
    expect(wasTyped(typed('25801470', [40, 40, 40, 70]), 'torn')).toBe(true);
  });
});

describe('a badge that is scanned into the pad', () => {
  it('leaves no digit, and takes none away', () => {
    const code = fc.stringMatching(/^[0-9]{0,6}[A-Z-]{1,3}[0-9A-Z]{3,20}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,4}$/), code, (before, badge) => {
        const all = typed(badge, [8], typed(before, [90]), 20_000);
        expect(all.count).toBe(before.length);
        expect(wasTyped(all, badge)).toBe(false);
      }),
    );
  });

  it('is told from fingers by its pace where it is digits alone, and what was before it is known', () => {
    const all = typed('00471108', [8, 30, 8], typed('25', [90]), 20_000);
    expect(wasTyped(all, '00471108')).toBe(false);
    expect(all.run.before).toBe(2);
  });

  it('in two pieces is no PIN', () => {
    expect(wasTyped(typed('004711080815', [5, 5, 5, 70, 5, 5, 5, 5]), 'torn')).toBe(false);
    expect(wasTyped(typed('AB1234', [5, 5, 70, 5, 5]), 'torn')).toBe(false);
  });
});

describe('the digits on the pad', () => {
  it('are what was typed, of which a count is kept', () => {
    fc.assert(
      fc.property(pins, fc.nat(12), (pin, kept) => {
        const digits = createPinDigits();
        for (const [at, digit] of [...pin].entries()) digits.put(at, Number(digit));
        expect(digits.read(pin.length)).toBe(pin);
        digits.keep(kept);
        expect(digits.read(12)).toBe(pin.slice(0, kept).padEnd(12, '0'));
      }),
    );
  });

  it('have room for twelve, and one more changes nothing', () => {
    const digits = createPinDigits();
    for (let at = 0; at < 14; at += 1) digits.put(Math.min(at, 12), 7);
    expect(digits.read(12)).toBe('7'.repeat(12));
  });
});
