import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { samplePrinters } from '../support/pretend-printers.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { until } from '../support/wait.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** The designer in the built window: hands, keys, and nothing that was drawn is lost. */

describe.skipIf(!hasChromium)('the label designer', () => {
  let window: OpenWindow;
  beforeAll(async () => {
    window = await openWindow();
  }, 120_000);
  afterAll(() => window?.close());

  const element = (id: string) => window.page.locator(`[data-element="${id}"]`);
  const open = async (state = calmState()) => {
    await window.open('labels/designs/own-1', state);
    await element('code').locator('path').first().waitFor();
  };
  /** The newest design that the station was asked to draw. */
  const shown = (): LabelDesign => {
    const draws = window.station.calls.filter(({ name }) => name === 'templates.draw');
    return (draws.at(-1) as unknown as { input: { design: LabelDesign } }).input.design;
  };
  const boxOf = (id: string) => shown().elements.find((each) => each.id === id);
  const isShown = (id: string, part: object) =>
    until(`${id} ${JSON.stringify(part)}`, () => {
      const found = boxOf(id);
      return Object.entries(part).every(
        ([name, value]) => found && Reflect.get(found, name) === value,
      );
    });
  const pixelsPerMm = async () => {
    const box = await window.page.locator('main svg[role=group]').boundingBox();
    return (box?.width ?? 0) / 50;
  };
  const drag = async (locator: ReturnType<typeof element>, right: number, down: number) => {
    const { mouse } = window.page;
    const box = await locator.boundingBox();
    if (!box) throw new Error('nothing to drag');
    const scale = await pixelsPerMm();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + (right * scale) / 2, y + (down * scale) / 2);
    await mouse.move(x + right * scale, y + down * scale);
    await mouse.up();
  };

  test('an element is dragged, snaps, stays on the label, and one undo takes the drag back', async () => {
    await open();
    await drag(element('code'), 25.1, 3.2);
    await until('the station draws it', () => (boxOf('code')?.x ?? 0) > 26);
    const moved = boxOf('code');
    expect(moved?.width).toBe(20);
    // Far beyond the edge: it stops at the safe area.
    await drag(element('code'), 300, 200);
    await isShown('code', { x: 29, y: 9 });
    await window.page.getByRole('button', { name: 'Undo' }).click();
    await isShown('code', { x: moved?.x, y: moved?.y });
    await window.page.keyboard.press('Control+z');
    await isShown('code', { x: 2, y: 2 });
    await window.page.keyboard.press('Control+y');
    await isShown('code', { x: moved?.x });
  });

  test('a code that damaged labels lose is made stronger by one press, and one undo takes that back', async () => {
    await open();
    await window.page.getByRole('button', { name: 'Will it survive?' }).click();
    const dialog = window.page.getByRole('dialog');
    await dialog.getByRole('row', { name: 'Pale streaks 7 of 16 read Weak 44%' }).waitFor();
    await dialog.getByText('Level Q at 21.5 × 21.5 mm: 97% instead of 83%').waitFor();
    await dialog.getByRole('button', { name: 'Use it' }).click();
    await isShown('code', { level: 'Q', x: 1, y: 1, width: 21.5, height: 21.5 });
    await window.page.getByRole('button', { name: 'Undo' }).click();
    await isShown('code', { level: 'M', x: 2, y: 2, width: 20 });
  });

  test('the label is judged for the printer of this station that is chosen', async () => {
    await open({ ...calmState(), printers: samplePrinters() });
    await window.page.getByRole('combobox', { name: 'Printer of this station' }).click();
    await window.page.getByRole('option', { name: 'Bench' }).click();
    await until('300 dpi', () => shown().target.dpi === 300 && shown().target.head === 'thermal');
  });

  test('a handle pulls it larger, to the edge of its neighbour', async () => {
    await open();
    await element('title').click();
    await drag(window.page.locator('[data-handle="se"]'), -4, 6);
    await until('the station draws it', () => (boxOf('title')?.height ?? 0) > 10);
    expect(boxOf('title')).toMatchObject({ x: 24, y: 3 });
    expect(boxOf('title')?.width).toBeLessThan(21.5);
  });

  test('keys alone choose, move, stretch, duplicate and delete', async () => {
    await open();
    const { keyboard } = window.page;
    await element('code').focus();
    await keyboard.press('ArrowRight');
    await keyboard.press('Shift+ArrowDown');
    await isShown('code', { x: 2.1, y: 3 });
    await keyboard.press('Control+Shift+ArrowRight');
    await isShown('code', { width: 21 });
    await keyboard.press('Control+d');
    await until('the station draws it', () => shown().elements.length === 4);
    await keyboard.press('Delete');
    await until('the station draws it', () => shown().elements.length === 3);
    expect(boxOf('code')).toBeUndefined();
    await keyboard.press('Control+z');
    await until('the station draws it', () => boxOf('code') !== undefined);
  });

  test('a fault stands beside its element with the way out as a button', async () => {
    await open();
    const { page } = window;
    await element('sn').focus();
    await page.getByLabel('From top (mm)').fill('28');
    await page.getByRole('button', { name: 'Move it inside' }).click();
    await isShown('sn', { y: 25 });
    await page.getByText('Nothing is wrong with this label.').waitFor();
  });

  test('saving asks what has changed and makes the next version; leaving before asks', async () => {
    await open();
    const { page } = window;
    await element('code').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('main').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+s');
    await page.getByLabel('What has changed').fill('code to the right');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as version 4.').waitFor();
    const call = window.station.calls.findLast(({ name }) => name === 'templates.save');
    expect(call?.input).toMatchObject({
      note: 'code to the right',
      design: { id: sampleDesign.id, version: 4 },
    });
    await page.locator('main').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('heading', { name: 'Label templates' }).waitFor();
    expect(window.complaints).toEqual([]);
  });
});
