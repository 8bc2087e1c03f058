import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PretendStation } from '../support/pretend-station.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** A secret on the clipboard, in a browser whose host cannot look at it. */

const secret = 'sample-of-a-device-secret-0001';
const digest = 'd99878ac46ce77960b8c39e54b55acc819456e2c69f7998e9084fe31fb36f248';
let window: OpenWindow;
let station: PretendStation;
let page: Page;

describe.skipIf(!hasChromium)('a copied secret', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ station, page } = window);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.clock.install();
    await window.open('devices/INV5K1/INV5K1-012463');
  }, 180_000);
  afterAll(() => window?.close());

  const held = () => page.evaluate(() => navigator.clipboard.readText());
  const asked = () => station.calls.findLast(({ name }) => name === 'devices.copied')?.input;
  const copy = async (what: string) => {
    await page.getByRole('button', { name: `Copy ${what}` }).click();
    await page
      .getByRole('button', { name: `Copy ${what}` })
      .getByText('Copied')
      .waitFor();
  };
  const show = async () => {
    await page.getByRole('button', { name: 'Show credentials' }).click();
    await page.getByRole('textbox', { name: /^Why/ }).fill('First article');
    await page.getByRole('button', { name: 'Show credentials' }).click();
    await page.getByText(secret).waitFor();
  };

  it('is taken off the clipboard after a minute in front, and not once the window was left', async () => {
    await show();
    await copy('Device secret');
    expect(await held()).toBe(secret);
    expect(asked()).toMatchObject({ part: 'deviceSecret', digest });
    await page.getByText(/leaves the clipboard after a minute if you stay/).waitFor();
    await page.clock.fastForward(30_000);
    expect(await held()).toBe(secret);
    await page.clock.fastForward(31_000);
    await expect.poll(held).toBe('');

    await show();
    await copy('Device secret');
    await page.evaluate(() => dispatchEvent(new Event('blur')));
    await page.clock.fastForward(61_000);
    await page.getByRole('button', { name: 'Show credentials' }).waitFor();
    expect(await held()).toBe(secret);
  });

  it('is no address: those stay, and nothing is said', async () => {
    await show();
    await copy('MQTT address');
    expect(asked()).not.toHaveProperty('digest');
    expect(await page.getByText(/leaves the clipboard/).count()).toBe(0);
  });
});
