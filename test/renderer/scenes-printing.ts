import { problem } from '../../shared/problems.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** The print queue with a job that asks and is answered, and the ledger of a batch. */
export const printingScenes: Record<string, Scene> = {
  'print-queue-asks': {
    state: calmState,
    route: 'labels',
    act: async (page) => {
      await page.getByRole('radio', { name: /INV5K1-000311/ }).click();
    },
  },
  'print-queue-orphan': {
    state: () => {
      const state = calmState();
      const short = problem('media-short', { media: 'LOT-2025-0417', left: 214, needed: 372 });
      return { ...state, lights: { ...state.lights, printer: { level: 'warn', problem: short } } };
    },
    route: 'labels',
    act: async (page) => {
      await page.getByRole('button', { name: /^(Move it|转移)/ }).scrollIntoViewIfNeeded();
      await page.locator('[data-light="printer"]').click();
    },
  },
  'print-ledger': {
    state: calmState,
    route: 'labels',
    act: async (page) => {
      await page.getByText(/How many labels are in hand|手上有多少张标签/).scrollIntoViewIfNeeded();
    },
  },
  'print-again': {
    state: calmState,
    route: 'labels',
    act: async (page) => {
      await page.getByRole('button', { name: /^(Print labels|打印标签)$/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'made-with': {
    state: calmState,
    route: 'labels',
    act: async (page) => {
      await page.getByRole('button', { name: /^(Find the labels|查找标签)$/ }).click();
      await page.getByRole('button', { name: /CSV/ }).scrollIntoViewIfNeeded();
    },
  },
  'stock-new': {
    state: calmState,
    route: 'labels',
    act: async (page) => {
      await page
        .getByRole('button', { name: /^(A new roll or packet|新的标签卷或标签纸)$/ })
        .click();
      await page.getByRole('button', { name: /^(Add it|登记)$/ }).scrollIntoViewIfNeeded();
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
