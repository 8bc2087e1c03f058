import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOf, type Voice } from '../../renderer/scan/sounds.ts';
import { type Tone, tones } from '../../renderer/scan/tones.ts';
import { lengthOf } from '../../renderer/scan/tunes.ts';
import { hasChromium, openChromium } from './chromium.ts';
import { aboveMask, bandPowers, compressor, rhythm, thirdOctaves } from './spectrum.ts';

/** What people hear, as the browser makes it, sample by sample. */

const rate = 48_000;
let browser: Browser;
const heard = {} as Record<Tone, number[]>;

/** The tune's own source, run in the page: as text, since vitest rewrites functions and their imports. */
async function render(tone: Tone): Promise<number[]> {
  const source = readFileSync(new URL('../../renderer/scan/tunes.ts', import.meta.url), 'utf8');
  const tune = stripTypeScriptTypes(source).replaceAll('export const', 'const');
  const page = await browser.newPage();
  const samples = await page.evaluate<number[]>(`(async () => {
    ${tune.replaceAll('export function', 'function')}
    const context = new OfflineAudioContext(1, ${1.4 * rate}, ${rate});
    schedule(context.destination, '${tone}', 0, 1);
    return [...(await context.startRendering()).getChannelData(0)];
  })()`);
  await page.close();
  return samples;
}

describe.skipIf(!hasChromium)('a verdict is heard', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    browser = await openChromium();
    for (const tone of tones) heard[tone] = await render(tone);
  }, 180_000);
  afterAll(() => browser?.close());

  it.each(tones)('%s: within a second, and without clipping', (tone) => {
    const samples = heard[tone];
    const peak = samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    expect(peak).toBeLessThanOrEqual(1);
    expect(peak).toBeGreaterThan(0.4);
    const last = samples.findLastIndex((sample) => Math.abs(sample) > 0.001);
    expect(last / rate).toBeLessThan(1);
  });

  it.each(tones)('%s: its strength is between 1 and 4 kHz, and not in one pure tone', (tone) => {
    const [all = 0, speech = 0, above = 0] = bandPowers(heard[tone], rate, [
      [20, 20_000],
      [950, 4000],
      [1900, 5300],
    ]);
    expect(speech / all).toBeGreaterThan(0.85);
    expect(above / all).toBeGreaterThan(0.05);
  });

  it.each(tones)(
    '%s: beside a compressor as loud as it is, 13 dB above what that masks',
    (tone) => {
      expect(aboveMask(bandPowers(heard[tone], rate, thirdOctaves), compressor())).toBeGreaterThan(
        13,
      );
    },
  );

  it('no two have the same rhythm: who hears no pitch tells them apart, too', () => {
    const beats = tones.map((tone) => ({ tone, on: rhythm(heard[tone], rate) }));
    for (const [index, one] of beats.entries()) {
      for (const other of beats.slice(index + 1)) {
        const both = one.on.filter((sounds, at) => sounds && other.on[at]).length;
        const either = one.on.filter((sounds, at) => sounds || other.on[at]).length;
        expect(both / either, `${one.tone} and ${other.tone}`).toBeLessThan(0.7);
      }
    }
  });
});

describe('one sound at a time', () => {
  const sounding = (tone: Tone, from: number): Voice => ({ tone, from, to: from + lengthOf(tone) });

  it('the next takes the place of the last at once', () => {
    expect(startOf(null, 'accepted', 5)).toBe(5);
    expect(startOf(sounding('accepted', 5), 'accepted', 5.1)).toBe(5.1);
    expect(startOf(sounding('accepted', 5), 'refused', 5.01)).toBe(5.01);
    expect(startOf(sounding('refused', 5), 'refused', 5.2)).toBe(5.2);
  });

  it('but a bad answer is heard before a better one', () => {
    expect(startOf(sounding('refused', 5), 'accepted', 5.02)).toBe(5.4);
    expect(startOf(sounding('refused', 5), 'accepted', 5.6)).toBe(5.6);
    // Short enough to be heard to its end.
    expect(startOf(sounding('seen', 5), 'accepted', 5.02)).toBeCloseTo(5.32);
  });

  it('of those that wait the worst is heard', () => {
    const waiting = sounding('seen', 5.4);
    expect(startOf(waiting, 'accepted', 5.1)).toBeNull();
    expect(startOf(waiting, 'refused', 5.1)).toBe(5.4);
  });
});
