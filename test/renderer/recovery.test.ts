import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleReport } from '../support/pretend-recovery.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

let window: OpenWindow;

describe.skipIf(!hasChromium)('what a restore left to be read', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
  }, 180_000);
  afterAll(() => window?.close());

  it('stands above every screen and names the units, until it was read', async () => {
    const { page, station } = window;
    await window.open('scan', { ...calmState(), recovery: sampleReport });
    const band = page.getByRole('region', { name: /Some units need a second scan/ });
    await band.waitFor();
    for (const sn of sampleReport.missing?.deviceSns ?? []) await band.getByText(sn).waitFor();
    await page.keyboard.press('Alt+2');
    await page.getByRole('heading', { name: 'Devices' }).waitFor();
    expect(await band.count()).toBe(1);
    // The screen below keeps its room: nothing of it is pushed out of the window.
    const main = await page.locator('main').boundingBox();
    expect((main?.y ?? 0) + (main?.height ?? 0)).toBeLessThanOrEqual(
      page.viewportSize()?.height ?? 0,
    );
    await band.getByRole('button').press('Enter');
    await band.waitFor({ state: 'detached' });
    expect(station.calls.some(({ name }) => name === 'recovery.read')).toBe(true);
  });

  it('a second folder that is not there is said at once, one that is there is kept', async () => {
    const { page, station } = window;
    await window.open('settings/backups');
    await page.getByLabel('Folder').fill('/mnt/away');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText(/second backup folder \/mnt\/away cannot be reached/).waitFor();
    await page.getByLabel('Folder').fill('/mnt/share');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText(/Last brought up to date/).waitFor();
    const kept = station.calls.findLast(({ name }) => name === 'backups.setUp');
    expect(kept?.input).toEqual({ second: '/mnt/share', everyHours: 8 });
  });
});
