import { finishBatch, scanGreen, startBatch, verdict } from '../e2e/scan-screen.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, test, whyNot } from './window.ts';

/** A short shift in the desktop window, through preload, door and the real station behind it. */

const why = whyNot();
test.skip(why !== null, why ?? '');

test('units are scanned, refused when they come again, and the batch is finished', async ({
  desktop: { page },
}) => {
  await startBatch(page, 'WO-DESKTOP');
  for (const deviceSn of ['DESK-0001', 'DESK-0002', 'DESK-0003']) await scanGreen(page, deviceSn);
  await scanByKeys(page, 'DESK-0002');
  await expect(verdict(page)).toContainText('ALREADY SEEN');
  await finishBatch(page);
});

test('the page, loaded again, shows the same station', async ({ desktop: { app, page } }) => {
  await page.reload();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  const state = await page.evaluate(() =>
    (globalThis as unknown as { lineside: { call(n: string, i: object): unknown } }).lineside.call(
      'batches.list',
      {},
    ),
  );
  expect(state).toMatchObject({ value: { items: [{ tag: 'WO-DESKTOP', accepted: 3 }] } });
  expect(app.windows()).toHaveLength(1);
});
