import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sampleJob } from '../support/pretend-life.ts';
import { calmState, demoState } from '../support/pretend-scenes.ts';
import type { PretendStation } from '../support/pretend-station.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';
import { scenes } from './scenes.ts';

/** The built window in a real browser, under the real content policy, against a stand-in station. */

let window: OpenWindow;
let station: PretendStation;
let page: Page;
let open: OpenWindow['open'];

describe.skipIf(!hasChromium)('the window', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ station, page, open } = window);
  }, 180_000);

  afterEach(() => expect(window.complaints.splice(0)).toEqual([]));

  afterAll(() => window?.close());

  const scan = (text: string) => scanByKeys(page, text);
  /** What a person or a scanner made it ask for; the pace it asks for by itself, now and then. */
  const lastCall = () => station.calls.findLast(({ name }) => name !== 'batches.pace');

  it('takes a keyboard scan wherever the focus is, and no button acts on it', async () => {
    await open();
    await page.getByRole('button', { name: 'Pause' }).focus();
    await scan('AB 12345');
    await page.getByText('AB 12345').first().waitFor();
    expect(lastCall()).toEqual({
      name: 'station.read',
      input: { text: 'AB 12345', source: { kind: 'wedge', name: '' } },
    });
    expect(station.calls.some(({ name }) => name === 'batches.pause')).toBe(false);
  });

  it('shows the name of the station behind it, also when that changes from the demo to the real one', async () => {
    const demo = demoState();
    await open('settings', {
      ...demo,
      preferences: { ...demo.preferences, stationName: 'DEMO' },
    });
    const name = page.getByRole('textbox', { name: 'Station name' });
    await expect.poll(() => name.inputValue()).toBe('DEMO');
    const own = calmState();
    station.push({ ...own, stationId: '01a21a74-25e4-76d6-a75b-8cc606c1fe47' });
    await expect.poll(() => name.inputValue()).toBe(own.preferences.stationName);
  });

  it('sends what was typed as typed, and leaves the field ready for the next', async () => {
    await open();
    await page.keyboard.press('F2');
    await page.keyboard.type('INV5K1-000777');
    await page.keyboard.press('Enter');
    await expect.poll(lastCall).toEqual({
      name: 'station.read',
      input: { text: 'INV5K1-000777', source: { kind: 'typed', name: '' } },
    });
    expect(await page.getByRole('textbox').inputValue()).toBe('');
  });

  it('opens every screen with Alt and a digit, and the list of keys with ?', async () => {
    await open();
    for (const [digit, title] of [
      ['2', 'Devices'],
      ['3', 'Groups'],
      ['4', 'Labels'],
      ['5', 'Import'],
      ['6', 'Sync'],
      ['7', 'Settings'],
    ]) {
      await page.keyboard.press(`Alt+${digit}`);
      await page.getByRole('heading', { level: 1, name: title as string }).waitFor();
    }
    await page.waitForTimeout(200);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  });

  it('leaves the focus where a person put it, whatever happens on the line meanwhile', async () => {
    const scene = scenes['device-reason'];
    if (!scene) throw new Error('the scene is gone');
    await open(scene.route, scene.state());
    await page.getByRole('button', { name: 'Show credentials' }).click();
    const reason = page.getByRole('textbox', { name: /^Why/ });
    await expect.poll(() => reason.evaluate((one) => one === document.activeElement)).toBe(true);
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await cancel.focus();
    const state = calmState();
    station.push({ ...state, diskFreeBytes: 73_000_000_000 });
    await page.getByText('73 GB free').waitFor();
    expect(await cancel.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('shows the next verdict at once', async () => {
    await open('scan', demoState());
    await page.getByRole('button', { name: 'Wrong' }).click();
    await page.locator('[data-tone=refused]').waitFor();
    await page.getByRole('button', { name: 'Repeat' }).click();
    await page.locator('[data-tone=seen]').waitFor();
  });

  it('changes language without a restart', async () => {
    await open('settings');
    await page.getByText('简体中文').click();
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  it('has letters for Chinese, also where the machine has none', async () => {
    const state = calmState();
    await open('scan', { ...state, preferences: { ...state.preferences, language: 'zh-CN' } });
    const loaded = () =>
      page.evaluate(() =>
        [...document.fonts].some((one) => /Chinese/.test(one.family) && one.status === 'loaded'),
      );
    await expect.poll(loaded, { timeout: 60_000 }).toBe(true);
  });

  it('walks a long device list by keys, and draws only what is seen', async () => {
    await open('devices');
    await page.locator('tbody a').first().focus();
    // Pages come as they are walked into: each step waits for the one before.
    for (let step = 1; step <= 15; step += 1) {
      await page.keyboard.press('PageDown');
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.closest('tr')?.ariaRowIndex), {
          timeout: 60_000,
        })
        .toBe(String(2 + step * 10));
    }
    expect(await page.locator('tbody tr').count()).toBeLessThan(60);
    const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.goBack();
    // Whoever comes back goes on from where they were.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent), { timeout: 60_000 })
      .toBe(name);
  });

  it('chooses a range by keys, and takes nothing away before its number was typed', async () => {
    await open('devices');
    const acted = () => station.calls.filter(({ name }) => name === 'devices.act');
    const before = acted().length;
    await page.locator('tbody a').nth(12).focus();
    await page.keyboard.press(' ');
    for (let row = 0; row < 3; row += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('Selected: 4').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What is lost').waitFor();
    await page.keyboard.type('40');
    await page.keyboard.press('Enter');
    await dialog.getByText('That is not 4.').waitFor();
    expect(acted()).toHaveLength(before);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Pause' }).waitFor();
    expect(acted()).toHaveLength(before + 1);
    expect(acted().at(-1)?.input).toMatchObject({ action: 'delete' });
    await page.keyboard.press('Escape');
    await page.getByText(/^Select devices/).waitFor();
  });

  it('narrows to a batch that is found by a part of its tag, and chooses all of it but for one', async () => {
    await open('devices');
    await page.getByRole('combobox', { name: 'Batch' }).fill('1130');
    await page.getByRole('option', { name: 'WO-2025-1130' }).click();
    await page.getByText('Devices: 6,264').waitFor();
    await page.getByRole('button', { name: 'All that match (6,264)' }).click();
    await page.getByText('Selected: 6,264').waitFor();
    await page.getByRole('checkbox').nth(1).uncheck();
    await page.getByText('Selected: 6,263').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('6261');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Pause' }).waitFor();
    // What was counted is what is agreed to: described, and not six thousand names.
    expect(station.calls.findLast(({ name }) => name === 'devices.act')?.input).toEqual({
      action: 'delete',
      devices: {
        filter: { batchTag: 'WO-2025-1130' },
        except: [{ groupId: 'INV5K1', deviceSn: 'INV5K1-006479' }],
        through: 6263,
        most: 6263,
      },
    });
    await page.keyboard.press('Escape');
    // All of one question is nothing of another.
    await page.getByRole('button', { name: /^All that match/ }).click();
    await page.getByText(/^Selected: /).waitFor();
    await page.getByRole('searchbox').fill('000042');
    await page.getByText(/^Select devices/).waitFor();
  });

  it('shows an action at work on every screen, and leads to where it can be paused', async () => {
    await open('labels', { ...calmState(), jobs: [sampleJob()] });
    await page.getByRole('button', { name: /^Actions 123 \/ 240/ }).click();
    await page.getByRole('link', { name: 'Reprovision: 240' }).press('Enter');
    await page.getByRole('button', { name: 'Pause' }).press('Enter');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    expect(station.calls.findLast(({ name }) => name === 'jobs.move')?.input).toEqual({
      id: 'job-1',
      to: 'pause',
    });
  });

  it('shows credentials for a reason only, and never again once the page was left', async () => {
    const secret = page.getByText('sample-of-a-device-secret-0001');
    await open('devices/INV5K1/INV5K1-012463');
    await page.getByRole('button', { name: 'Show credentials' }).press('Enter');
    // A refusal takes nothing away that was typed.
    await page.getByRole('textbox', { name: /^Why/ }).fill('no');
    await page.getByRole('button', { name: 'Show credentials' }).press('Enter');
    await page.getByText('cloud-unreachable').waitFor();
    expect(await page.getByRole('textbox', { name: /^Why/ }).inputValue()).toBe('no');
    await page.getByRole('textbox', { name: /^Why/ }).fill('First article');
    await page.getByRole('button', { name: 'Show credentials' }).press('Enter');
    await secret.waitFor();
    expect(lastCall()).toMatchObject({
      name: 'devices.reveal',
      input: { deviceSn: 'INV5K1-012463', reason: 'First article' },
    });
    const kept = () =>
      page.evaluate(() =>
        JSON.stringify([document.title, location.href, { ...localStorage }, history.state]),
      );
    expect(await kept()).not.toContain('sample-of');
    await page.keyboard.press('Alt+2');
    await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Show credentials' }).waitFor();
    expect(await secret.count()).toBe(0);
  });

  it('takes the SN of a replacement from a scanner, and not while the plan is read', async () => {
    await open('devices/INV5K1/INV5K1-012463');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).focus();
    await scan('INV5K1-012470');
    await expect.poll(() => dialog.getByRole('textbox').inputValue()).toBe('INV5K1-012470');
    await dialog.getByRole('button', { name: 'Show what will happen' }).click();
    await dialog.getByText('What the faulty unit loses').waitFor();
    await dialog.getByRole('button', { name: 'Back' }).focus();
    await scan('INV5K1-012471');
    await dialog.getByRole('textbox').fill('1');
    await dialog.getByRole('textbox').press('Enter');
    await dialog.getByRole('button', { name: 'Save results (CSV)' }).waitFor();
    const acted = station.calls.findLast(({ name }) => name === 'devices.act');
    expect(acted?.input).toMatchObject({ replacementSn: 'INV5K1-012470' });
  });

  it('saves a printed PDF without leaving the page', async () => {
    await open('labels');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save WO-2025-1147-0126.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('WO-2025-1147-0126.pdf');
  });

  it('says so when the station is gone, and goes on by itself when it is back', async () => {
    await open();
    await station.vanish();
    await page.getByRole('alertdialog').waitFor({ timeout: 4000 });
    await station.returnAgain();
    await page.getByRole('alertdialog').waitFor({ state: 'detached', timeout: 60_000 });
  });

  it('never writes into the page what the station says as markup', async () => {
    const state = calmState();
    const text = '<img src=x onerror="document.title=1">';
    const reads = state.reads.map((read) => ({ ...read, text, deviceSn: text }));
    await open('scan', { ...state, reads });
    await page.getByText(text).first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });
});
