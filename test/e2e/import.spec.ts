import { expect, importCatalog, test } from './host.ts';

/** A supplier's spreadsheet, from the drop on the window to devices, and back. */

const table = [
  '序列号;备注;Rated power',
  'AB-0001;roof;5.5',
  'ＡＢ-０００２;;',
  'AB-0003;;5,5',
  'Total;3;',
].join('\r\n');

test('a file dropped on any screen is planned, let in, taken back, and its bad rows come as a file', async ({
  page,
  host,
}) => {
  test.setTimeout(180_000);
  await page.goto(await host.start());
  await importCatalog(page);
  await page.keyboard.press('Alt+2');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'supplier.csv'));
    window.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, table);

  // The columns are known by their names; the group is the first one.
  await expect(page.getByRole('heading', { name: 'supplier.csv' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: /Column A 序列号/ })).toHaveValue('Device SN');
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByRole('button', { name: 'Let it in: 2' })).toBeVisible();
  await expect(page.getByText('Full-width characters were made half-width.')).toBeVisible();
  await expect(page.getByText(/The value of "ratedPower" does not fit/)).toBeVisible();

  await page.getByRole('button', { name: 'Let it in: 2' }).click();
  await expect(page.getByText('4 of 4 rows')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Rows not taken, as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('supplier-refused.csv');
  await page.keyboard.press('Alt+2');
  await expect(page.getByText('AB-0002').first()).toBeVisible();

  await page.keyboard.press('Alt+5');
  await page.getByRole('link', { name: 'supplier.csv' }).click();
  await page.getByRole('button', { name: 'Undo the whole import' }).click();
  await page.getByRole('button', { name: 'Undo all of it' }).click();
  await expect(page.getByText('Taken back: 2.', { exact: false })).toBeVisible();
});
