import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headless, sampleImport } from '../support/pretend-imports.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

let window: OpenWindow;

describe.skipIf(!hasChromium)('the columns of a file', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
  }, 180_000);
  afterAll(() => window?.close());

  it('whether a row is a heading is asked, and a column is cut in two by its first rows', async () => {
    const { page, station } = window;
    const file = { ...sampleImport, name: headless, state: 'open' as const };
    await window.open('import/imp-1', { ...calmState(), imports: [file] });
    const choose = async (label: string, option: string) => {
      await page.getByRole('combobox', { name: label }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await page.getByText(/Whether row 1 names the columns/).waitFor();
    const plan = page.getByRole('button', { name: 'Show what would happen' });
    expect(await plan.isEnabled()).toBe(false);
    await choose('Names of the columns', 'None: the first row is a device');
    await page.getByText('Hall 3').waitFor();
    await page.getByRole('combobox', { name: 'Column', exact: true }).click();
    await page.getByRole('option', { name: 'A', exact: true }).click();
    await page.getByLabel('Cut at').fill('-');
    await choose('Part 1, “AB”, becomes', 'Batch tag');
    await choose('Part 2, “0100”, becomes', 'Device SN');
    await page
      .getByRole('group', { name: 'Split a column' })
      .getByRole('button', { name: 'Add' })
      .click();
    await plan.click();
    await expect
      .poll(() => station.calls.findLast(({ name }) => name === 'imports.plan')?.input)
      .toMatchObject({
        options: {
          choice: { heading: 0 },
          mapping: [
            { to: 'batchTag', from: { column: 'A', split: '-', part: 1 } },
            { to: 'deviceSn', from: { column: 'A', split: '-', part: 2 } },
          ],
        },
      });
  });
});
