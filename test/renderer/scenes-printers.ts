import type { State } from '../../shared/models/state.ts';
import { problem } from '../../shared/problems.ts';
import { samplePrinters } from '../support/pretend-printers.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

function withPrinters(): State {
  const state = calmState();
  const printer = { level: 'bad' as const, problem: problem('printer-paper-out') };
  return { ...state, printers: samplePrinters(), lights: { ...state.lights, printer } };
}

/** Printers: none yet, several in all conditions, changed, calibrated. */
export const printerScenes: Record<string, Scene> = {
  'printers-none': { state: calmState, route: 'settings/printers' },
  'printers-list': { state: withPrinters, route: 'settings/printers' },
  'printers-light': {
    state: withPrinters,
    route: 'settings/printers',
    act: async (page) => page.locator('[data-light=printer]').click(),
  },
  'printers-change': {
    state: withPrinters,
    route: 'settings/printers',
    act: async (page) => {
      const item = page.locator('section li').nth(1);
      await item.locator('button').nth(2).click();
      await item.locator('summary').click();
      await item.locator('form').scrollIntoViewIfNeeded();
    },
  },
  'printers-test': {
    state: withPrinters,
    route: 'settings/printers',
    act: async (page) => {
      const item = page.locator('section li').nth(1);
      await item.locator('button').nth(1).click();
      await item.locator('[role=group] button').first().click();
      await item.locator('form button[type=submit]').click();
      await item.locator('form').scrollIntoViewIfNeeded();
    },
  },
};
