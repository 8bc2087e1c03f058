import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WedgeProfile } from '../../shared/models/wedge.ts';
import {
  type Calibration,
  calibrate,
  calibrationTexts,
  mergeCalibration,
} from '../../shared/wedge/calibrate.ts';
import { layoutIds } from '../../shared/wedge/layout-tables.ts';
import { readBurst } from '../../shared/wedge/read-burst.ts';
import { type Typist, typeCode } from '../support/wedge-typist.ts';

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');

function calibrated(
  typist: Typist,
  code: keyof typeof calibrationTexts = 'full',
  end: 'Enter' | 'Tab' | 'none' = 'Enter',
): WedgeProfile {
  const found = calibrate(typeCode(calibrationTexts[code], typist), end, 0);
  if (typeof found === 'string') throw new Error(`${JSON.stringify(typist)}: ${found}`);
  return { ...(found satisfies Calibration), id: 'w1' };
}

const scanned = (text: string, typist: Typist, profile: WedgeProfile) =>
  readBurst(typeCode(text, typist), profile.end, [profile]);

describe('one calibration scan', () => {
  for (const layout of layoutIds) {
    for (const code of ['full', 'short'] as const) {
      it(`tells that a scanner is set to ${layout}, by the ${code} code, on every machine`, () => {
        for (const machine of layoutIds) {
          for (const capsLock of [false, true]) {
            const profile = calibrated({ layout, machine, capsLock }, code);
            expect(profile.layouts).toEqual([layout]);
          }
        }
      });
    }

    it(`reads every printable character of a ${layout} scanner on every machine, CapsLock on or off`, () => {
      for (const machine of layoutIds) {
        const profile = calibrated({ layout, machine, capsLock: true });
        for (const capsLock of [false, true]) {
          const typist = { layout, machine, capsLock };
          expect(scanned(printable, typist, profile)).toEqual({ ok: true, value: printable });
        }
      }
    });

    it(`reads a ${layout} scanner through an input method`, () => {
      const typist: Typist = { layout, machine: 'us', inputMethod: true };
      const profile = calibrated(typist);
      expect(scanned(printable, typist, profile)).toEqual({ ok: true, value: printable });
    });

    it(`reads a ${layout} scanner that types accents without the space bar`, () => {
      const typist: Typist = { layout, machine: 'us', dead: 'bare' };
      const profile = calibrated(typist);
      for (const text of [printable, '^a`e~o', 'AB^^12']) {
        expect(scanned(text, typist, profile)).toEqual({ ok: true, value: text });
      }
    });
  }

  it('tells no two layouts alike by the short code', () => {
    const seen = layoutIds.map((layout) =>
      typeCode(calibrationTexts.short, { layout, machine: 'us' })
        .map(({ code, shift, altGraph }) => `${code}${shift}${altGraph}`)
        .join(),
    );
    expect(new Set(seen).size).toBe(layoutIds.length);
  });

  it('finds what GS is typed as', () => {
    const gs = { ctrl: '\u001d', alt: '\u001d', f8: 'F8', none: null };
    for (const [way, expected] of Object.entries(gs)) {
      for (const layout of layoutIds) {
        const typist: Typist = { layout, machine: 'us', gs: way as keyof typeof gs };
        const profile = calibrated(typist);
        const shown = profile.gs === 'ctrl+BracketRight' ? '\u001d' : profile.gs;
        if (layout !== 'ja' || way !== 'ctrl') expect(shown).toBe(expected);
        const code = ']d201095060001343521INV5K1\u001d10LOT';
        const read = scanned(code, typist, profile);
        if (way === 'none') {
          expect(read).toMatchObject({ ok: false, problem: { code: 'read-separator-lost' } });
        } else expect(read).toEqual({ ok: true, value: code });
      }
    }
  });

  it('finds a prefix, a suffix and the end, and takes no AIM identifier for a prefix', () => {
    const typist: Typist = { layout: 'de', machine: 'us' };
    const keys = typeCode(`~Z]Q1${calibrationTexts.full}#`, typist);
    const found = calibrate(keys, 'Tab', 5);
    expect(found).toMatchObject({
      layouts: ['de'],
      prefix: ['~', 'Z'],
      suffix: ['#'],
      end: 'Tab',
      calibratedAt: 5,
    });
    const profile = { ...(found as Calibration), id: 'w1' };
    expect(readBurst(typeCode('~Z]C0INV-1#', typist), 'Tab', [profile])).toEqual({
      ok: true,
      value: ']C0INV-1',
    });
    for (const torn of ['Z]C0INV-1#', '~Z]C0INV-1']) {
      expect(readBurst(typeCode(torn, typist), 'Tab', [profile])).toMatchObject({
        ok: false,
        problem: { code: 'read-frame-torn' },
      });
    }
    expect(readBurst(typeCode('~ZINV-1#', typist), 'none', [profile])).toMatchObject({
      ok: false,
      problem: { code: 'read-frame-torn' },
    });
  });

  it('of a scanner that types character codes fits every layout, and any is right', () => {
    const typist: Typist = { layout: 'us', machine: 'fr', altCodes: true };
    const profile = calibrated(typist);
    expect(profile).toMatchObject({ layouts: layoutIds, altCodes: true });
    expect(scanned(printable, typist, profile)).toEqual({ ok: true, value: printable });
  });

  it('is not taken from another code or from a part of it', () => {
    const typist: Typist = { layout: 'us', machine: 'us' };
    expect(calibrate(typeCode('INV5K1-000128', typist), 'Enter', 0)).toBe('torn');
    expect(calibrate(typeCode('x'.repeat(60), typist), 'Enter', 0)).toBe('no-code');
    const half = typeCode(calibrationTexts.full, typist).slice(5);
    expect(calibrate(half, 'Enter', 0)).toBe('no-code');
  });
});

describe('CapsLock', () => {
  it('is refused where one scan did not show what the scanner does about it', () => {
    const typist: Typist = { layout: 'us', machine: 'us', caps: 'follows' };
    const profile = calibrated({ ...typist, capsLock: false });
    expect(profile.caps).toEqual({ off: 'plain', on: null });
    expect(scanned('INV5K1', { ...typist, capsLock: true }, profile)).toMatchObject({
      ok: false,
      problem: { code: 'read-caps-lock' },
    });
    // Nothing in it is shifted by CapsLock.
    expect(scanned('4711-08', { ...typist, capsLock: true }, profile)).toEqual({
      ok: true,
      value: '4711-08',
    });
  });

  it('is sure in both states after a second scan in the other one', () => {
    for (const caps of ['ignores', 'follows', 'always'] as const) {
      for (const layout of layoutIds) {
        const typist: Typist = { layout, machine: 'de', caps };
        const off = calibrated({ ...typist, capsLock: false });
        const on = calibrated({ ...typist, capsLock: true });
        const { id: _, ...fresh } = on;
        const both = mergeCalibration(off, fresh);
        if (!both) throw new Error('they are one scanner');
        for (const capsLock of [false, true]) {
          expect(scanned(printable, { ...typist, capsLock }, both)).toEqual({
            ok: true,
            value: printable,
          });
        }
      }
    }
  });
});

describe('what is not sure', () => {
  it('is refused: two scanners set differently, and the code reads differently', () => {
    const de: Typist = { layout: 'de', machine: 'us' };
    const us: Typist = { layout: 'us', machine: 'us' };
    const profiles = [calibrated(de), calibrated(us)];
    expect(readBurst(typeCode('XYZ-1', de), 'Enter', profiles)).toMatchObject({
      ok: false,
      problem: { code: 'read-scanners-differ' },
    });
    expect(readBurst(typeCode('INV5K1', de), 'Enter', profiles)).toEqual({
      ok: true,
      value: 'INV5K1',
    });
  });

  it('never becomes another text: any code, layout, machine, CapsLock and way of typing', () => {
    const layout = fc.constantFrom(...layoutIds);
    const typists = fc.record({
      layout,
      machine: layout,
      caps: fc.constantFrom('ignores', 'follows', 'always'),
      dead: fc.constantFrom('space', 'bare'),
      gs: fc.constantFrom('ctrl', 'f8', 'alt', 'none'),
      altCodes: fc.boolean(),
      inputMethod: fc.boolean(),
    }) satisfies fc.Arbitrary<Typist>;
    const texts = fc.string({ minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(typists, texts, fc.boolean(), fc.boolean(), (typist, text, first, then) => {
        const profile = calibrated({ ...typist, capsLock: first });
        const read = scanned(text, { ...typist, capsLock: then }, profile);
        if (read.ok) expect(read.value).toBe(text);
        else expect(first).not.toBe(then);
      }),
      { numRuns: 300 },
    );
  });
});
