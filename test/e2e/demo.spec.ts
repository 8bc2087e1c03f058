import type { Page } from '@playwright/test';
import { expect, test } from './host.ts';

/** The whole point of the first minute, as a newcomer does it: no hardware, no account, no network. */

const count = (page: Page, name: string) =>
  page.locator('dl div', { has: page.getByText(name, { exact: true }) }).locator('dd');

const number = async (page: Page, name: string) => Number(await count(page, name).innerText());

/** Accepted here = in the cloud = allocated there. */
const allArrived = (page: Page) =>
  expect
    .poll(
      async () => {
        const names = ['Accepted here', 'In the cloud', 'Allocated'];
        return new Set(await Promise.all(names.map((name) => number(page, name)))).size;
      },
      { timeout: 30_000 },
    )
    .toBe(1);

const shot = async (page: Page, name: string) => {
  const folder = process.env.LINESIDE_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

test('the demo line: green units, a pulled network, a power cut, and every unit once', async ({
  page,
  host,
}) => {
  await page.goto(await host.start());
  await shot(page, 'first-run');
  await page.getByRole('button', { name: /Open the demo line/ }).click();
  await expect(page.getByText('DEMO', { exact: true }).first()).toBeVisible({ timeout: 60_000 });

  // Units go green by themselves, and arrive.
  await expect(page.getByText('ACCEPTED', { exact: true }).first()).toBeVisible();
  await expect.poll(() => number(page, 'Allocated')).toBeGreaterThan(1);
  await shot(page, 'accepted');
  await page.getByRole('switch', { name: 'Line running' }).click();
  await allArrived(page);
  const before = await number(page, 'Accepted here');

  await page.getByRole('button', { name: 'Repeat', exact: true }).click();
  await expect(page.getByText('ALREADY SEEN', { exact: true }).first()).toBeVisible();
  await shot(page, 'seen');
  await page.getByRole('button', { name: 'Wrong', exact: true }).click();
  await expect(page.getByText('OTHER CODE', { exact: true }).first()).toBeVisible();
  await shot(page, 'refused');

  await page.getByRole('switch', { name: 'Network' }).click();
  for (let unit = 1; unit <= 3; unit++) {
    await page.getByRole('button', { name: 'Good', exact: true }).click();
    await expect(count(page, 'Accepted here')).toHaveText(String(before + unit));
  }
  await expect(count(page, 'In the cloud')).toHaveText('?');
  await shot(page, 'network-pulled');

  await host.kill();
  await page.goto(await host.start());
  // It goes on: the cable is back with the restart, what waited goes by itself, each unit once.
  await expect
    .poll(() => number(page, 'Allocated'), { timeout: 60_000 })
    .toBeGreaterThan(before + 4);
  await page.getByRole('switch', { name: 'Line running' }).click();
  await shot(page, 'running');
  await allArrived(page);

  await page
    .getByRole('link', { name: /Labels/ })
    .or(page.getByRole('button', { name: /Labels/ }))
    .first()
    .click();
  await expect(page.getByText(/DEMO-1-.*\.pdf/).first()).toBeVisible();
  await shot(page, 'labels');

  await page.getByRole('button', { name: /Leave demo/ }).click();
  await expect(page.getByRole('button', { name: /Leave demo/ })).toBeHidden({ timeout: 30_000 });
});
