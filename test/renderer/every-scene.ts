import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { objections } from '../support/axe.ts';
import { hasChromium } from './chromium.ts';
import { measureTexts } from './contrast-probe.ts';
import { type OpenWindow, openWindow } from './open-window.ts';
import { scenes } from './scenes.ts';

/** Contrast by computed colours: WCAG 2.2, 1.4.3 and 1.4.6. */
const least = { light: 4.5, dark: 4.5, contrast: 7 } as const;
const themes = Object.keys(least) as (keyof typeof least)[];

/** Colours on their way are none yet, nor is what fades in. */
const settled = () =>
  Promise.allSettled(
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
      .map(({ finished }) => finished),
  );

/**
 * Every face of the window: nothing that axe objects to, and every text readable in each theme. One visit serves
 * both, and axe looks at one theme and at everything but colours: another theme changes these and nothing else, and
 * they are measured of every text, more strictly than axe does. In shares, so that files can go side by side.
 */
export function everyScene(share: number, shares: number): void {
  const mine = Object.entries(scenes).filter((_, place) => place % shares === share);
  describe.skipIf(!hasChromium)('every face of the window', { timeout: 180_000 }, () => {
    let window: OpenWindow;
    beforeAll(async () => {
      window = await openWindow();
      await window.page.emulateMedia({ reducedMotion: 'reduce' });
    }, 60_000);
    afterEach(() => expect(window.complaints.splice(0)).toEqual([]));
    afterAll(() => window?.close());

    it.each(mine)('%s', async (_, scene) => {
      const { page, station } = window;
      const state = { ...scene.state() };
      await window.open(scene.route, state);
      await scene.act?.(page, station);
      // What a scene asks the station for is on its way; nothing in the window says that it is there.
      await page.waitForTimeout(250);
      await page.evaluate(settled);
      const objected = await objections(page, { but: ['color-contrast'] });
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
      expect({ objected, weak }).toEqual({ objected: [], weak: [] });
    });
  });
}
