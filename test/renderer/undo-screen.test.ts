import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutSn, unitOf } from '../../renderer/scan/undoable.ts';
import type { State } from '../../shared/models/state.ts';
import { onDuty } from '../support/pretend-operators.ts';
import { acceptedRead, calmState, refusedRead, seenRead } from '../support/pretend-scenes.ts';
import type { PretendStation } from '../support/pretend-station.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** Reads are taken back on Scan without slowing a line, and never by accident. */

const { batch } = calmState();

describe('what can be chosen', () => {
  it.each([
    ['an accepted read of the batch in work', acceptedRead(128), 'INV5K1-000128'],
    ['one whose unit is gone', { ...acceptedRead(128), gone: true as const }, undefined],
    ['one of another batch', { ...acceptedRead(128), batchTag: 'WO-1' }, undefined],
    ['one of an earlier batch of this tag', { ...acceptedRead(128), at: 1 }, undefined],
    ['a repeat', seenRead(1), undefined],
    ['a refusal', refusedRead(1), undefined],
  ])('%s', (_, read, deviceSn) => {
    expect(unitOf(read, batch)?.deviceSn).toBe(deviceSn);
    expect(unitOf(read, null)).toBeNull();
  });

  it('is shown with the end of its SN', () => {
    expect(cutSn('INV5K1-000128')).toEqual(['INV5K', '1-000128']);
    expect(cutSn('12')).toEqual(['', '12']);
  });
});

const newer = () => ({ ...acceptedRead(129), at: Date.now() });

let window: OpenWindow;
let station: PretendStation;
let page: Page;

describe.skipIf(!hasChromium)('undo on Scan', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ station, page } = window);
  }, 180_000);
  afterAll(() => window?.close());

  const show = (state: State = calmState()) => {
    station.calls.length = 0;
    return window.open('scan', state);
  };
  const undone = (name: string) => station.calls.filter((call) => call.name === name);
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  it('names the last unit on the button that was pressed, and undoes that one', async () => {
    await show();
    await button('Undo last').click();
    await button(/Really undo\?.*1-000128/).press('Enter');
    await page.locator('[data-tone=noted]').getByText('noted-undone').waitFor();
    expect(undone('undo.last').map(({ input }) => input)).toMatchObject([
      { deviceSn: 'INV5K1-000128' },
    ]);
    await page.getByText('Accepted and taken back').waitFor();
  });

  it('takes a double click for one press, and the next read for a no', async () => {
    await show();
    await button('Undo last').dblclick();
    await button(/Really undo/).waitFor();
    const state = calmState();
    station.push({ ...state, reads: [newer(), ...state.reads].slice(0, 20) });
    await button('Undo last').waitFor();
    expect(undone('undo.last')).toEqual([]);
  });

  it('undoes what was chosen by keys, with what will happen, who and why', async () => {
    await show({ ...calmState(), ...onDuty('M. Okafor') });
    await button('Select…').press('Enter');
    await page.keyboard.press(' ');
    // The reads of the line do not move what is being chosen from.
    const state = { ...calmState(), ...onDuty('M. Okafor') };
    station.push({ ...state, reads: [newer(), ...state.reads].slice(0, 20) });
    await page.locator('[data-tone]').getByText('INV5K1-000129', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await button('Undo 2…').press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Undo 2 units?' });
    await dialog.getByText('are deleted in the cloud').waitFor();
    await dialog.getByText('In the name of M. Okafor.').waitFor();
    await page.locator('[role=dialog] textarea:focus').waitFor();
    await page.keyboard.type('wrong group');
    await dialog.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
    await button('Select…').waitFor();
    const devices = ['INV5K1-000128', 'INV5K1-000127'].map((deviceSn) => ({
      groupId: 'INV5K1',
      deviceSn,
    }));
    expect(undone('undo.do').map(({ input }) => input)).toEqual([
      { scope: { what: 'units', devices }, reason: 'wrong group' },
    ]);
    expect(await button('Select…').evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
  });

  it('shows a technician what a line lead may, and why they may not', async () => {
    await show({ ...calmState(), ...onDuty('A. Li') });
    await expect.poll(() => button('Select…').isDisabled()).toBe(true);
    expect(await button('Undo batch…').getAttribute('title')).toMatch(/line lead/);
    expect(await button('Undo last').isEnabled()).toBe(true);
  });

  it('leads from the count to the list, begins and ends destroying, and shows which it is', async () => {
    await show({ ...calmState(), ...onDuty('M. Okafor'), toDestroy: { left: 28, on: false } });
    await button('Labels to destroy: 28').click();
    await page.getByText('SN-2025-004711').waitFor();
    expect(await page.getByText('DESTROYING LABELS').count()).toBe(0);
    await button('Begin destroying').click();
    await page.getByText('DESTROYING LABELS').waitFor();
    await button('Tick off SN-2025-004711').click();
    // The field takes the keys once the dialog is there, which is not at once.
    await page.locator('[role=dialog] textarea:focus').waitFor();
    await page.keyboard.type('torn');
    await page.getByRole('dialog').getByRole('button', { name: 'Tick off' }).click();
    await page.getByText('27 left').waitFor();
    await button('End destroying').click();
    await button('Labels to destroy: 27').waitFor();
    expect(undone('labels.destroy').map(({ input }) => input)).toEqual([{ id: 1, reason: 'torn' }]);
  });

  it('lets a technician scan labels off, and only a line lead tick one off by hand', async () => {
    await show({ ...calmState(), ...onDuty('A. Li'), toDestroy: { left: 2, on: true } });
    await expect.poll(() => button('Tick off SN-2025-004711').isDisabled()).toBe(true);
    expect(await button('End destroying').isEnabled()).toBe(true);
  });
});
