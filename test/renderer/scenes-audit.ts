import { onDuty } from '../support/pretend-operators.ts';
import { calmState, freshState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** Who did what, and the proof of it. */
export const auditScenes: Record<string, Scene> = {
  audit: { state: calmState, route: 'settings/audit' },
  'audit-sound': {
    state: calmState,
    route: 'settings/audit',
    async act(page) {
      const buttons = page.locator('main [role=tabpanel] button');
      await buttons.nth(0).click();
      await buttons.nth(1).click();
      await page.locator('main output').nth(1).waitFor();
    },
  },
  'audit-unsound': {
    state: freshState,
    route: 'settings/audit',
    async act(page) {
      await page.locator('main [role=tabpanel] button').first().click();
      await page.locator('main output').waitFor();
    },
  },
  'audit-none': {
    state: calmState,
    route: 'settings/audit',
    async act(page) {
      await page.locator('main input[type=search]').first().fill('nobody ever did this');
      await page.locator('main table').waitFor({ state: 'detached' });
    },
  },
  diagnostics: {
    state: calmState,
    route: 'settings/doctor',
    async act(page) {
      const buttons = page.locator('main [role=tabpanel] button');
      await buttons.nth(1).click();
      await page.locator('main details').first().waitFor();
      await page.locator('main summary').nth(1).click();
      await buttons.nth(2).click();
      await page.locator('main pre').nth(1).scrollIntoViewIfNeeded();
    },
  },
  'audit-locked': {
    state: () => ({ ...calmState(), ...onDuty('A. Li') }),
    route: 'settings/audit',
  },
};
