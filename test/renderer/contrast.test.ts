import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calmState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { measureTexts } from './contrast-probe.ts';
import { type OpenWindow, openWindow } from './open-window.ts';
import { scenes } from './scenes.ts';

/** Contrast by computed colours, of every text of every face of the window: WCAG 2.2, 1.4.3 and 1.4.6. */

const least = { light: 4.5, dark: 4.5, contrast: 7 } as const;
const themes = Object.keys(least) as (keyof typeof least)[];

/** Colours on their way are none yet. */
const settled = () =>
  Promise.allSettled(
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
      .map(({ finished }) => finished),
  );

let window: OpenWindow;

describe.skipIf(!hasChromium)('every text can be read', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
  }, 60_000);
  afterAll(() => window?.close());

  it.each(Object.entries(scenes))('%s', async (_, scene) => {
    const { page, station } = window;
    const state = { ...scene.state() };
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await window.open(scene.route, state);
    await scene.act?.(page, station);
    await page.waitForTimeout(250);
    const weak: string[] = [];
    for (const theme of themes) {
      station.push({ ...station.state(), preferences: { ...state.preferences, theme } });
      // A station that is gone cannot tell the window about another theme.
      if (!scene.undo) await page.waitForSelector(`html[data-look=${theme}]`);
      await page.evaluate(settled);
      const shown = scene.undo ? state.preferences.theme : theme;
      const found = await page.evaluate(measureTexts);
      expect(found.length).toBeGreaterThan(0);
      weak.push(
        ...found
          .filter(({ ratio }) => ratio < least[shown as 'light'])
          .map((text) => `${theme} ${text.ratio} "${text.text}" ${text.ink} on ${text.ground}`),
      );
    }
    await scene.undo?.(page, station);
    expect(weak).toEqual([]);
  });

  it('follows a computer that asks for more contrast', async () => {
    const { page } = window;
    const calm = calmState();
    await page.emulateMedia({ contrast: 'more' });
    await window.open('scan', { ...calm, preferences: { ...calm.preferences, theme: 'auto' } });
    await page.waitForSelector('html[data-look=contrast]');
    await page.emulateMedia({ contrast: 'no-preference', colorScheme: 'dark' });
    await page.waitForSelector('html[data-look=dark]');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForSelector('html[data-look=light]');
  });

  it('in the colours of the system a verdict keeps its colour, and what is chosen is told by more than its ground', async () => {
    const { page } = window;
    await page.emulateMedia({ forcedColors: 'active' });
    await window.open('scan', scenes.refused?.state());
    const panel = page.locator('[data-tone]');
    const grounds = await panel.evaluate((element) => [
      getComputedStyle(element).backgroundColor,
      getComputedStyle(document.querySelector('footer') as Element).backgroundColor,
    ]);
    expect(grounds).toEqual(['rgb(191, 18, 32)', 'rgb(255, 255, 255)']);
    expect(await panel.getByText('REFUSED').isVisible()).toBe(true);
    const place = page.locator('nav [aria-current=page]');
    const chosen = await place.evaluate((element) => getComputedStyle(element).backgroundColor);
    const other = await page
      .locator('nav a:not([aria-current])')
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(chosen).not.toBe(other);
    await page.emulateMedia({ forcedColors: 'none' });
  });
});
