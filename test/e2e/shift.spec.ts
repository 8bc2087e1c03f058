import type { Page } from '@playwright/test';
import { themes } from '../../shared/models/settings.ts';
import { objections } from '../support/axe.ts';
import { sampleCatalog } from '../support/cli.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, importCatalog, test } from './host.ts';
import { scanGreen, verdict } from './scan-screen.ts';

/**
 * A shift on the real station, by keyboard and barcode alone: no mouse is touched after the catalog came.
 * What is read is what a screen reader is told: the live region.
 */

/**
 * Axe finds nothing in any theme; the station is told of each as a window tells it. The second theme and on change
 * colours only, so only the rule about these can find more.
 */
async function calm(page: Page, step: string): Promise<void> {
  for (const [place, theme] of themes.slice(1).entries()) {
    await page.evaluate(async (wanted) => {
      await fetch('/call/preferences.set', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ theme: wanted }),
      });
    }, theme);
    await page.waitForSelector(`html[data-look=${theme}]`);
    const found = await objections(page, place === 0 ? {} : { rules: ['color-contrast'] });
    expect({ step, theme, found }).toEqual({ step, theme, found: [] });
  }
}

test.setTimeout(400_000);

test('a shift without a mouse: start, hours of scans, a repeat, a refused one, typed, pause, finish', async ({
  page,
  host,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(await host.start());
  await importCatalog(page, sampleCatalog, 'Enter');

  await page.keyboard.press('Alt+1');
  await expect(verdict(page)).toContainText('No batch');
  await calm(page, 'no batch');
  await page.getByLabel('Batch tag').focus();
  await page.keyboard.type('WO-SHIFT');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('Ready');
  await calm(page, 'ready');

  for (let unit = 1; unit <= 20; unit += 1) {
    const sn = `SHIFT-${String(unit).padStart(4, '0')}`;
    await scanGreen(page, sn);
  }
  await calm(page, 'accepted');
  await scanByKeys(page, 'SHIFT-0007');
  await expect(verdict(page)).toContainText('ALREADY SEEN');
  await calm(page, 'seen');
  await scanByKeys(page, 'SHIFT_0021');
  await expect(verdict(page)).toContainText(/REFUSED|OTHER CODE|SCAN AGAIN/);
  await calm(page, 'refused');

  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: /^SN/ })).toBeFocused();
  await calm(page, 'typing');
  await page.keyboard.type('SHIFT-0022');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('SHIFT-0022');
  await expect(verdict(page)).toContainText('ACCEPTED');
  await page.keyboard.press('Escape');

  await page.keyboard.press('F8');
  await expect(verdict(page)).toContainText('Paused');
  await calm(page, 'paused');
  await scanByKeys(page, 'SHIFT-0023');
  await expect(verdict(page)).toContainText('STOPPED');
  await calm(page, 'stopped');
  await page.keyboard.press('F8');
  await expect(verdict(page)).not.toContainText(/Paused|STOPPED/);
  await scanByKeys(page, 'SHIFT-0023');
  await expect(verdict(page)).toContainText('ACCEPTED');

  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
  await calm(page, 'finish');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('No batch');

  // Each unit once, as the station remembers it.
  const counted = await page.evaluate(async () => {
    const reply = await fetch('/call/batches.list', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    return (await reply.json()) as { value: { items: Record<string, unknown>[] } };
  });
  expect(counted.value.items[0]).toMatchObject({
    tag: 'WO-SHIFT',
    state: 'finished',
    accepted: 22,
    seen: 1,
  });
});
