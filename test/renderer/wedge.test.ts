import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWedge, type Ending, type WedgeOutcome } from '../../renderer/scan/wedge.ts';
import type { WedgeKey } from '../../shared/wedge/keys.ts';

/** A key of a machine that does not tell which one it was. */
const key = (name: string, more: Partial<WedgeKey> = {}): WedgeKey => ({
  code: '',
  key: name,
  shift: false,
  ctrl: false,
  alt: false,
  altGraph: false,
  capsLock: false,
  ...more,
});
const keysOf = (text: string) => [...text].map((char) => key(char));
const burst = (text: string, end: 'Enter' | 'Tab' | 'none' = 'Enter') => ({
  kind: 'burst',
  keys: keysOf(text),
  end,
});

/** Types `text` at one pace and gives what came out, the silence after the last key included. */
function type(text: string, pace: number, end?: 'Enter' | 'Tab'): WedgeOutcome[] {
  const wedge = createWedge();
  const outcomes: (WedgeOutcome | undefined)[] = [];
  let at = 1000;
  for (const each of keysOf(text)) {
    outcomes.push(wedge.press(each, at).outcome);
    at += pace;
  }
  if (end) outcomes.push(wedge.press(key(end), at).outcome);
  outcomes.push(wedge.silence(at + 500));
  return outcomes.filter((outcome) => outcome !== undefined);
}

describe('a keyboard scanner', () => {
  it('is read when it ends with Enter, Tab or only with silence', () => {
    for (const end of ['Enter', 'Tab', undefined] as const) {
      expect(type('INV5K1-000128', 8, end)).toEqual([burst('INV5K1-000128', end ?? 'none')]);
    }
  });

  it('is read whatever it sends, each time once', () => {
    const printable = fc.string({ minLength: 4, maxLength: 80 });
    const pace = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(printable, pace, (text, gap) => {
        expect(type(text, gap, 'Enter')).toEqual([burst(text)]);
      }),
    );
  });

  it('is not glued to the code before it', () => {
    const wedge = createWedge();
    let at = 0;
    for (const each of keysOf('FIRST1')) wedge.press(each, (at += 5));
    expect(wedge.press(key('Enter'), (at += 5)).outcome).toEqual(burst('FIRST1'));
    for (const each of keysOf('SECOND')) wedge.press(each, (at += 5));
    expect(wedge.press(key('Enter'), (at += 5)).outcome).toEqual(burst('SECOND'));
  });

  it('that stumbles in the middle sends nothing, and says so', () => {
    const wedge = createWedge();
    for (const [index, each] of keysOf('INV5K1').entries()) wedge.press(each, index * 5);
    for (const [index, each] of keysOf('-000128').entries()) wedge.press(each, 100 + index * 5);
    expect(wedge.press(key('Enter'), 140).outcome).toEqual({ kind: 'torn', length: 13 });
  });

  it('whose keys were only late is not cut into two codes', () => {
    const wedge = createWedge();
    for (const [index, each] of keysOf('INV5K1').entries()) wedge.press(each, index * 5);
    expect(wedge.silence(600)).toEqual(burst('INV5K1', 'none'));
    for (const [index, each] of keysOf('-000128').entries()) wedge.press(each, 30 + index * 5);
    expect(wedge.press(key('Enter'), 65).outcome).toEqual({ kind: 'torn', length: 13 });
    for (const [index, each] of keysOf('INV5K1').entries()) wedge.press(each, 1500 + index * 5);
    wedge.silence(2100);
    // Nor does a late Enter press the button in focus.
    expect(wedge.press(key('Enter'), 1530)).toEqual({ swallow: true });
  });

  it('takes its keys away from the button in focus', () => {
    const wedge = createWedge();
    expect(wedge.press(key('A'), 0).swallow).toBe(false);
    expect(wedge.press(key(' '), 10).swallow).toBe(true);
    wedge.press(key('B'), 20);
    wedge.press(key('C'), 30);
    expect(wedge.press(key('Enter'), 40).swallow).toBe(true);
  });
});

describe('a code that stops in the middle', () => {
  /** A window: each text at 8 ms a key, `\n` is Enter, a number is a pause; the timer asks as the window's does. */
  function window(ending: Ending = 'unknown') {
    const wedge = createWedge(undefined, { ending: () => ending, endSeen: false });
    let at = 1000;
    return (...steps: (string | number)[]) => {
      const told: (WedgeOutcome | undefined)[] = [];
      for (const step of steps) {
        if (typeof step === 'number') {
          at += step - 8;
          told.push(wedge.silence(at));
          at += 1;
          continue;
        }
        for (const char of step) {
          told.push(wedge.press(key(char === '\n' ? 'Enter' : char), at).outcome);
          at += 8;
        }
      }
      return told.filter((outcome) => outcome !== undefined);
    };
  }

  it('is one torn code, not two whole ones', () => {
    expect(window()('SN-000', 130, '1234\n')).toEqual([{ kind: 'torn', length: 10 }]);
    expect(window()('SN-000', 450, '1234\n')).toEqual([{ kind: 'torn', length: 10 }]);
    expect(window()('SN-000', 130, '1234', 600)).toEqual([{ kind: 'torn', length: 10 }]);
    expect(window()('SN-0001234', 130, '5\n')).toEqual([{ kind: 'torn', length: 11 }]);
    expect(window()('SN', 130, '-0001234\n')).toEqual([{ kind: 'torn', length: 10 }]);
    expect(window('known')('SN-000', 130, '1234\n')).toEqual([{ kind: 'torn', length: 10 }]);
  });

  it('needs its Enter once a scanner of this window sent one', () => {
    const scan = window();
    expect(scan('SN-0001\n', 900, 'SN-0002', 900)).toEqual([
      burst('SN-0001'),
      { kind: 'torn', length: 7 },
    ]);
    expect(scan('SN-0002\n')).toEqual([burst('SN-0002')]);
    expect(window('known')('SN-0001\n', 900, 'SN-0002', 900)).toEqual([
      burst('SN-0001'),
      burst('SN-0002', 'none'),
    ]);
  });

  it('is whole from the first on where no scanner sends Enter', () => {
    const scan = window();
    for (const text of ['SN-0001', 'SN-0002']) {
      expect(scan(text, 300)).toEqual([]);
      expect(scan(300)).toEqual([burst(text, 'none')]);
    }
    expect(window('silence')('SN-0001', 150)).toEqual([burst('SN-0001', 'none')]);
  });

  it('is whole when only its Enter was late, which proves nothing: it may be a finger', () => {
    const scan = window();
    expect(scan('SN-0001', 200, '\n')).toEqual([burst('SN-0001')]);
    expect(scan('12345', 40, '\n')).toEqual([burst('12345')]);
    expect(scan(900, 'SN-0002', 900)).toEqual([burst('SN-0002', 'none')]);
  });

  it('is told as torn when the focus moves before it is over', () => {
    const wedge = createWedge();
    for (const [index, each] of keysOf('SN-000').entries()) wedge.press(each, index * 5);
    expect(wedge.interrupt(200)).toEqual({ kind: 'torn', length: 6 });
    expect(wedge.silence(900)).toBeUndefined();
    wedge.press(key('A'), 2000);
    expect(wedge.interrupt(2010)).toBeUndefined();
  });
});

describe('keys that are no characters', () => {
  it('stay where they were typed inside a code: F8 may be its GS', () => {
    const wedge = createWedge();
    const keys = ['A', 'B', 'C', '1'].map((char, at) => {
      wedge.press(key(char), at * 5);
      return key(char);
    });
    const gs = key('F8', { code: 'F8' });
    expect(wedge.press(gs, 20)).toEqual({ swallow: true });
    wedge.press(key('D'), 25);
    expect(wedge.press(key('Enter'), 30).outcome).toMatchObject({
      keys: [...keys, gs, key('D')],
    });
  });

  it('begin none, however fast they come', () => {
    const wedge = createWedge();
    for (const [index, name] of ['ArrowDown', 'ArrowDown', 'F8', 'Escape', 'Delete'].entries()) {
      expect(wedge.press(key(name, { code: name }), index * 5)).toEqual({ swallow: false });
    }
    const chord = key('2', { code: 'Digit2', alt: true });
    expect(wedge.press(chord, 30)).toEqual({ swallow: false });
    expect(wedge.press(key('/', { code: 'Slash' }), 35)).toEqual({ swallow: false });
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
    for (const [index, name] of [' ', 'Enter', 'Tab', 'F2', 'Shift'].entries()) {
      expect(wedge.press(key(name), index * 300).swallow).toBe(false);
    }
  });
});
