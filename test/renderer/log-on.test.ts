import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heapWords } from '../support/heap-words.ts';
import { longPin, nobodyOnDuty, sampleBadge } from '../support/pretend-operators.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { PretendStation } from '../support/pretend-station.ts';
import { scanByKeys, typeDigits } from '../support/wedge-scanner.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** The PIN pad in a real browser, between quick fingers and a scanner that types. */

let window: OpenWindow;
let station: PretendStation;
let page: Page;

describe.skipIf(!hasChromium)('the PIN pad', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ station, page } = window);
  }, 180_000);
  afterEach(() => expect(window.complaints.splice(0)).toEqual([]));
  afterAll(() => window?.close());

  const open = async (name?: string) => {
    await window.open('scan', { ...calmState(), ...nobodyOnDuty });
    station.calls.length = 0;
    if (name) await page.getByText(name).click();
  };
  const made = (name: string) =>
    station.calls.filter((call) => call.name === name).map(({ input }) => input);
  const dots = () => page.locator('main output').first().innerText();

  it.each([
    ['two keys at once', [120, 15, 130, 90]],
    ['all keys at once', [20, 25, 30, 140]],
    ['Enter right behind them', [20, 25, 30, 30]],
    ['Enter before a code would have ended', [20, 25, 30, 80]],
    ['a stumble', [30, 70, 30, 40]],
  ])('loses no digit of quick fingers: %s', async (_, gaps) => {
    await open('M. Okafor');
    await typeDigits(page, '2580', gaps);
    await expect.poll(() => made('operators.logOn')).toEqual([{ name: 'M. Okafor', pin: '2580' }]);
    // A PIN is never sent as if it had been scanned.
    await page.locator('[data-tone], nav').first().waitFor();
    expect(made('station.read')).toEqual([]);
  });

  it('takes a badge of digits that is scanned in the middle of a PIN', async () => {
    await open('M. Okafor');
    await page.keyboard.type('25', { delay: 110 });
    await expect.poll(dots).toBe('●●');
    await page.waitForTimeout(120);
    await scanByKeys(page, sampleBadge);
    await expect.poll(() => made('station.read')).toMatchObject([{ text: sampleBadge }]);
    await page.getByRole('heading', { name: 'Log on' }).waitFor({ state: 'detached' });
    expect(made('operators.logOn')).toEqual([]);
  });

  it('keeps nothing of a code that is no badge, and tries none of it', async () => {
    await open('M. Okafor');
    for (const code of ['40170725', 'UNIT-0001']) {
      await scanByKeys(page, code);
      await page.getByText('operator-missing').waitFor();
      await expect.poll(dots).toBe('');
    }
    expect(made('operators.logOn')).toEqual([]);
  });

  it('holds no PIN as a text in the memory of the window, neither on the pad nor once it is sent', async () => {
    await open('M. Okafor');
    const [pads, quick, slow] = [longPin.slice(0, 4), longPin.slice(4, 8), longPin.slice(8)];
    const type = async () => {
      for (const digit of pads) {
        await page.getByRole('button', { name: digit, exact: true }).click();
      }
      await page.keyboard.type(quick);
      await page.keyboard.type(slow, { delay: 120 });
      await expect.poll(dots).toBe('●'.repeat(12));
    };
    await type();
    await page.getByRole('button', { name: 'Log on' }).click();
    await expect.poll(() => made('operators.logOn')).toEqual([{ name: 'M. Okafor', pin: longPin }]);
    await page.getByRole('heading', { name: 'Log on' }).waitFor({ state: 'detached' });
    station.push({ ...calmState(), ...nobodyOnDuty });
    await page.getByText('M. Okafor').click();
    await type();
    await page.evaluate(() => Object.assign(globalThis, { held: ['9753', '8642'].join('') }));
    const words = await heapWords(page);
    // What is held is found: otherwise finding nothing would say nothing.
    expect(words.filter((word) => word.includes('97538642'))).not.toEqual([]);
    const tell = longPin.slice(0, 6);
    const found = words.filter((word) => word.includes(tell));
    expect(found.map((word) => word.slice(0, 80))).toEqual([]);
  });
});
