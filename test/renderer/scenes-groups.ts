import type { Page } from '@playwright/test';
import { calmState, freshState, kioskState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** The faces of the catalog editor. */

const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).first();
const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`).first();

const enos = () => {
  const state = calmState();
  const { link } = state.sync;
  return { ...state, sync: { ...state.sync, link: link && { ...link, kind: 'enos' as const } } };
};

export const groupScenes: Record<string, Scene> = {
  groups: { state: calmState, route: 'groups' },
  'groups-look-only': { state: kioskState, route: 'groups' },
  'groups-lower': {
    state: enos,
    route: 'groups',
    act: async (page) => {
      const sample = page.getByLabel(/Try an SN|试一个 SN/);
      await sample.fill('INV5K1_0001');
      await button(page, /Verify with|与云端核对/).click();
      await button(page, /Verify with|与云端核对/).scrollIntoViewIfNeeded();
      await page.locator('output p').first().waitFor();
      await page.locator('output p').last().scrollIntoViewIfNeeded();
    },
  },
  'groups-rule': {
    state: calmState,
    route: 'groups',
    act: async (page) => {
      await field(page, 'pattern').fill('(?P<model>INV)-?(?P<week>[0-9]{4})[0-9A-F-]+');
      await field(page, 'good').fill('INV-252500121');
      await field(page, 'bad').fill('INV25250012G\nINV-990100121');
      await button(page, /Add a condition|添加条件/).click();
      await field(page, 'values').fill('INV MTR');
      await button(page, /Add a condition|添加条件/).click();
      await page
        .getByText(/^(A date|日期)$/)
        .last()
        .click();
      await field(page, 'good').scrollIntoViewIfNeeded();
    },
  },
  'groups-rule-tried': {
    state: calmState,
    route: 'groups',
    act: async (page) => {
      await field(page, 'pattern').fill('[A-Z0-9_-]+[0-4]');
      await field(page, 'good').fill('INV5K1-00124');
      await page
        .getByRole('heading', { name: /Beside the other|与其他组/ })
        .scrollIntoViewIfNeeded();
    },
  },
  'groups-links': {
    state: calmState,
    route: 'groups',
    act: async (page) => page.getByRole('switch').last().scrollIntoViewIfNeeded(),
  },
  'groups-empty': { state: freshState, route: 'groups' },
  'groups-new': {
    state: freshState,
    route: 'groups',
    act: async (page) => {
      await button(page, /New registration group|新建注册组/).click();
      await field(page, 'description').fill('d'.repeat(530));
      await page.keyboard.press('Control+s');
    },
  },
  'groups-retired': {
    state: calmState,
    route: 'groups',
    act: async (page) => button(page, /INV3K0/).click(),
  },
  'groups-data': { state: calmState, route: 'groups/master-data-groups' },
  'groups-data-row': {
    state: calmState,
    route: 'groups/master-data-groups',
    act: async (page) => {
      await page.locator('tbody button').nth(1).click();
      await field(page, 'items').fill('one\nthree\none');
      await page.locator('tbody tr').nth(1).scrollIntoViewIfNeeded();
    },
  },
  'groups-data-uses': {
    state: calmState,
    route: 'groups/master-data-groups',
    act: async (page) => {
      await page.locator('tbody button').nth(1).click();
      await page
        .getByRole('button', { name: /Take away|移除/ })
        .first()
        .click();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  'groups-import-uses': {
    state: calmState,
    route: 'groups',
    act: async (page) => {
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'catalog.json',
          mimeType: 'application/json',
          buffer: Buffer.from('{"narrower":1}'),
        });
      await page.getByRole('dialog').waitFor();
    },
  },
  'groups-leave': {
    state: calmState,
    route: 'groups/master-data-groups',
    act: async (page) => {
      await field(page, 'name').fill('Other inverters');
      await page.keyboard.press('Alt+2');
      await page.getByRole('dialog').waitFor();
    },
  },
  'groups-templates': { state: calmState, route: 'groups/templates' },
  'groups-contested': {
    state: calmState,
    route: 'groups/gateways',
    act: async (page) => {
      await button(page, /contested/).click();
      await field(page, 'mqttUrl').fill('tcp://broker.hall-5.example:1883');
      await page.keyboard.press('Control+s');
      await page.locator('form [role=alert]').first().waitFor();
    },
  },
  'groups-environments': { state: calmState, route: 'groups/environments' },
};
