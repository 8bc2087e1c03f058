import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calmState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';
import { makingState } from './scenes-makers.ts';

/** One press is one number, and nothing else moves. */

let window: OpenWindow;
let page: Page;

const made = () => window.station.calls.filter(({ name }) => name === 'makers.next').length;
const lastInput = (wanted: string) =>
  window.station.calls.findLast(({ name }) => name === wanted)?.input;

describe.skipIf(!hasChromium)('a batch that makes its SNs', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    page = window.page;
  }, 120_000);
  afterAll(() => window?.close());
  beforeEach(() => void window.station.calls.splice(0));

  const next = () => page.getByRole('button', { name: /Next unit/ });
  const left = () => page.getByRole('region', { name: 'SNs made here' }).locator('dd').first();

  it('makes one SN at each press of F7, and none because a key is held', async () => {
    await window.open('scan', makingState({ left: 872 }));
    await next().waitFor();
    await page.keyboard.down('F7');
    await page.keyboard.down('F7');
    await page.keyboard.down('F7');
    await page.keyboard.up('F7');
    await page.keyboard.press('F7');
    await expect.poll(() => left().textContent()).toBe('870');
    expect(made()).toBe(2);
  });

  it('takes a double click for one unit, and a key held on the button as well', async () => {
    await window.open('scan', makingState({ left: 872 }));
    await next().dblclick();
    await next().focus();
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await expect.poll(() => left().textContent()).toBe('870');
    expect(made()).toBe(2);
  });

  it('has a main target of 64 px, and its panel keeps its place whatever there is to say', async () => {
    const states = [
      makingState(),
      makingState({ nextSn: 'X'.repeat(64), left: 50_000 }),
      makingState({
        left: 0,
        nextSn: null,
        problem: {
          code: 'maker-clock-back',
          message: '',
          params: { period: '2026-W47', latest: '2026-W48' },
        },
      }),
      makingState({
        making: { total: 500, done: 1, skipped: 0, running: true, problem: null },
      }),
    ];
    const places: unknown[] = [];
    for (const state of states) {
      await window.open('scan', state);
      expect((await next().boundingBox())?.height).toBeGreaterThanOrEqual(64);
      places.push([
        await page.getByRole('region', { name: 'SNs made here' }).boundingBox(),
        await page.getByText('Ranges of this station').boundingBox(),
      ]);
    }
    for (const place of places) expect(place).toEqual(places[0]);
  });

  it('makes so many ahead, says how far it is and can be cancelled', async () => {
    await window.open('scan', makingState());
    const count = page.getByRole('textbox', { name: 'How many' });
    await count.fill('250');
    await count.press('Enter');
    await page.getByText('0 of 250 made').first().waitFor();
    expect(lastInput('makers.make')).toMatchObject({ count: 250 });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await count.waitFor();
    expect(lastInput('makers.cancel')).toEqual({});
  });

  it('is chosen when it is started, where the group has a series', async () => {
    await window.open('scan', { ...calmState(), batch: null, reads: [] });
    await page.getByLabel('Batch tag').fill('WO-7');
    await page.getByRole('switch', { name: 'SNs are made here' }).check();
    await page.getByText(/as in INV5K1-\d{9}/).waitFor();
    await page.getByRole('button', { name: 'Start batch' }).click();
    await expect.poll(() => lastInput('batches.start')).toMatchObject({ tag: 'WO-7', makes: true });
  });
});
