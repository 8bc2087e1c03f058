import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calmState } from '../support/pretend-scenes.ts';
import type { PretendStation } from '../support/pretend-station.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** The sheet of commands and the cards of batches are opened where labels are printed. */

const { batch } = calmState();
if (!batch) throw new Error('the calm station has a batch');

let window: OpenWindow;
let station: PretendStation;
let page: Page;

describe.skipIf(!hasChromium)('papers on Labels', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ station, page } = window);
  }, 180_000);
  afterAll(() => window?.close());

  /** Presses a button, waits for what opens beside the station, and says what was asked for. */
  const opened = async (button: string, call: 'commands.sheet' | 'commands.card') => {
    station.calls.length = 0;
    const popup = page.waitForEvent('popup');
    await page.getByRole('button', { name: button }).click();
    await (await popup).close();
    return station.calls.find(({ name }) => name === call)?.input;
  };

  it('opens the sheet for the paper that was chosen', async () => {
    await window.open('labels', calmState());
    expect(await opened('Command sheet', 'commands.sheet')).toEqual({ paper: 'A4' });
    await page.getByText('Letter', { exact: true }).click();
    expect(await opened('Command sheet', 'commands.sheet')).toEqual({ paper: 'Letter' });
  });

  it('opens the card of a batch with all that it was started with', async () => {
    const { groupId, tag, target, template, allocateTo, masterData, line, makes } = batch;
    const start = { groupId, tag, target, template, allocateTo, masterData, line, makes };
    await window.open('labels', calmState());
    expect(await opened('Batch card', 'commands.card')).toEqual({ paper: 'A4', start });
    await page.getByRole('combobox', { name: 'Batch of the card' }).click();
    await page.getByRole('option', { name: /WO-2025-1130/ }).click();
    expect(await opened('Batch card', 'commands.card')).toMatchObject({
      start: { tag: 'WO-2025-1130' },
    });
  });

  it('offers no card of a finished batch, which a card does not open', async () => {
    const items = [{ ...batch, state: 'finished' }];
    await page.route('**/call/batches.list', (route) =>
      route.fulfill({ json: { ok: true, value: { items } } }),
    );
    await window.open('labels', calmState());
    await page.getByPlaceholder('No batch is open or paused').waitFor();
    expect(await page.getByRole('button', { name: 'Batch card' }).isDisabled()).toBe(true);
  });
});
