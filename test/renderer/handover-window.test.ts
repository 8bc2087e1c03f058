import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { createCollector, type Taken } from '../../shared/handover/collector.ts';
import { frameAt } from '../../shared/handover/show.ts';
import { sampleInfo } from '../support/pretend-handover.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

let window: OpenWindow;
let page: Page;
const made = Buffer.from('a hand-over of ST-3, '.repeat(200));
const lastOf = (name: string) => window.station.calls.findLast((call) => call.name === name)?.input;

describe.skipIf(!hasChromium)('handing over in the window', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ page } = window);
    const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const { buffer } = new Uint8Array(readFileSync(wasm));
    await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  }, 180_000);
  afterAll(() => window?.close());

  it('what is read off the screen, as it comes and some of it missed, is the file that was made', async () => {
    await window.open('sync/handover');
    await page.getByRole('button', { name: 'Show on screen' }).click();
    const wish = { kind: 'batch', groupId: 'INV5K1', tag: 'WO-2025-1147', pause: true };
    await expect.poll(() => lastOf('handover.make')).toEqual(wish);
    await page.getByText('Large').click();
    await page.getByRole('slider').press('End');
    const collector = createCollector();
    let taken: Taken | null = null;
    while (taken?.kind !== 'whole') {
      const pixels = await page
        .locator('canvas[data-turn]')
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
      const png = Buffer.from(pixels.split(',')[1] ?? '', 'base64');
      const [code] = await readBarcodes(new Blob([png]), { formats: ['QRCode'] });
      taken = code ? collector.take(code.text, 0) : null;
      expect(taken?.kind ?? 'damaged').not.toBe('newer');
    }
    expect(Buffer.from(taken.file).equals(made)).toBe(true);
    await page.getByRole('button', { name: /Stop \(Esc\)/ }).click();
    await page.locator('canvas').waitFor({ state: 'detached' });
  });

  it('a station that is new is trusted only by who compared its fingerprint, and the file is taken as it is', async () => {
    await window.open('sync/handover');
    const buffer = Buffer.from([0, 255, 128, 10, 13, 34]);
    const file = { name: 'wo.handover', mimeType: 'application/octet-stream', buffer };
    await page.locator('input[type=file]').setInputFiles(file);
    const take = page.getByRole('button', { name: 'Take it' });
    await take.waitFor();
    expect(lastOf('handover.offer')).toEqual({ base64: buffer.toString('base64') });
    expect(await take.isEnabled()).toBe(false);
    await page.getByText('Registered at both stations: 3').waitFor();
    await page.getByRole('checkbox', { name: 'It is what ST-7 shows' }).check();
    await take.click();
    await page.getByText('Taken. The batch goes on here.').waitFor();
    const { id, fingerprint } = sampleInfo;
    expect(lastOf('handover.accept')).toEqual({ id, trust: fingerprint, accept: false });
  });

  it('a keyboard scanner that is held to another screen is heard here, a unit is not', async () => {
    await window.open('sync/handover', calmState());
    const frame = frameAt(made, { id: sampleInfo.id, size: 'medium', turn: 3 });
    await scanByKeys(page, 'INV5K1-000777');
    await scanByKeys(page, frame);
    await expect.poll(() => lastOf('station.read')).toMatchObject({ text: frame });
    const reads = window.station.calls.filter(({ name }) => name === 'station.read');
    expect(reads).toHaveLength(1);
  });
});
