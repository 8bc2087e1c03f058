import type { Locator, Page } from '@playwright/test';
import { expect, test } from './host.ts';

/** An onboarding engineer at the real station: nothing is imported, and no mouse is there. */

/** As somebody does it who sees the focus ring: on with Tab until it is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the focus never came there');
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: typeof name === 'string' }).first());
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, text: string, at = page.locator('body')) {
  await tabTo(page, at.getByRole('textbox', { name: label, exact: true }).first());
  await page.keyboard.type(text);
}

/** Down to the wanted one of a list of choices. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await tabTo(page, page.getByRole('combobox', { name: label }).first());
  await page.keyboard.press('Enter');
  const wanted = page.getByRole('option', { name: option, exact: true });
  await expect(wanted).toBeVisible();
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('ArrowDown');
    if ((await wanted.getAttribute('data-combobox-selected')) !== null) break;
  }
  await page.keyboard.press('Enter');
}

async function kind(page: Page, name: RegExp): Promise<void> {
  const tab = page.getByRole('tab', { name });
  await tabTo(page, page.getByRole('tab', { selected: true }));
  const selected = page.getByRole('tab', { selected: true });
  for (let step = 0; step < 5 && (await tab.getAttribute('aria-selected')) !== 'true'; step++) {
    const here = (await selected.textContent()) ?? '';
    await page.keyboard.press('ArrowRight');
    // The panel has to follow before the next key, or the key after it goes too far.
    await expect(selected).not.toHaveText(here);
  }
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

async function saved(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved on this station.')).toBeVisible();
}

test('by keyboard only: master data, gateway and registration group are made, and a unit is registered under them', async ({
  page,
  host,
}) => {
  test.setTimeout(180_000);
  await page.goto(await host.start());
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.keyboard.press('Alt+3');

  await kind(page, /^Master data groups/);
  await press(page, 'New master data group');
  await type(page, 'Identifier', 'md-pump');
  await type(page, 'Asset type', 'Pump');
  await type(page, 'Name', 'Pumps');
  await press(page, 'Add master data');
  // The row opens with its first field ready.
  await page.keyboard.type('flow');
  await choose(page, 'Type', 'Double');
  const row = page.locator('tbody');
  await type(page, 'Name', 'Flow', row);
  await type(page, 'Default', '1,5', row);
  await expect(page.getByText('A number, with a point: 5.5')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/Fields to put right/)).toBeVisible();
  await expect(row.getByRole('textbox', { name: 'Default', exact: true })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1.5');
  await saved(page);

  await kind(page, /^Gateways/);
  await press(page, 'New gateway');
  await type(page, 'Identifier', 'hub-1');
  await type(page, 'Name', 'Hub one');
  await saved(page);

  await kind(page, /^Registration groups/);
  await press(page, 'New registration group');
  await type(page, 'Group ID', 'PUMP01');
  await type(page, 'Name', 'Pump, one stage');
  await choose(page, 'Master data group', 'Pumps · md-pump');
  await choose(page, 'Gateway', 'Hub one · hub-1');
  await type(page, 'Characters', 'A-Z0-9-');
  await type(page, 'Try an SN', 'PUMP_1');
  await expect(
    page.getByText('Character 5 of the SN is "_", which is not allowed here.'),
  ).toBeVisible();
  // Leaving would lose it, so it asks; Esc goes back to the form.
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await saved(page);
  await expect(page.getByRole('button', { name: /Pump, one stage/ })).toBeVisible();

  await page.keyboard.press('Alt+1');
  await type(page, 'Batch tag', 'WO-9');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Pause/ })).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.type('PUMP-0001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('ACCEPTED', { exact: true }).first()).toBeVisible();

  // It is there after a power cut, with the default the engineer gave.
  await host.kill();
  await page.goto(await host.start());
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('main').getByText('PUMP-0001').first()).toBeVisible();
});
