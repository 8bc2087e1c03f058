import type { State } from '../../shared/models/state.ts';
import { problem } from '../../shared/problems.ts';
import { calmState, refusedRead } from '../support/pretend-scenes.ts';
import { sampleUnits } from '../support/pretend-units.ts';
import type { Scene } from './scene.ts';

const withUnits = (state = calmState()): State => ({ ...state, units: sampleUnits() });

/** Units on a cable or on USB: set up, tried, asked. */
export const unitScenes: Record<string, Scene> = {
  'units-scan': {
    state() {
      const state = withUnits();
      const why = problem('read-unit-unlike', { attempts: 3, answer: 'AT+CGSN\\r\\r\\nERROR' });
      const { deviceSn: _, ...refused } = refusedRead(201);
      const source = { kind: 'uart' as const, name: '/dev/ttyUSB1' };
      const read = { ...refused, text: '', source, problem: why };
      return {
        ...state,
        units: state.units.slice(0, 2),
        reads: [read, ...state.reads].slice(0, 20),
      };
    },
    route: 'scan',
  },
  'units-list': {
    state: withUnits,
    route: 'settings/scanners',
    act: async (page) => {
      await page.locator('section li').nth(2).scrollIntoViewIfNeeded();
    },
  },
  'units-form': {
    state: withUnits,
    route: 'settings/scanners',
    act: async (page) => {
      const form = page.locator('form').last();
      await form.locator('input:not([type=hidden]):not([type=radio])').first().fill('/dev/ttyUSB7');
      await page.keyboard.press('Escape');
      await form.locator('[role=group] button').nth(1).click();
      await form.locator('button:not([type=submit])').last().click();
      await form.locator('[aria-live]').scrollIntoViewIfNeeded();
    },
  },
  'units-usb': {
    state: withUnits,
    route: 'settings/scanners',
    act: async (page) => {
      const form = page.locator('form').last();
      await form.locator('fieldset label').nth(1).click();
      await form.locator('input:not([type=hidden]):not([type=radio])').first().fill('0403');
      await form.locator('button:not([type=submit])').last().click();
      await form.locator('[aria-live]').scrollIntoViewIfNeeded();
    },
  },
};
