import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { sampleCatalog, startCloud } from '../support/cli.ts';
import { type CloudKeys, EnosClient } from '../support/enos-client.ts';
import { expect, type Host, test } from './host.ts';

/** The whole life of a device as people see it: a real station, a real cloud, hands on the keyboard. */

const dialog = (page: Page): Locator => page.getByRole('dialog');
const status = (page: Page, word: string): Locator =>
  page.getByRole('main').getByText(word, { exact: true }).first();

async function connect(page: Page, cloud: CloudKeys) {
  await page.goto(`${page.url().split('#')[0]}#/settings/cloud`);
  await page.getByLabel('Address').fill(cloud.url);
  await page.getByLabel('App key').fill(cloud.appKey);
  await page.getByLabel('Organization (OU)').fill(cloud.orgId);
  await page.getByRole('textbox', { name: 'App secret' }).fill(cloud.appSecret);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Cloud/ })).toContainText('connected');
}

async function startBatch(page: Page) {
  await page.keyboard.press('Alt+3');
  await page.getByRole('button', { name: 'Pull from the cloud' }).click();
  await expect(page.getByText('逆变器 Inverter 5 kW').first()).toBeVisible();
  await page.keyboard.press('Alt+1');
  await page.getByLabel('Batch tag').fill('WO-LIFE');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Pause/ })).toBeVisible();
}

const ownCloud = (host: Host) =>
  startCloud(['--data', join(host.folder, 'cloud'), '--seed', sampleCatalog]);

/** A station that is tied to the cloud and has a batch in work. */
async function begin(page: Page, host: Host, cloud: CloudKeys): Promise<void> {
  await page.goto(await host.start());
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await connect(page, cloud);
  await startBatch(page);
}

async function register(page: Page, deviceSns: string[]) {
  await page.keyboard.press('F2');
  for (const deviceSn of deviceSns) {
    await page.keyboard.type(deviceSn);
    await page.keyboard.press('Enter');
    await expect(page.getByText(deviceSn, { exact: true }).first()).toBeVisible();
  }
  await page.keyboard.press('Escape');
}

/** To the page of one device, by search and Enter. */
async function openDevice(page: Page, deviceSn: string) {
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(deviceSn);
  const link = page.getByRole('link', { name: deviceSn, exact: true });
  await expect(page.getByRole('row')).toHaveCount(2);
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: deviceSn })).toBeVisible();
}

/** A place of the catalog, from a list that is opened by a key. */
async function choosePlace(page: Page, name: string) {
  await expect(dialog(page).getByLabel('Environment / OU').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name }).click();
}

/** Reads the plan, types the number where something is lost, and waits until the action has ended. */
async function confirm(page: Page, typed?: string) {
  await dialog(page).getByRole('button', { name: 'Show what will happen' }).press('Enter');
  await expect(dialog(page).getByText('Good to know')).toBeVisible();
  if (typed) await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await ended(page);
}

async function ended(page: Page) {
  await expect(dialog(page).getByText('Ended', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(dialog(page).getByText('Done: 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
}

const press = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Act on this device' })
    .getByRole('button', { name })
    .press('Enter');

test('a device is allocated, moved, replaced, taken back and deleted, and its page tells it all', async ({
  page,
  host,
}) => {
  test.setTimeout(300_000);
  await using cloud = await ownCloud(host);
  await begin(page, host, cloud);
  await register(page, ['LIFE-0001', 'LIFE-0002', 'LIFE-0003']);

  await test.step('two are allocated together, chosen by keys', async () => {
    await page.keyboard.press('Alt+2');
    await page.getByRole('link', { name: 'LIFE-0002' }).focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('Selected: 2')).toBeVisible();
    await page.getByRole('button', { name: 'Allocate', exact: true }).press('Enter');
    await choosePlace(page, 'Beta / Solar plants');
    await dialog(page).getByRole('button', { name: 'Show what will happen' }).press('Enter');
    await expect(dialog(page).getByText(/Get an asset/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByText('Done: 2')).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('row', { name: /LIFE-0001/ })).toContainText('Allocated');
  });

  let oldSecret = '';
  await test.step('credentials are shown for a reason, and nowhere else', async () => {
    await openDevice(page, 'LIFE-0001');
    await page.getByRole('button', { name: 'Show credentials' }).press('Enter');
    await page.keyboard.type('First article');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Show credentials' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Copy Device secret' })).toBeVisible();
    const row = page.locator('dl > div', { has: page.getByText('Device secret', { exact: true }) });
    oldSecret = await row.locator('dd').first().innerText();
    expect(oldSecret.length).toBeGreaterThan(8);
    const kept = await page.evaluate(() =>
      JSON.stringify([document.title, location.href, { ...localStorage }, { ...sessionStorage }]),
    );
    expect(kept).not.toContain(oldSecret);
    await page.getByRole('button', { name: 'Hide' }).press('Enter');
    await expect(page.getByText(oldSecret)).toHaveCount(0);
    await page.getByRole('button', { name: 'Look now' }).press('Enter');
    await expect(page.getByText('Credentials shown here')).toBeVisible();
    await expect(page.getByText('First article').first()).toBeVisible();
  });

  await test.step('one is reprovisioned: new credentials, the same device', async () => {
    await press(page, 'Reprovision');
    await expect(dialog(page).getByText(/migrate/i)).toBeVisible();
    await choosePlace(page, 'Beta / Wind farms');
    await confirm(page, '1');
    await page.getByRole('button', { name: 'Show credentials' }).press('Enter');
    await page.keyboard.type('After the move');
    await page.getByRole('button', { name: 'Show credentials' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Copy Device secret' })).toBeVisible();
    await expect(page.getByText(oldSecret)).toHaveCount(0);
    await expect(page.locator('ol').getByText('Taken back', { exact: true }).first()).toBeVisible();
  });

  await test.step('one takes the place of another', async () => {
    await openDevice(page, 'LIFE-0002');
    await press(page, 'Replace');
    await expect(dialog(page).getByLabel(/SN of the new unit/)).toBeFocused();
    await page.keyboard.type('LIFE-0003');
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByText('LIFE-0003').first()).toBeVisible();
    await confirm(page, '1');
    await openDevice(page, 'LIFE-0003');
    await expect(status(page, 'Allocated')).toBeVisible();
    await expect(page.getByText('Took the place of another unit')).toBeVisible();
  });

  await test.step('an allocation is taken back with a reason', async () => {
    await page.getByRole('button', { name: 'Undo: Allocate' }).press('Enter');
    await page.keyboard.type('Wrong place');
    await dialog(page).getByRole('button', { name: 'Undo' }).press('Enter');
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByText('There are none until the device is allocated.')).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('one is deleted, and its history stays', async () => {
    await openDevice(page, 'LIFE-0001');
    await press(page, 'Delete');
    await expect(dialog(page).getByText('What is lost')).toBeVisible();
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await ended(page);
    await expect(page.getByText('This device is not on this station any more')).toBeVisible();
    await expect(page.getByText('Removed from this station')).toBeVisible();
  });

  await test.step('every action is there to be read again', async () => {
    await page.getByRole('button', { name: /^Actions/ }).press('Enter');
    await expect(page.getByRole('link', { name: /: 1$|: 2$/ })).toHaveCount(4);
    await page.getByRole('link', { name: 'Reprovision: 1' }).press('Enter');
    await expect(page.getByText('2. Allocated anew')).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save results (CSV)' }).press('Enter');
    expect((await saved).suggestedFilename()).toMatch(/^reprovision-.*\.csv$/);
  });
});

test('another station had the SN first: both sides are shown, and a person decides', async ({
  page,
  host,
}) => {
  test.setTimeout(300_000);
  await using cloud = await ownCloud(host);
  await begin(page, host, cloud);
  const stranger = new EnosClient(cloud);
  expect((await stranger.create('INV5K1', 'LIFE-0007')).code).toBe(0);
  await register(page, ['LIFE-0007']);

  await test.step('the unit has another SN: it is registered under that one', async () => {
    await page.keyboard.press('Alt+6');
    await page.getByRole('link', { name: 'Decide LIFE-0007' }).press('Enter');
    await expect(page.getByRole('code').getByText('cloud-sn-taken')).toBeVisible();
    await expect(page.getByText('Registered here')).toBeVisible();
    await expect(page.getByText('Created', { exact: true })).toBeVisible();
    await page.getByRole('radio', { name: /^This unit has another SN/ }).press(' ');
    await page.getByLabel('Scan or type the right SN').focus();
    await page.keyboard.type('LIFE-0008');
    await page.keyboard.press('Enter');
    await page.getByLabel(/^Why/).focus();
    await page.keyboard.type('The label was misread');
    await page.getByRole('button', { name: 'This unit has another SN' }).press('Enter');
    await expect(page.getByText('Decided. The queue goes on.')).toBeVisible();
    await openDevice(page, 'LIFE-0008');
    await expect(status(page, 'In cloud')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Conflict decided')).toBeVisible();
  });

  await test.step("the other station's device is found by its SN and brought here", async () => {
    await page.keyboard.press('Alt+2');
    await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('LIFE-0007');
    await page.getByRole('button', { name: 'Look in the cloud' }).press('Enter');
    await page.getByRole('button', { name: 'Bring it to this station' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'LIFE-0007' })).toBeVisible();
    await expect(page.getByText('Brought here from the cloud')).toBeVisible();
  });
});
