import type { Page } from '@playwright/test';
import { objections } from '../support/axe.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, importCatalog, test } from './host.ts';

/** A line with pairs: half a pair over a power cut, a first article, and a label of the unit before. */

const word = (page: Page, text: string | RegExp) => page.getByText(text).first();

async function axeFindsNothing(page: Page): Promise<void> {
  expect(await objections(page)).toEqual([]);
}

test('pairs, a power cut in the middle of one, a first article, and labels that run behind', async ({
  page,
  host,
}) => {
  test.setTimeout(150_000);
  page.setDefaultTimeout(15_000);
  await page.goto(await host.start());
  await importCatalog(page);

  await page.keyboard.press('Alt+1');
  await page.getByLabel('Batch tag').fill('WO-7');
  await page.getByText('How units are checked').click();
  await page.getByLabel('Codes of a unit').first().click({ timeout: 10_000 });
  await page.getByRole('option', { name: 'Unit and box label agree' }).click();
  await page.getByLabel('Box codes begin with').fill(']C1');
  await page.getByLabel('Wait after the first unit until it is confirmed').check();
  await axeFindsNothing(page);
  await page.getByRole('button', { name: 'Start batch' }).click();
  await expect(page.getByRole('button', { name: /Pause/ })).toBeVisible();

  await scanByKeys(page, 'UNIT-0001');
  await expect(word(page, 'NOTED')).toBeVisible();
  await expect(word(page, 'Half read: 1')).toBeVisible();

  await host.kill();
  await page.goto(await host.start());
  await expect(word(page, 'Half read: 1')).toBeVisible();
  await scanByKeys(page, ']C1UNIT-0001');
  await expect(word(page, 'ACCEPTED')).toBeVisible();
  await expect(word(page, 'Half read: 0')).toBeVisible();

  await scanByKeys(page, 'UNIT-0002');
  await expect(word(page, 'STOPPED')).toBeVisible();
  await axeFindsNothing(page);
  await page.getByRole('button', { name: 'Confirm the first article' }).click();
  const article = page.getByRole('dialog', { name: /First article UNIT-0001/ });
  await expect(article.getByText(/Not scanned back yet/)).toBeVisible();
  await axeFindsNothing(page);
  await article.getByLabel('The values are right').check();
  await article.getByLabel('Remark').fill('no printer on this line');
  await article.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('button', { name: 'Confirm the first article' })).toHaveCount(0);

  await scanByKeys(page, 'UNIT-0002');
  await expect(word(page, 'Half read: 1')).toBeVisible();
  await scanByKeys(page, ']C1UNIT-0001');
  await expect(word(page, 'REFUSED')).toBeVisible();
  await expect(word(page, /Box labels run 1 behind/)).toBeVisible();
  await page.getByRole('button', { name: 'How to go on' }).click();
  const stop = page.getByRole('dialog', { name: 'Labels and units do not agree' });
  await expect(stop.getByRole('row', { name: /UNIT-0002 UNIT-0001/ })).toBeVisible();
  await axeFindsNothing(page);
  await stop.getByLabel('What was found and done').fill('label was there twice');
  await stop.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: 'How to go on' })).toHaveCount(0);

  await scanByKeys(page, 'UNIT-0002');
  await expect(word(page, 'NOTED')).toBeVisible();
  await scanByKeys(page, ']C1UNIT-0002');
  await expect(word(page, 'ACCEPTED')).toBeVisible();
  await expect(page.getByLabel('Batch', { exact: true }).locator('strong').first()).toHaveText('2');
});
