import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calmState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';
import { scenes } from './scenes.ts';

/** Whose wish for contrast is followed; the contrast of every text is measured by `every-scene-*.test.ts`. */

let window: OpenWindow;

describe.skipIf(!hasChromium)('a wish for contrast', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
  }, 180_000);
  afterAll(() => window?.close());

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
