import type { Page } from '@playwright/test';
import { objections } from '../support/axe.ts';
import { run, sampleCatalog } from '../support/cli.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, test } from './host.ts';

/** A shift that begins with a badge, at a real station in a real browser. */

const pin = '91827364';

const typePin = async (page: Page, digits: string) => {
  // At a person's pace: quicker keys are a scanner's.
  await page.keyboard.type(digits, { delay: 90 });
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
};

test('the first administrator closes the station; a badge, a PIN and a power cut', async ({
  page,
  host,
}) => {
  await run(['catalog', 'import', sampleCatalog, '--data', host.folder]);
  await page.goto(`${await host.start()}#/settings/operators`);
  await page.getByRole('navigation').first().waitFor();
  await page.keyboard.press('Alt+7');
  await page.getByRole('tab', { name: 'Operators' }).click();
  await expect(page.getByText('This station is open')).toBeVisible();
  await page.getByLabel('Name').fill('M. Okafor');
  await page.getByRole('textbox', { name: /^New PIN/ }).fill(pin);
  await page.getByLabel('The new PIN again').fill(pin);
  await page.getByRole('button', { name: 'Add the first administrator' }).click();

  const logOn = page.getByRole('heading', { name: 'Log on', level: 1 });
  await expect(logOn).toBeVisible();
  await expect(page.getByRole('button', { name: /^Cloud/ })).toBeVisible();
  expect(await objections(page)).toEqual([]);

  await scanByKeys(page, 'UNIT-0001');
  await expect(page.getByText('operator-missing')).toBeVisible();
  await page.getByText('M. Okafor').click();
  await typePin(page, '11111111');
  await expect(page.getByText('operator-refused')).toBeVisible();
  await typePin(page, pin);
  const chip = page.getByRole('button', { name: /M\. Okafor/ }).last();
  await expect(chip).toBeVisible();

  await page.getByRole('tab', { name: 'Operators' }).click();
  await page.getByRole('button', { name: 'Change M. Okafor' }).click();
  await page.getByRole('button', { name: 'Make a new badge' }).click();
  const code = await page.getByText(/^LINESIDE-BADGE-/).innerText();

  await chip.click();
  await page.getByRole('button', { name: 'Log off' }).click();
  await expect(logOn).toBeVisible();
  await scanByKeys(page, code);
  await expect(logOn).toBeHidden();

  await host.kill();
  await page.goto(await host.start());
  await expect(logOn).toBeVisible();
  expect(await page.content()).not.toContain(code);
  await scanByKeys(page, code);
  await expect(logOn).toBeHidden();
});

test('the command line names who used it, and says with its status that something was refused', async ({
  host,
}) => {
  const { folder } = host;
  const data = ['--data', folder];
  const made = await run([...save('M. Okafor', 'admin'), ...data], { input: `${pin}\n` });
  expect(made.code).toBe(0);
  const refused = await run([...save('A. Li', 'wizard'), ...data], { input: `${pin}\n` });
  expect(refused.code).toBe(2);
  expect((await run(['undo', '--seq', '9', '--reason', 'x', ...data])).code).toBe(1);
  const resolve = ['resolve', '--seq', '9', '--way', 'retry', '--reason', 'x', ...data];
  expect((await run(resolve)).code).toBe(1);
});

const save = (name: string, role: string) => [
  ...['operators', 'save', '--name', name],
  ...['--role', role, '--pin', '-'],
];
