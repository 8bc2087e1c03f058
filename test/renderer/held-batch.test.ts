import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onDuty } from '../support/pretend-operators.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { hasChromium } from './chromium.ts';
import { type OpenWindow, openWindow } from './open-window.ts';

/** Who may finish a batch that waits for a decision sees it on the button. */

let window: OpenWindow;

const held = (name: string) => {
  const state = { ...calmState(), ...onDuty(name) };
  const { batch } = state;
  if (!batch) throw new Error('the calm station has a batch');
  const hold = { kind: 'first-article', deviceSn: 'INV5K1-000001' } as const;
  return { ...state, batch: { ...batch, now: { ...batch.now, hold } } };
};

describe.skipIf(!hasChromium)('the end of a held batch', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
  }, 180_000);
  afterAll(() => window?.close());

  it('is a line lead’s: a technician reads why, and F9 does nothing', async () => {
    const { page } = window;
    await window.open('scan', held('A. Li'));
    await page.getByText('Only a line lead may finish it').waitFor();
    expect(await page.getByRole('button', { name: 'Finish' }).isDisabled()).toBe(true);
    await page.keyboard.press('F9');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await window.open('scan', held('M. Okafor'));
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('dialog').waitFor();
  });
});
