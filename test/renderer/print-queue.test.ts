import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calmState } from '../support/pretend-scenes.ts';
import type { PretendStation } from '../support/pretend-station.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** The print queue and ledger on Labels: what only a person knows is taken from a person, and never guessed. */

let window: OpenWindow;
let station: PretendStation;
let page: Page;

describe.skipIf(!hasChromium)('the print queue', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ station, page } = window);
  }, 180_000);
  afterAll(() => window?.close());
  beforeEach(async () => {
    await window.open('labels', calmState());
    await page.getByRole('heading', { name: 'What came out last?' }).waitFor();
    station.calls.length = 0;
  });

  const asked = async (name: string, input: object) => {
    await expect.poll(() => station.calls.find((call) => call.name === name)?.input).toEqual(input);
  };

  it('offers another printer to a job whose printer is gone, and to no other', async () => {
    const row = page.getByRole('listitem', { name: 'print-WO-2025-1139' });
    await expect.poll(() => row.textContent()).toMatch(/The printer of this job was removed/);
    expect(await page.getByRole('button', { name: /^Move it/ }).count()).toBe(1);
    await row.getByRole('combobox').click();
    await page.getByRole('option', { name: /Line 3, large labels/ }).click();
    await row.getByRole('button', { name: /^Move it/ }).click();
    await asked('printing.move', { job: 'p6', printer: 'p1' });
  });

  it('takes no guess for an answer: without a choice there is nothing to go on after', async () => {
    expect(await page.getByRole('button', { name: /^Go on after/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('radio', { name: /INV5K1-000312/ }).isChecked()).toBe(false);
  });

  it('goes on after the label that came out last, also one that is further up', async () => {
    await page.getByRole('button', { name: 'Earlier labels' }).click();
    await page.getByRole('radio', { name: /INV5K1-000303/ }).click();
    await page.getByRole('button', { name: 'Go on after INV5K1-000303' }).click();
    await asked('printing.resume', { job: 'p1', lastOut: 303 });
  });

  it('goes on before the first in doubt when none came out', async () => {
    await page.getByRole('button', { name: 'None of these came out' }).click();
    await asked('printing.resume', { job: 'p1', lastOut: 262 });
  });

  it('goes on after the last in doubt when all came out', async () => {
    await page.getByRole('button', { name: 'All of it came out' }).click();
    await asked('printing.resume', { job: 'p1', lastOut: 312 });
  });

  it('prints nothing a second time without a reason, which one touch gives', async () => {
    await page.getByRole('button', { name: 'Print labels', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('A label of INV5K1-000001 was printed already.').waitFor();
    const go = dialog.getByRole('button', { name: 'Print again' });
    expect(await go.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Torn or creased' }).click();
    station.calls.length = 0;
    await go.click();
    await dialog.waitFor({ state: 'hidden' });
    expect(station.calls.find(({ name }) => name === 'printing.print')?.input).toMatchObject({
      printer: 'p1',
      template: 'roll-50x30',
      copies: 1,
      skip: 0,
      reason: 'Torn or creased',
    });
    await page.getByText('Labels given to').waitFor();
  });

  it('shows the label that stopped a job', async () => {
    await page.getByRole('button', { name: 'Show the label' }).click();
    const shown = page.getByRole('img', { name: 'The label as it would' });
    await shown.waitFor();
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(2);
  });

  it('keeps a count in hand that a person typed, and offers none by itself', async () => {
    const keep = page.getByRole('button', { name: 'Keep the count' });
    await keep.waitFor();
    expect(await keep.isDisabled()).toBe(true);
    await page.getByLabel('How many labels are in hand?').fill('0');
    await keep.click();
    await asked('printing.count', { batchId: calmState().batch?.id ?? '', inHand: 0 });
  });

  it('finds what was made with something, voids what is in hand of it, and saves all of it', async () => {
    await page.getByRole('textbox', { name: 'SN', exact: true }).fill('INV5K1-000001');
    await page.getByRole('button', { name: 'Find the labels' }).click();
    await page.getByText('40 labels on 40 units').waitFor();
    await asked('printing.blastRadius', {
      deviceSn: 'INV5K1-000001',
      after: { job: 0, seq: 0 },
      limit: 500,
    });
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save all as CSV' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text.split('\r\n')).toHaveLength(42);
    await page.getByRole('button', { name: 'Void INV5K1-000002' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Torn or creased' }).click();
    await dialog.getByRole('button', { name: 'Void', exact: true }).click();
    await asked('printing.void', { job: 'p1', first: 2, last: 2, reason: 'Torn or creased' });
  });

  it('puts a roll into a printer', async () => {
    await page.getByRole('combobox', { name: 'It is in' }).last().click();
    await page
      .getByRole('option', { name: /Line 3/ })
      .last()
      .click();
    await asked('printing.loadMedia', { id: 'AV-7651-3', printer: 'p1', over: false });
  });

  it('stops a printer with a reason', async () => {
    await page.getByRole('button', { name: /^Stop the printer: .*folder/i }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('head dirty');
    await dialog.getByRole('button', { name: 'Stop the printer' }).click();
    await asked('printing.hold', { printer: 'folder', on: true, reason: 'head dirty' });
  });
});
