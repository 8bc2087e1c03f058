import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** The print queue with a job that asks, and with an answer to it chosen. */
export const printingScenes: Record<string, Scene> = {
  'print-queue-asks': {
    state: calmState,
    route: 'labels',
    act: async (page) => {
      await page.getByRole('radio', { name: /INV5K1-000311/ }).click();
    },
  },
  'print-queue-cancel': {
    state: calmState,
    route: 'labels',
    act: async (page) => {
      await page
        .getByRole('button', { name: /^(Cancel the job|取消任务)/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
};
