import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallName } from '../../shared/contract.ts';
import type { CatalogEdit } from '../../shared/models/catalog-edit.ts';
import { kioskState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** What the catalog editor does with what an engineer typed, in the built window. */

let window: OpenWindow;
let page: Page;

describe.skipIf(!hasChromium)('the catalog editor', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    page = window.page;
  }, 180_000);
  afterEach(() => expect(window.complaints.splice(0)).toEqual([]));
  afterAll(() => window?.close());

  const open = async (place: string) => {
    await window.open(`groups/${place}`);
    window.station.calls.splice(0);
  };
  const field = (path: string) => page.locator(`[data-path="${path}"]`).first();
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
  const inputs = (name: CallName) =>
    window.station.calls.filter((call) => call.name === name).map(({ input }) => input);
  const edits = () => inputs('catalog.save') as { edit: CatalogEdit; accept: boolean }[];
  const dialog = (name: string) => page.getByRole('dialog', { name });

  it('names whom a change concerns, saves only when that is accepted, and keeps the form till then', async () => {
    await open('master-data-groups');
    await button('Edit Phases').click();
    await button('Take away').click();
    // The keyboard goes on from the line above.
    expect(await button('Edit Rated power').evaluate((at) => at === document.activeElement)).toBe(
      true,
    );
    await page.keyboard.press('Control+Enter');
    await dialog('This is in use').waitFor();
    await page.getByText('1,204').waitFor();
    await page.keyboard.press('Escape');
    await dialog('This is in use').waitFor({ state: 'detached' });
    await page.getByText('Not saved yet').waitFor();

    await page.keyboard.press('Control+s');
    await button('Save all the same').click();
    await page.getByText(/Saved in the cloud/).waitFor();
    expect(edits().map(({ accept }) => accept)).toEqual([false, false, true]);
    expect(JSON.stringify(edits()[2]?.edit.before)).toContain('"phase"');
    expect(JSON.stringify(edits()[2]?.edit.body)).not.toContain('"phase"');
  });

  it('names whom a file concerns, and imports it only when that is accepted', async () => {
    await open('gateways');
    const give = (text: string) =>
      page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'catalog.json',
          mimeType: 'application/json',
          buffer: Buffer.from(text),
        });
    const imports = () => inputs('catalog.import') as { text: string; accept: boolean }[];
    await give('{"narrower":1}');
    await dialog('This is in use').waitFor();
    await page.getByText('1,204').waitFor();
    await page.keyboard.press('Escape');
    await dialog('This is in use').waitFor({ state: 'detached' });
    expect(await page.getByText('The catalog was imported.').count()).toBe(0);

    await give('{"narrower":2}');
    await button('Import all the same').click();
    await page.getByText('The catalog was imported. Registration groups: 3.').waitFor();
    expect(imports()).toEqual([
      { text: '{"narrower":1}', accept: false },
      { text: '{"narrower":2}', accept: false },
      { text: '{"narrower":2}', accept: true },
    ]);
  });

  it('says what somebody else changed meanwhile, and goes on with both', async () => {
    await open('gateways');
    await button(/contested/).click();
    await field('mqttUrl').fill('tcp://mine.example:1883');
    await page.keyboard.press('Control+s');
    await page.getByText('Somebody else changed this meanwhile: Name.').waitFor();
    expect(await field('mqttUrl').inputValue()).toBe('tcp://mine.example:1883');
    await button('Keep what I typed on top of it').click();
    // Theirs where nothing was typed, mine where something was.
    expect(await field('name').inputValue()).toMatch(/\(change \d+\)/);
    expect(await field('mqttUrl').inputValue()).toBe('tcp://mine.example:1883');

    await page.keyboard.press('Control+s');
    await button('Load what is there now').click();
    expect(await field('mqttUrl').inputValue()).toBe('tcp://broker.hall-4.example:1883');
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
  });

  it('loses nothing typed when the cloud cannot be reached', async () => {
    await open('gateways');
    await button('New gateway').click();
    await field('id').fill('refused');
    await field('name').fill('Typed with care');
    await page.keyboard.press('Control+s');
    await page.getByText('catalog-needs-cloud').waitFor();
    expect(await field('name').inputValue()).toBe('Typed with care');
  });

  it('asks before a form is left: by a screen, a kind, another item, Esc', async () => {
    await open('environments');
    await field('name').fill('Beta two');
    const ways = [
      () => page.keyboard.press('Alt+2'),
      () => page.getByRole('tab', { name: /Gateways/ }).click(),
      () => button(/eu2/).click(),
      () => page.keyboard.press('Escape'),
    ];
    for (const leave of ways) {
      await leave();
      await dialog('Leave without saving?').waitFor();
      await button('Stay').click();
      await dialog('Leave without saving?').waitFor({ state: 'detached' });
      expect(await field('name').inputValue()).toBe('Beta two');
    }
    await page.keyboard.press('Alt+2');
    await button('Leave without saving').click();
    await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
    expect(edits()).toEqual([]);
  });

  it('reads a CSV into the table and saves nothing of it by itself; a bad one is named', async () => {
    await open('master-data-groups');
    const give = async (name: string, buffer: Buffer) => {
      const choosing = page.waitForEvent('filechooser');
      await button('Import CSV').click();
      await (await choosing).setFiles({ name, mimeType: 'text/csv', buffer });
    };
    await give('gbk.csv', Buffer.from([0xc3, 0xfb, 0xb3, 0xc6]));
    await page.getByText('file-unreadable').waitFor();
    await give('large.csv', Buffer.alloc(2 * 1024 * 1024 + 1, 'x'));
    await page.getByText('csv-too-large').waitFor();
    expect(inputs('catalog.readCsv')).toEqual([]);
    await give(
      'more.csv',
      Buffer.from('identifier,name,type\r\nphase,Phase,String\r\nsite,Site,String\r\n'),
    );
    await page.getByText('Taken from the file: 2').waitFor();
    await button('Edit Site').waitFor();
    await button('Edit Phase').waitFor();
    await page.getByText('Not saved yet').waitFor();
    expect(edits()).toEqual([]);
  });

  it('copies a template in, keeps a row as a template, and clones a group with all its rows', async () => {
    await open('master-data-groups');
    await button('From a template').click();
    await page.getByRole('menuitem', { name: /Installer/ }).click();
    await button('Save as template').click();
    await page.getByText('Kept as a template: installer').waitFor();
    expect(edits().map(({ edit }) => [edit.kind, edit.before !== null])).toEqual([
      ['masterDataTemplate', true],
    ]);
    await button('Discard changes').click();
    await button('Clone').click();
    await page.getByRole('heading', { name: 'New master data group' }).waitFor();
    expect(await field('id').inputValue()).toBe('');
    await button('Edit Rated power').waitFor();
  });

  it('brings back what was retired as it was', async () => {
    await open('gateways');
    await button(/hub-2019/).click();
    expect(await field('name').isDisabled()).toBe(true);
    await button('Bring back').click();
    await expect.poll(() => edits().length).toBe(1);
    expect(edits()[0]?.edit).toMatchObject({
      kind: 'gateway',
      before: null,
      retired: false,
      body: { id: 'hub-2019', name: 'IoT Hub 2019' },
    });
  });

  it('sends a secret when one was typed, and forgets it', async () => {
    await open('registration-groups');
    await page.getByLabel('Group secret', { exact: true }).fill('s3cret');
    await page.keyboard.press('Control+s');
    await page.getByText(/Saved in the cloud/).waitFor();
    expect(edits()[0]?.edit).toMatchObject({ groupSecret: 's3cret' });
    expect(await page.getByLabel('Group secret', { exact: true }).inputValue()).toBe('');
  });

  it('saves the whole catalog as a file', async () => {
    await open('registration-groups');
    const download = page.waitForEvent('download');
    await button('Export the catalog').click();
    expect((await download).suggestedFilename()).toBe('lineside-catalog.json');
  });

  it('locks what the role may not do, and says why', async () => {
    await window.open('groups', kioskState());
    await page
      .getByText(/This needs the role engineer; you are technician/)
      .first()
      .waitFor();
    for (const name of [
      'New registration group',
      'Clone',
      'Retire',
      'Import a catalog',
      'Verify with the cloud',
      'Save',
    ]) {
      expect([name, await page.getByRole('button', { name, exact: true }).isDisabled()]).toEqual([
        name,
        true,
      ]);
    }
    expect(await field('name').isDisabled()).toBe(true);
    expect(await button('Pull from the cloud').isDisabled()).toBe(false);
  });
});
