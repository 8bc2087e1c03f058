import type { Page } from '@playwright/test';
import { samplePrinters } from '../support/pretend-printers.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** The faces of the label designer. */

const drawn = (page: Page) => page.locator('[data-element="code"] path').first().waitFor();

const editing = (act: (page: Page) => Promise<void> = async () => {}): Scene => ({
  state: calmState,
  route: 'labels/designs/own-1',
  act: async (page) => {
    await drawn(page);
    await act(page);
  },
});

const choose = (page: Page, id: string) => page.locator(`[data-element="${id}"]`).focus();

export const designerScenes: Record<string, Scene> = {
  'designer-list': {
    state: calmState,
    route: 'labels/designs',
    act: async (page) => {
      await page.locator('main li svg path').nth(8).waitFor();
    },
  },
  'designer-new': {
    state: calmState,
    route: 'labels/designs',
    act: async (page) => {
      await page.getByRole('button', { name: /New label|新建标签/ }).click();
      await page.getByRole('dialog').getByRole('combobox').click();
      await page.getByRole('option', { name: /Sheet with another|其他布局/ }).click();
    },
  },
  'designer-label': {
    ...editing(),
    state: () => ({ ...calmState(), printers: samplePrinters() }),
  },
  'designer-code': editing((page) => choose(page, 'code')),
  'designer-text': editing((page) => choose(page, 'title')),
  'designer-worst': editing(async (page) => {
    await page.getByText(/^(Longest|最长)$/).click();
  }),
  'designer-fault': editing(async (page) => {
    await choose(page, 'sn');
    const field = page.getByLabel(/From top|距上/);
    await field.fill('28');
    await page.getByRole('button', { name: /Move it inside|移入安全区/ }).waitFor();
  }),
  'designer-too-fine': editing(async (page) => {
    await choose(page, 'code');
    await page.getByLabel(/^(Width|宽)/).fill('14');
    await page
      .getByRole('button', { name: /Data Matrix$/ })
      .last()
      .waitFor();
  }),
  'designer-survival': editing(async (page) => {
    await page.getByRole('button', { name: /Will it survive|耐用性测试/ }).click();
    await page.getByRole('button', { name: /Use it|采用/ }).waitFor();
  }),
  'designer-save': editing(async (page) => {
    await choose(page, 'code');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog').waitFor();
  }),
  'designer-true-size': editing(async (page) => {
    await page.getByRole('button', { name: /True size|实际尺寸/ }).click();
    await page.getByRole('dialog').waitFor();
  }),
};
