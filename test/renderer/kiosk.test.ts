import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calmState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** What a window shows in kiosk mode; that it may not do more is the station's to hold. */

let window: OpenWindow;

describe.skipIf(!hasChromium)('a kiosk', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
  }, 180_000);
  afterAll(() => window?.close());

  it('is entered with a PIN, shows Scan only, and is left with the PIN only', async () => {
    const { page } = window;
    await window.open('settings');
    const turnOn = page.getByRole('button', { name: 'Turn kiosk mode on' });
    const pin = page.getByLabel('PIN to leave with');
    await pin.fill('25');
    expect(await turnOn.isDisabled()).toBe(true);
    await pin.fill('2580');
    await turnOn.press('Enter');
    await page.getByRole('status', { name: 'Verdict' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);

    await page.keyboard.press('Alt+2');
    await page.evaluate(() => {
      location.hash = '#/settings';
    });
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/scan');
    expect(await page.getByRole('heading', { name: 'Settings' }).count()).toBe(0);
    await page.getByRole('button', { name: /^Cloud/ }).press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').getByRole('button').count()).toBe(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Leave kiosk mode' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Leave kiosk mode' });
    await dialog.locator('input').fill('0000');
    await page.keyboard.press('Enter');
    await dialog.getByText('This is not the PIN of the kiosk.').waitFor();
    await dialog.locator('input').fill('2580');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
  });

  it('asks for a name where the station has operators, and fills the screen at the first touch', async () => {
    const { page } = window;
    const calm = calmState();
    await window.open('scan', {
      ...calm,
      operator: { name: 'A. Li', role: 'technician', since: 0 },
      operators: { ...calm.operators, exist: true },
      kiosk: { on: true, pin: false },
    });
    await page.getByRole('button', { name: 'Leave kiosk mode' }).click();
    await page
      .getByRole('dialog')
      .getByRole('combobox', { name: 'Name' })
      .or(page.getByRole('dialog').getByLabel('Name'))
      .first()
      .waitFor();
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  });
});
