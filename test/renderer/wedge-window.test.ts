import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { WedgeProfile } from '../../shared/models/wedge.ts';
import { type Calibration, calibrate, calibrationTexts } from '../../shared/wedge/calibrate.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { PretendStation } from '../support/pretend-station.ts';
import { scanAs, scanAsSeen, scanByKeys, scanPiece } from '../support/wedge-scanner.ts';
import { type Typist, typeCode } from '../support/wedge-typist.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** Keyboard scanners in a real browser: real keys, their places, and what is in focus. */

let window: OpenWindow;
let station: PretendStation;
let page: Page;

/** Hundreds of keys go through a remote control. */
const slow = { timeout: 60_000 };

const german: Typist = { layout: 'de', machine: 'us' };
const calibrated = (typist: Typist): WedgeProfile => {
  const keys = typeCode(calibrationTexts.full, { ...typist, capsLock: true });
  return { ...(calibrate(keys, 'Enter', 0) as Calibration), id: 'w1' };
};
const stateWith = (...keyboardScanners: WedgeProfile[]) => {
  const state = calmState();
  return { ...state, preferences: { ...state.preferences, keyboardScanners } };
};
const reads = () =>
  station.calls
    .filter(({ name }) => name === 'station.read')
    .map(({ input }) => input as { text: string; source: { kind: string } });
const lastRead = () => reads().at(-1);

describe.skipIf(!hasChromium)('a keyboard scanner in the window', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ station, page } = window);
  }, 180_000);

  afterEach(() => expect(window.complaints.splice(0)).toEqual([]));

  afterAll(() => window?.close());

  it('is calibrated by one scan, and can be forgotten', async () => {
    await window.open('settings/scanners', calmState());
    await page.getByRole('button', { name: 'Calibrate a keyboard scanner' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Waiting for the scan.').waitFor();
    await scanAs(page, 'INV5K1-000128', german);
    await dialog.getByText('Only a part of a code arrived').waitFor();
    await scanAs(page, calibrationTexts.full, german);
    await dialog.getByText('Your scanner is set to: German.').waitFor();
    await dialog.getByText('turn CapsLock on and scan the code once more').waitFor();
    await scanAsSeen(page, calibrationTexts.short, { ...german, capsLock: true });
    await dialog.getByText('CapsLock makes no difference.').waitFor();
    const saved = station.calls.findLast(({ name }) => name === 'preferences.set')?.input;
    expect(saved).toMatchObject({
      keyboardScanners: [{ layouts: ['de'], end: 'Enter', caps: { off: 'plain', on: 'plain' } }],
    });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Forget German' }).click();
    await page.getByRole('button', { name: 'Forget German' }).waitFor({ state: 'detached' });
  });

  it('shows calibration codes that are what they say', async () => {
    const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const { buffer } = new Uint8Array(readFileSync(wasm));
    await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
    await window.open('settings/scanners', calmState());
    await page.getByRole('button', { name: 'Calibrate a keyboard scanner' }).click();
    for (const [name, text, format] of [
      [/QR code/, calibrationTexts.full, 'QRCode'],
      [/Code 128/, calibrationTexts.short, 'Code128'],
    ] as const) {
      const png = await page.getByRole('img', { name }).screenshot();
      const found = await readBarcodes(new Blob([new Uint8Array(png)]), { formats: [format] });
      expect(found.map(({ bytes }) => new TextDecoder('latin1').decode(bytes))).toEqual([text]);
    }
  });

  it('is read by the places of its keys, whatever has the focus and however the machine is set', async () => {
    await window.open('scan', stateWith(calibrated(german)));
    const text = 'SN-XYZ/08@a_b^c\u001d#1';
    await page.getByRole('button', { name: /Pause/ }).focus();
    await scanAs(page, text, german);
    await expect.poll(lastRead, slow).toMatchObject({ text, source: { kind: 'wedge' } });
    expect(station.calls.some(({ name }) => name === 'batches.pause')).toBe(false);
    await page.getByRole('main').click({ position: { x: 5, y: 5 } });
    await scanAs(page, `${text}2`, { ...german, machine: 'fr' });
    await expect.poll(() => lastRead()?.text, slow).toBe(`${text}2`);
    await scanAs(page, `${text}3`, { ...german, altCodes: true });
    await expect.poll(() => lastRead()?.text, slow).toBe(`${text}3`);
    await scanAsSeen(page, `${text}4`, { ...german, capsLock: true });
    await expect.poll(() => lastRead()?.text, slow).toBe(`${text}4`);
    await scanAsSeen(page, `${text}5`, { ...german, inputMethod: true });
    await expect.poll(() => lastRead()?.text, slow).toBe(`${text}5`);
  });

  it('is refused with the reason where its keys say nothing sure', async () => {
    await window.open('scan', calmState());
    const before = reads().length;
    await scanAsSeen(page, 'INV5K1-000128', { layout: 'us', machine: 'us', capsLock: true });
    await page.getByText('read-caps-lock').waitFor();
    await scanAsSeen(page, 'INV5K1-000128', { layout: 'us', machine: 'us', inputMethod: true });
    await page.getByText('read-input-method').waitFor();
    await scanAs(page, 'INV-221', { layout: 'us', machine: 'fr' });
    await page.getByText('read-keys-unclear').waitFor();
    expect(reads().length).toBe(before);
  });

  it('leaves a text field to its person; what the field shows wrongly is not sent', async () => {
    await window.open('scan', stateWith(calibrated(german)));
    const before = reads().length;
    await page.keyboard.press('F2');
    const field = page.getByRole('textbox');
    await scanAs(page, 'INV5K1-000128', { layout: 'de', machine: 'de' });
    await expect
      .poll(lastRead, slow)
      .toMatchObject({ text: 'INV5K1-000128', source: { kind: 'typed' } });
    await scanAs(page, 'ZYX-000128', german);
    await page.getByText('read-in-field').waitFor();
    expect(await field.inputValue()).not.toBe('');
    expect(reads().length).toBe(before + 1);
    await field.fill('');
    await page.keyboard.type('by hand', { delay: 60 });
    expect(await field.inputValue()).toBe('by hand');
  });

  it('puts right what the field of a dialog that asks for a scan shows wrongly', async () => {
    await window.open('devices/INV5K1/INV5K1-012463', stateWith(calibrated(german)));
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    const field = page.getByRole('dialog').getByRole('textbox');
    await field.focus();
    await scanAs(page, 'INV5K1-012470', german);
    await expect.poll(() => field.inputValue(), slow).toBe('INV5K1-012470');
  });

  it('that stops in the middle of a code gives no half of it; one that sends no Enter is read', async () => {
    await window.open('scan', calmState());
    const before = reads().length;
    await scanPiece(page, 'SN-000', { text: '1234', pauseMs: 130 });
    await page.getByText('read-partial').waitFor();
    expect(reads().length).toBe(before);
    await scanPiece(page, 'SN-0001234');
    await expect.poll(() => lastRead()?.text, slow).toBe('SN-0001234');
    await scanByKeys(page, 'SN-0001235');
    await expect.poll(() => lastRead()?.text, slow).toBe('SN-0001235');
    await scanPiece(page, 'SN-0001236');
    await page.getByText('read-partial').waitFor();
    expect(reads().length).toBe(before + 2);
  });

  it('is not a key that a person holds down', async () => {
    await window.open('scan', calmState());
    const before = reads().length;
    await page.evaluate(() => {
      for (let at = 0; at < 12; at++) {
        const key = { code: 'KeyA', key: 'a', repeat: at > 0, bubbles: true };
        document.body.dispatchEvent(new KeyboardEvent('keydown', key));
      }
    });
    await scanByKeys(page, 'INV5K1-000129');
    await expect.poll(() => lastRead()?.text, slow).toBe('INV5K1-000129');
    expect(reads().length).toBe(before + 1);
  });
});
