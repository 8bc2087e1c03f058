import type { Page } from '@playwright/test';
import type { State } from '../../shared/models/state.ts';
import { problem } from '../../shared/problems.ts';
import { onDuty } from '../support/pretend-operators.ts';
import { acceptedRead, calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

const longSn = 'INV5K1-2026-W48-LINE-03-000128-WITH-A-VERY-LONG-TAIL-000000064X';

const busy = (): State => {
  const state = calmState();
  return { ...state, reads: [{ ...acceptedRead(201), at: Date.now() }, ...state.reads] };
};
const withLongSn = (): State => {
  const state = busy();
  const read = { ...acceptedRead(202), at: Date.now(), text: longSn, deviceSn: longSn };
  return { ...state, reads: [read, ...state.reads].slice(0, 20) };
};
const ask = (page: Page) => page.locator('aside section:has(output) button').first().click();
const select = async (page: Page) => {
  await page.locator('aside section:has(ol) button').first().click();
  await page.locator('aside input[type=checkbox]').first().waitFor();
  for (const at of [0, 1, 3]) await page.locator('aside input[type=checkbox]').nth(at).check();
};

/** Reads taken back: the last one, some of them, and what a person may not. */
export const undoScenes: Record<string, Scene> = {
  'undo-ask': { state: busy, route: 'scan', act: ask },
  'undo-ask-long': { state: withLongSn, route: 'scan', act: ask },
  'undo-done': {
    state: busy,
    route: 'scan',
    async act(page) {
      await ask(page);
      await page
        .locator('aside section:has(output) button[class*=filled], [data-variant=filled]')
        .first()
        .click();
      await page.locator('[data-tone=noted]').waitFor();
    },
  },
  'undo-select': { state: busy, route: 'scan', act: select },
  'undo-dialog': {
    state: () => ({ ...busy(), ...onDuty('M. Okafor') }),
    route: 'scan',
    async act(page) {
      await select(page);
      await page.locator('aside section:has(ol) button').first().click();
      await page.locator('[role=dialog]').waitFor();
    },
  },
  'undo-technician': { state: () => ({ ...busy(), ...onDuty('A. Li') }), route: 'scan' },
  'destroy-list': {
    state: () => ({ ...busy(), toDestroy: { left: 28, on: false } }),
    route: 'scan/destroy',
  },
  'destroy-none': { state: busy, route: 'scan/destroy' },
  'destroy-waiting': {
    state: () => ({ ...calmState(), reads: [], toDestroy: { left: 28, on: true } }),
    route: 'scan',
  },
  'destroy-ticked': {
    state: () => {
      const state = busy();
      const said = problem('noted-label-destroyed', { deviceSn: 'INV5K1-000128', left: 27 });
      const read = {
        ...acceptedRead(202),
        at: Date.now(),
        verdict: 'noted' as const,
        problem: said,
      };
      return {
        ...state,
        reads: [read, ...state.reads].slice(0, 20),
        toDestroy: { left: 27, on: true },
      };
    },
    route: 'scan',
  },
  'destroy-by-hand': {
    state: () => ({ ...busy(), toDestroy: { left: 28, on: true } }),
    route: 'scan',
    async act(page) {
      await page.locator('aside ol button').first().click();
      await page.locator('[role=dialog]').waitFor();
    },
  },
};
