import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CatalogFile, catalogFileSchema } from '../../shared/models/catalog.ts';
import { sampleCatalog } from '../support/cli.ts';
import { expect, importCatalog, test } from './host.ts';

/** A station that assigns SNs, from the range set by hand to green units, with hands on the keyboard only. */

async function catalogWithSeries(folder: string): Promise<string> {
  const catalog: CatalogFile = catalogFileSchema.parse(
    JSON.parse(await readFile(sampleCatalog, 'utf8')),
  );
  const [group] = catalog.registrationGroups;
  Object.assign(group as object, {
    series: {
      parts: [{ kind: 'text', text: 'MX' }, { kind: 'counter' }],
      counter: { width: 4 },
    },
  });
  const file = join(folder, 'making.json');
  await writeFile(file, JSON.stringify(catalog));
  return file;
}

test('a making batch is started by keyboard, three units are made, and the numbers left go down', async ({
  page,
  host,
}) => {
  await page.goto(await host.start());
  await importCatalog(page, await catalogWithSeries(host.folder));

  // Without a range the station has no numbers: an engineer sets one by hand, Enter in the last field does it.
  await page
    .getByRole('button', { name: /INV5K1/ })
    .first()
    .click();
  const card = page.getByRole('region', { name: 'Set a range by hand' });
  await expect(page.getByText('Nobody proves what other stations were given.')).toBeVisible();
  await card.getByLabel('First number').fill('1');
  await card.getByLabel('Last number').fill('50');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This station may now make MX0001 – MX0050.')).toBeVisible();

  await page.keyboard.press('Alt+1');
  await page.getByLabel('Batch tag').fill('WO-MX');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('switch', { name: 'SNs are made here' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('MX0001').first()).toBeVisible();
  await page.getByLabel('Label', { exact: true }).first().click();
  await page.getByRole('option', { name: /7651/ }).click();
  await page.getByLabel('Batch tag').press('Enter');

  const panel = page.getByRole('region', { name: 'SNs made here' });
  await expect(panel.getByText('50', { exact: true })).toBeVisible();
  for (const [sn, left] of [
    ['MX0001', '49'],
    ['MX0002', '48'],
    ['MX0003', '47'],
  ] as const) {
    await page.keyboard.press('F7');
    await expect(page.getByRole('status', { name: 'Verdict' }).getByText(sn)).toBeVisible();
    await expect(page.getByText('ACCEPTED', { exact: true }).first()).toBeVisible();
    await expect(panel.getByText(left, { exact: true })).toBeVisible();
  }
  // They have labels, which wait or are out of the printer by now.
  const counts = page.getByRole('region', { name: 'Batch', exact: true });
  await expect(counts.locator('dl > div', { hasText: 'to print' })).toContainText(/to print\d/);
  await expect(panel.getByText('MX0004')).toBeVisible();
});
