import type { Page } from '@playwright/test';
import { sampleInfo } from '../support/pretend-handover.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

async function show(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Show on screen|在屏幕上显示/ }).click();
  await page.locator('canvas[data-turn]').waitFor();
}

/** From station to station without a network: made, shown, scanned, asked about. */
export const handoverScenes: Record<string, Scene> = {
  handover: {
    state: calmState,
    route: 'sync/handover',
    act: async (page) => {
      await show(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /Show it again|再次显示/ }).waitFor();
    },
  },
  'handover-show': { state: calmState, route: 'sync/handover', act: show },
  'handover-scanning': {
    state: () => ({
      ...calmState(),
      handover: { frames: { have: 112, of: 136, dropped: 3, at: Date.now() }, offer: null },
    }),
    route: 'sync/handover',
  },
  'handover-offer': {
    state: () => ({ ...calmState(), handover: { frames: null, offer: sampleInfo } }),
    route: 'sync/handover',
    act: (page) => page.getByText('INV5K1-000121').waitFor(),
  },
};
