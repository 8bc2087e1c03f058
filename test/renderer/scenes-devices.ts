import type { Page } from '@playwright/test';
import type { State } from '../../shared/models/state.ts';
import { sampleJob } from '../support/pretend-life.ts';
import { calmState, lookOnlyStation, troubledState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** The whole life of a device on screen: choosing, plans, wizards, actions at work, a device, conflicts. */

const withJobs = (): State => ({
  ...calmState(),
  jobs: [
    sampleJob(),
    sampleJob({ id: 'job-2', action: 'edit', state: 'paused', total: 12, done: 3, waiting: 9 }),
    sampleJob({
      id: 'job-3',
      action: 'delete',
      state: 'done',
      total: 2,
      done: 1,
      refused: 1,
      waiting: 0,
    }),
    sampleJob({
      id: 'job-4',
      action: 'allocate',
      state: 'cancelled',
      total: 9,
      done: 4,
      refused: 0,
      withdrawn: 5,
      waiting: 0,
    }),
  ],
});
const technician = (state: State): State => ({
  ...state,
  preferences: { ...state.preferences, stationName: lookOnlyStation },
});

/** Rows by keys alone: the first is in focus, a range is chosen from it. */
const choose = async (page: Page, rows: number) => {
  await page.locator('tbody a').nth(12).focus();
  await page.keyboard.press(' ');
  for (let row = 1; row < rows; row += 1) await page.keyboard.press('Shift+ArrowDown');
};
const act =
  (place: number, rows = 8) =>
  async (page: Page) => {
    await choose(page, rows);
    await page
      .locator('section section button')
      .nth(-6 + place)
      .click();
    await page.waitForSelector('[role=dialog]');
  };
/** The form's own button: on to the plan. */
const onward = async (page: Page) => {
  await page.locator('[role=dialog] [type=submit]').last().click();
  await page.waitForSelector('[role=dialog] [data-tone=lost]');
};
const firstPlace = async (page: Page) => {
  await page.locator('[role=dialog] input').first().click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
};

const allocated = 'devices/INV5K1/INV5K1-012463';

export const deviceScenes: Record<string, Scene> = {
  'devices-chosen': { state: withJobs, route: 'devices', act: async (page) => choose(page, 6) },
  'devices-elsewhere': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('OTHER-0001');
      await page.waitForSelector('h2');
    },
  },
  'act-allocate': { state: calmState, route: 'devices', act: act(0) },
  'act-edit': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await act(1, 1)(page);
      await page.locator('[role=dialog] [type=checkbox]').nth(2).check();
    },
  },
  'act-reprovision': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await act(2)(page);
      await firstPlace(page);
    },
  },
  'act-reprovision-plan': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await act(2)(page);
      await firstPlace(page);
      await onward(page);
    },
  },
  'act-reprovision-job': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await act(2)(page);
      await firstPlace(page);
      await onward(page);
      await page.keyboard.type('6');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role=progressbar]', { state: 'attached' });
    },
  },
  'act-replace': { state: calmState, route: 'devices', act: act(3, 1) },
  'act-replace-found': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await act(3, 1)(page);
      await page.keyboard.type('INV5K1-012470');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
    },
  },
  'act-delete': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await act(5)(page);
      await page.waitForSelector('[data-tone=lost]');
    },
  },
  'act-print': { state: calmState, route: 'devices', act: act(4) },
  'act-export': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await act(4)(page);
      await page.getByText(/^(QR codes as files|二维码文件)$/).click();
      await page.getByRole('button', { name: /^(Make the codes|生成二维码)/ }).click();
      await page
        .getByRole('button', { name: /^(Save|保存) codes-/ })
        .first()
        .waitFor();
    },
  },
  device: { state: calmState, route: allocated },
  'device-below': {
    state: calmState,
    route: allocated,
    act: async (page) => {
      await page.waitForSelector('time');
      await page.locator('time').last().scrollIntoViewIfNeeded();
    },
  },
  'device-registered': { state: troubledState, route: 'devices/INV5K1/INV5K1-012480' },
  'device-unknown': { state: calmState, route: 'devices/INV5K1/OTHER-0001' },
  'device-technician': { state: () => technician(calmState()), route: allocated },
  'device-reason': {
    state: calmState,
    route: allocated,
    act: async (page) => {
      const reveal = page.locator('dl ~ button').last();
      await reveal.click();
      await page.keyboard.type('The gateway asks for them by hand');
    },
  },
  'device-revealed': {
    state: calmState,
    route: allocated,
    act: async (page) => {
      await page.locator('dl ~ button').last().click();
      await page.keyboard.type('The gateway asks for them by hand');
      await page.locator('form [type=submit]').click();
      await page.locator('dl ~ div button').last().scrollIntoViewIfNeeded();
    },
  },
  jobs: { state: withJobs, route: 'sync/actions' },
  'jobs-empty': { state: calmState, route: 'sync/actions' },
  job: { state: withJobs, route: 'sync/actions/job-1' },
  conflict: { state: troubledState, route: 'sync/conflict/1' },
  'conflict-correct': {
    state: troubledState,
    route: 'sync/conflict/1',
    act: async (page) => page.locator('[role=radio]').nth(1).click(),
  },
  'conflict-technician': { state: () => technician(troubledState()), route: 'sync/conflict/1' },
  'conflict-gone': { state: calmState, route: 'sync/conflict/999' },
  'sync-undo': {
    state: troubledState,
    route: 'sync',
    act: async (page) => page.locator('tbody tr').nth(1).locator('button').first().click(),
  },
};
