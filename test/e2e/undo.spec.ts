import type { Page } from '@playwright/test';
import { openCommandKey } from '../../main/commands/key.ts';
import type { CommandWord } from '../../shared/commands/words.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import { objections } from '../support/axe.ts';
import { run, sampleCatalog } from '../support/cli.ts';
import { must } from '../support/must.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, test } from './host.ts';

/** Reads are taken back, labels destroyed and a batch led by scanned commands, at a real station. */

const clean = async (page: Page) => expect(await objections(page)).toEqual([]);

test('three units are scanned, two taken back, their labels destroyed, all without a mouse on the line', async ({
  page,
  host,
}) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(15_000);
  await run(['catalog', 'import', sampleCatalog, '--data', host.folder]);
  await page.goto(await host.start());
  const key = openCommandKey(host.folder, () => new Uint8Array(32));
  const command = (word: CommandWord) => scanByKeys(page, must(key.seal({ word, argument: null })));
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const told = (code: string) => expect(page.locator('[data-tone]').getByText(code)).toBeVisible();

  await page.getByLabel('Batch tag').fill('WO-9');
  await page.getByLabel('Label', { exact: true }).first().click();
  await page.getByRole('option').nth(1).click();
  await button('Start batch').press('Enter');
  await expect(button('Pause')).toBeVisible();
  for (const sn of ['UNIT-0001', 'UNIT-0002', 'UNIT-0003']) {
    await scanByKeys(page, sn);
    await expect(page.locator('[data-tone=accepted]').getByText(sn, { exact: true })).toBeVisible();
  }
  // Each has a label on paper.
  await expect(page.locator('dl div').filter({ hasText: 'to print' })).toContainText(
    /to print\s*0$/,
  );

  await button('Undo last').click();
  await button(/Really undo\?.*NIT-0003/).press('Enter');
  await told('noted-undone');
  await button('Select…').press('Enter');
  await page.getByRole('checkbox', { name: 'Select UNIT-0001' }).check();
  await button('Undo 1…').press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('1 labels are void')).toBeVisible();
  await dialog.getByLabel('Reason').fill('wrong group');
  await dialog.getByRole('button', { name: 'Undo', exact: true }).press('Enter');

  await button('Labels to destroy: 2').press('Enter');
  const row = (sn: string) => page.getByRole('listitem').filter({ hasText: sn });
  await expect(row('UNIT-0001')).toContainText('wrong group');
  const groupId = (await row('UNIT-0003').locator('p .mono').first().innerText()).trim();
  await command('DESTROY');
  await expect(page.getByText('DESTROYING LABELS', { exact: true })).toBeVisible();
  await clean(page);
  await scanByKeys(page, 'UNIT-0004');
  await told('label-not-ours');
  for (const deviceSn of ['UNIT-0003', 'UNIT-0001']) {
    await scanByKeys(page, encodePayload({ groupId, deviceSn }));
    await told('noted-label-destroyed');
    await expect(row(deviceSn)).toHaveCount(0);
  }
  await expect(page.getByText('There is no label to destroy.')).toBeVisible();
  await command('DESTROY');
  await expect(page.getByText('DESTROYING LABELS', { exact: true })).toHaveCount(0);
  await button('Back').press('Enter');

  await command('PAUSE');
  await expect(button('Resume')).toBeVisible();
  await command('RESUME');
  await expect(button('Pause')).toBeVisible();
  await command('UNDO');
  await told('noted-undone');
  await expect(button('Undo last')).toBeDisabled();
  await command('FINISH');
  await told('noted-finish-again');
  // At once it would be the same scan, read twice.
  await expect(async () => {
    await command('FINISH');
    const start = page.getByRole('heading', { name: 'Start a batch' });
    await expect(start).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
  await clean(page);
});
