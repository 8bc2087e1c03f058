import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { objections } from '../support/axe.ts';
import { PtyScanner } from '../support/pty-scanner.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, importCatalog, test } from './host.ts';
import { startBatch } from './scan-screen.ts';

/** After the demo: one's own groups, one's own scanner on a tty, hands on the keyboard only. */

const word = (page: Page, text: string) => page.getByText(text, { exact: true }).first();

test('own catalog, own scanner on a tty, unplugged in mid-frame and plugged in again', async ({
  page,
  host,
}) => {
  await page.goto(await host.start());
  await importCatalog(page);
  const tty = join(host.folder, 'ttySCAN');
  const scanner = await PtyScanner.plugIn(tty);
  try {
    await page.keyboard.press('Alt+7');
    await page
      .getByRole('tab', { name: 'Scanners' })
      .or(page.getByText('Scanners'))
      .first()
      .click();
    await page.getByLabel('Port or address').first().fill(tty);
    await page.getByRole('button', { name: 'Add a scanner' }).click();
    await expect(word(page, 'Connected')).toBeVisible();

    await startBatch(page, 'WO-1');
    await scanner.write(']Q1UNIT-0001\r');
    await expect(word(page, 'ACCEPTED')).toBeVisible();
    await expect(word(page, 'UNIT-0001')).toBeVisible();

    await scanner.write('UNIT-00');
    await expect(page.getByText(/incomplete code/i).first()).toBeVisible();
    await scanner.write('UNIT-00');
    await scanner.unplug();
    const light = page.getByRole('button', { name: /^Scanner/ });
    await expect(light).toContainText('not connected');
    await scanner.replug();
    await expect(light).toContainText('ready');
    await scanner.write('UNIT-0002\r');
    await expect(word(page, 'UNIT-0002')).toBeVisible();
    await expect(page.getByText('UNIT-00UNIT-0002')).toHaveCount(0);
  } finally {
    await scanner.unplug();
  }
});

test('a scanner that types like a keyboard, and typed entry, need no mouse', async ({
  page,
  host,
}) => {
  await page.goto(await host.start());
  await importCatalog(page);
  await startBatch(page, 'WO-2');
  await scanByKeys(page, 'WEDGE-0001');
  await expect(word(page, 'WEDGE-0001')).toBeVisible();
  await expect(word(page, 'ACCEPTED')).toBeVisible();

  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('TYPED-0001');
  await page.keyboard.press('Enter');
  await expect(word(page, 'TYPED-0001')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Alt+2');
  await expect(page.getByText('TYPED-0001').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('WEDGE');
  const list = page.getByRole('main');
  await expect(list.getByText('TYPED-0001')).toHaveCount(0);
  await expect(list.getByText('WEDGE-0001').first()).toBeVisible();
});

test('every screen of the real station: no axe violation, nothing that the page policy stops', async ({
  page,
  host,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(await host.start());
  await importCatalog(page);
  for (let screen = 1; screen <= 6; screen++) {
    await page.keyboard.press(`Alt+${screen}`);
    await expect(page.locator('h1, h2').first()).toBeVisible();
    expect({ screen, objections: await objections(page) }).toEqual({ screen, objections: [] });
  }
  expect(complaints).toEqual([]);
});

test('the two languages change without a restart', async ({ page, host }) => {
  await page.goto(await host.start());
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.keyboard.press('Alt+7');
  await page.getByText('简体中文').first().click();
  await expect(page.getByText('扫描', { exact: true }).first()).toBeVisible();
});
