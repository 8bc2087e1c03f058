import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWedge, type WedgeOutcome } from '../../renderer/scan/wedge.ts';

/** Types `text` at one pace and gives what came out, the silence after the last key included. */
function type(text: string, pace: number, end?: 'Enter' | 'Tab'): WedgeOutcome[] {
  const wedge = createWedge();
  const outcomes: (WedgeOutcome | undefined)[] = [];
  let at = 1000;
  for (const key of text) {
    outcomes.push(wedge.press(key, at).outcome);
    at += pace;
  }
  if (end) outcomes.push(wedge.press(end, at).outcome);
  outcomes.push(wedge.silence(at + 100));
  return outcomes.filter((outcome) => outcome !== undefined);
}

describe('a keyboard scanner', () => {
  it('is read when it ends with Enter, Tab or only with silence', () => {
    for (const end of ['Enter', 'Tab', undefined] as const) {
      expect(type('INV5K1-000128', 8, end)).toEqual([{ kind: 'code', text: 'INV5K1-000128' }]);
    }
  });

  it('is read whatever it sends, each time once', () => {
    const printable = fc.string({ minLength: 4, maxLength: 80 });
    const pace = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(printable, pace, (text, gap) => {
        expect(type(text, gap, 'Enter')).toEqual([{ kind: 'code', text }]);
      }),
    );
  });

  it('is not glued to the code before it', () => {
    const wedge = createWedge();
    let at = 0;
    for (const key of 'FIRST1') wedge.press(key, (at += 5));
    expect(wedge.press('Enter', (at += 5)).outcome).toEqual({ kind: 'code', text: 'FIRST1' });
    for (const key of 'SECOND') wedge.press(key, (at += 5));
    expect(wedge.press('Enter', (at += 5)).outcome).toEqual({ kind: 'code', text: 'SECOND' });
  });

  it('that stumbles in the middle sends nothing, and says so', () => {
    const wedge = createWedge();
    for (const [index, key] of [...'INV5K1'].entries()) wedge.press(key, index * 5);
    for (const [index, key] of [...'-000128'].entries()) wedge.press(key, 25 + 75 + index * 5);
    expect(wedge.press('Enter', 140).outcome).toEqual({ kind: 'torn', length: 13 });
  });

  it('takes its keys away from the button in focus', () => {
    const wedge = createWedge();
    expect(wedge.press('A', 0).swallow).toBe(false);
    expect(wedge.press(' ', 10).swallow).toBe(true);
    wedge.press('B', 20);
    wedge.press('C', 30);
    expect(wedge.press('Enter', 40).swallow).toBe(true);
  });
});

describe('fingers', () => {
  it('are never read as a code', () => {
    const pace = fc.integer({ min: 101, max: 900 });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), pace, (text, gap) => {
        expect(type(text, gap, 'Enter')).toEqual([]);
      }),
    );
  });

  it('keep Enter, space and Tab for the buttons', () => {
    const wedge = createWedge();
    for (const [index, key] of [' ', 'Enter', 'Tab', 'F2', 'Shift'].entries()) {
      expect(wedge.press(key, index * 300).swallow).toBe(false);
    }
  });
});
