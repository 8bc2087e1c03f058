import type { State } from '../../shared/models/state.ts';
import { problem } from '../../shared/problems.ts';
import { nobodyOnDuty, onDuty, openToAll } from '../support/pretend-operators.ts';
import { calmState, refusedRead } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

const at = (people: Pick<State, 'operator' | 'operators'>) => (): State => ({
  ...calmState(),
  ...people,
});

const badgeRefused = (): State => {
  const state = at(nobodyOnDuty)();
  const read = {
    ...refusedRead(201),
    at: Date.now() + 60_000,
    text: '***',
    problem: problem('operator-badge-unknown'),
  };
  return { ...state, reads: [read, ...state.reads].slice(0, 20) };
};

/** People at the station: logging on, on duty, and managed. */
export const operatorScenes: Record<string, Scene> = {
  'log-on': { state: at(nobodyOnDuty), route: 'scan' },
  'log-on-pin': {
    state: at(nobodyOnDuty),
    route: 'scan',
    async act(page) {
      await page.getByText('Konstantina').click();
      await page.keyboard.type('2580', { delay: 90 });
    },
  },
  'log-on-wrong': {
    state: at(nobodyOnDuty),
    route: 'scan',
    async act(page) {
      await page.getByText('A. Li').click();
      await page.keyboard.type('1111', { delay: 90 });
      await page.waitForTimeout(120);
      await page.keyboard.press('Enter');
      await page.locator('main [role=alert]').waitFor();
    },
  },
  'log-on-badge-unknown': { state: badgeRefused, route: 'scan' },
  'log-on-badge-pin': {
    state: at({ ...nobodyOnDuty, operators: { ...nobodyOnDuty.operators, pinFor: '王芳' } }),
    route: 'scan',
  },
  'on-duty': {
    state: at(onDuty('Konstantina Papadopoulou-Wittgenstein')),
    route: 'scan',
    async act(page) {
      await page.locator('footer button').last().click();
      await page.locator('[role=dialog]').waitFor();
    },
  },
  'operators-open': {
    state: () => ({ ...at(openToAll)(), preferences: { ...calmState().preferences } }),
    route: 'settings/operators',
  },
  'operators-list': {
    state: at(onDuty('M. Okafor')),
    route: 'settings/operators',
    async act(page) {
      await page.locator('main li [aria-expanded]').nth(1).click();
      await page.locator('main li form').waitFor();
    },
  },
  'operators-badge': {
    state: at(onDuty('M. Okafor')),
    route: 'settings/operators',
    async act(page) {
      await page.locator('main li [aria-expanded]').first().click();
      await page.locator('main li form').waitFor();
      await page.locator('main li button:has(.tabler-icon-printer)').first().click();
      await page.locator('main li svg[role=img]').scrollIntoViewIfNeeded();
    },
  },
  'operators-technician': { state: at(onDuty('A. Li')), route: 'settings/operators' },
};
