import { encodePayload } from '../../shared/labels/payload.ts';
import { objections } from '../support/axe.ts';
import { run, sampleCatalog } from '../support/cli.ts';
import { openFakePrinter } from '../support/fake-printer-server.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, test } from './host.ts';

/** A label workstation at a real station, with a stand-in for the printer at the other end of a real connection. */

const sns = ['UNIT-0001', 'UNIT-0002', 'UNIT-0003', 'UNIT-0004'];

test('a label is designed, comes out with each unit, is asked about after a break, printed again and scanned back', async ({
  page,
  host,
}) => {
  page.setDefaultTimeout(15_000);
  const printer = await openFakePrinter();
  try {
    await run(['catalog', 'import', sampleCatalog, '--data', host.folder]);
    const address = await host.start();
    await page.goto(address);
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const open = (place: string) =>
      page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${place}`);
    const go = (keys: string) => page.keyboard.press(keys);
    const told = (code: string) =>
      expect(page.locator('[data-tone]').getByText(code)).toBeVisible();

    // The printer of the line.
    await open('settings/printers');
    await page.getByLabel('Name').fill('Line 3');
    await page.getByLabel('Address').fill(printer.host);
    await page.getByLabel('Port').fill(String(printer.port));
    await page.getByLabel('Print a label here on each green read').check();
    await button('Add a printer').click();
    await expect(page.getByText('Labels of green reads')).toBeVisible();

    // Its label.
    await open('labels/designs');
    await button(/^Copy: .*50 × 30/).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved as version 1.')).toBeVisible();
    expect(await objections(page)).toEqual([]);

    // A batch with it: each unit gets its label while it is read.
    await open('scan');
    await page.getByLabel('Batch tag').fill('WO-5');
    await page.getByLabel('Label', { exact: true }).first().click();
    await page.getByRole('option', { name: /\(copy\)/ }).click();
    await page.getByText('How units are checked').click();
    await page.getByLabel('Labels scanned back').first().click();
    await page.getByRole('option', { name: 'In any order' }).click();
    await page.getByLabel(/accounted for/).check();
    await button('Start batch').press('Enter');
    await expect(button('Pause')).toBeVisible();
    for (const sn of sns) {
      await scanByKeys(page, sn);
      await expect(
        page.locator('[data-tone=accepted]').getByText(sn, { exact: true }),
      ).toBeVisible();
    }
    await expect.poll(() => printer.out.length).toBe(4);

    // Printed again, with a reason, and the printer dies under it.
    const label = printer.out[0]?.length ?? 0;
    printer.set({ dieAtByte: Math.round(6.5 * label) });
    await open('labels');
    await page.getByLabel('Batch', { exact: true }).first().click();
    await page.getByRole('option', { name: 'WO-5' }).click();
    await button('Print labels').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Torn or creased' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Print again' }).click();
    await expect(page.getByRole('heading', { name: 'What came out last?' })).toBeVisible();
    // A person looks: two are in the tray, and the third is printed next.
    const came = printer.out.length - sns.length;
    await page.getByRole('radio', { name: new RegExp(sns[came - 1] ?? 'none') }).click();
    await button(/^Go on after/).click();
    await expect.poll(() => printer.out.length).toBe(8);
    const seconds = printer.out.slice(4).map((each) => /UNIT-\d{4}/.exec(each)?.[0]);
    expect(seconds).toEqual(sns);
    expect(await objections(page)).toEqual([]);

    // Stuck on and scanned back; what is over is counted, and the batch closes only balanced.
    await open('scan');
    for (const deviceSn of sns) {
      await scanByKeys(page, encodePayload({ groupId: 'INV5K1', deviceSn }));
      await told('noted-label-applied');
    }
    const finish = async () => {
      await button('Finish').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
    };
    await finish();
    await expect(page.getByText('ledger-unbalanced')).toBeVisible();
    await go('Escape');
    await open('labels');
    await page.getByLabel('How many labels are in hand?').fill('4');
    await button('Keep the count').click();
    await expect(page.getByText('Every label of the batch is accounted for.')).toBeVisible();
    await open('scan');
    await finish();
    await expect(button('Start batch')).toBeVisible();
  } finally {
    await printer.close();
  }
});
