import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { scanByKeys } from '../support/wedge-scanner.ts';

/** The Scan screen as a person at a line uses it, in whichever window it is. */

/** What a screen reader is told of the newest read. */
export const verdict = (page: Page) => page.getByRole('status', { name: 'Verdict' });

export async function startBatch(page: Page, tag: string): Promise<void> {
  await page.keyboard.press('Alt+1');
  await page.getByLabel('Batch tag').fill(tag);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Pause/ })).toBeVisible();
}

/** A keyboard scanner reads a new unit, and it turns green. */
export async function scanGreen(page: Page, deviceSn: string): Promise<void> {
  await scanByKeys(page, deviceSn);
  await expect(verdict(page)).toContainText('ACCEPTED');
  await expect(verdict(page)).toContainText(deviceSn);
}

export async function finishBatch(page: Page): Promise<void> {
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('No batch');
}
