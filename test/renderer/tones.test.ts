import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { worstSince } from '../../renderer/scan/look.ts';
import { marked } from '../../renderer/scan/marked.ts';
import { type Tone, toneOf, toneShape, tones } from '../../renderer/scan/tones.ts';
import { tunes } from '../../renderer/scan/tunes.ts';
import { english as en } from '../../resources/languages/english.ts';
import { zhCN } from '../../resources/languages/zh-CN.ts';
import { explained, type ProblemCode, problem } from '../../shared/problems.ts';
import { acceptedRead, refusedRead } from '../support/pretend-scenes.ts';

/** One colour, word, shape and sound for each kind of answer. */

const sheet = (path: string) =>
  readFileSync(new URL(`../../renderer/${path}`, import.meta.url), 'utf8');
const base = sheet('styles/base.css');
const panel = sheet('scan/verdict.module.css');

const colour = (name: string): string => {
  const found = new RegExp(`--ls-${name}: (#[0-9a-f]{6});`).exec(base)?.[1];
  if (!found) throw new Error(`no colour ${name}`);
  return found;
};
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

describe('the kinds of answers', () => {
  it('share no colour, word, shape or sound', () => {
    const faces: Record<string, (tone: Tone) => string> = {
      colour: (tone) => colour(tone),
      word: (tone) => en.screen[`verdict.${tone}`],
      'Chinese word': (tone) => zhCN.screen[`verdict.${tone}`],
      shape: (tone) => toneShape[tone],
      sound: (tone) => JSON.stringify(tunes[tone]),
    };
    for (const [face, of] of Object.entries(faces)) {
      expect(new Set(tones.map(of)).size, face).toBe(tones.length);
    }
  });

  it.each(tones)('%s is drawn in its colour, and its words can be read on it', (tone) => {
    expect(panel).toContain(`.panel[data-tone="${tone}"] {\n  background: var(--ls-${tone});`);
    const [dark, light] = [luminance(colour(tone)), luminance(colour(`on-${tone}`))].toSorted(
      (a, b) => a - b,
    ) as [number, number];
    // WCAG 2.2, 1.4.3: the reason below is small enough to need 4.5.
    expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  it.each<[ProblemCode, Tone]>([
    ['read-partial', 'again'],
    ['read-not-text', 'again'],
    ['sn-check-digit', 'again'],
    ['read-no-sn', 'other'],
    ['sn-pattern', 'refused'],
    ['sn-part-late', 'refused'],
    ['wrong-group', 'refused'],
    ['no-batch', 'stopped'],
    ['batch-target-reached', 'stopped'],
    ['disk-full', 'fault'],
    ['rule-invalid', 'fault'],
  ])('a read refused for %s is of the kind %s', (code, tone) => {
    expect(toneOf({ verdict: 'refused', problem: problem(code) })).toBe(tone);
  });

  it('the EAN of a carton is another code, whichever part of the rule it breaks first', () => {
    const wrong = explained(problem('sn-length'), 'carton-ean', { ean: '4006381333931' });
    expect(toneOf({ verdict: 'refused', problem: wrong })).toBe('other');
    const near = explained(problem('sn-length'), 'nearest-twin', {});
    expect(toneOf({ verdict: 'refused', problem: near })).toBe('refused');
  });

  it('of several reads in one push the gravest is heard', () => {
    const again = { ...refusedRead(3), problem: problem('read-partial', { length: 3 }) };
    expect(worstSince([acceptedRead(4), again], 0)).toBe('again');
    expect(worstSince([again, refusedRead(5)], 0)).toBe('refused');
    expect(worstSince([again], 3)).toBeNull();
  });
});

describe('the characters that a reason speaks of', () => {
  it.each<[string, ProblemCode, Record<string, string | number>, string[] | null]>([
    ['AB-0l01', 'sn-characters', { position: 5, character: 'l' }, ['AB-0', 'l', '01']],
    ['A26W99', 'sn-part-date', { position: 2, found: '26W' }, ['A', '26W', '99']],
    ['79440', 'sn-check-digit', { position: 4, found: '40' }, ['794', '40', '']],
    ['ABC', 'sn-pattern', { position: 2, found: 'B' }, ['A', 'B', 'C']],
    ['😀l', 'sn-characters', { position: 2, character: 'l' }, ['😀', 'l', '']],
    ['AB', 'sn-pattern', { position: 3, expected: '0-9' }, null],
    ['AB', 'sn-length', { length: 2 }, null],
    ['AB', 'wrong-group', { position: 1 }, null],
  ])('%s, %s', (sn, code, params, parts) => {
    expect(marked(sn, problem(code, params))).toEqual(parts);
  });
});
