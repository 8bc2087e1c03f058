import type { MakerState } from '../../shared/models/maker.ts';
import type { State } from '../../shared/models/state.ts';
import { problem } from '../../shared/problems.ts';
import { makerOf } from '../support/pretend-makers.ts';
import { acceptedRead, calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** The faces of stations that make their SNs. */

/** A batch that makes, with what is special about its numbers. */
export function makingState(part: Partial<MakerState> = {}): State {
  const state = calmState();
  const made = {
    ...acceptedRead(201),
    at: Date.now(),
    text: 'INV5K1-264800128',
    deviceSn: 'INV5K1-264800128',
    source: { kind: 'made', name: '' },
  } as const;
  return {
    ...state,
    batch: state.batch && { ...state.batch, makes: true },
    maker: { ...makerOf(), ...part },
    reads: [made, ...state.reads].slice(0, 20),
  };
}

const period = '2026-W48';

export const makerScenes: Record<string, Scene> = {
  maker: { state: makingState, route: 'scan' },
  'maker-low': {
    state: () => makingState({ left: 14, problem: problem('maker-low', { left: 14, period }) }),
    route: 'scan',
  },
  'maker-empty': {
    state: () => {
      const why = problem('maker-range-empty', { groupId: 'INV5K1', period });
      const state = makingState({ left: 0, nextSn: null, problem: why });
      const [last] = state.reads;
      if (!last) return state;
      const { deviceSn: _, ...rest } = last;
      const stopped = { ...rest, id: 202, verdict: 'refused' as const, text: '', problem: why };
      return { ...state, reads: [stopped, ...state.reads].slice(0, 20) };
    },
    route: 'scan',
  },
  'maker-clock': {
    state: () =>
      makingState({
        problem: problem('maker-clock-back', { period: '2026-W47', latest: period }),
      }),
    route: 'scan',
  },
  'maker-ahead': {
    state: () =>
      makingState({
        making: { total: 500, done: 212, skipped: 0, running: true, problem: null },
      }),
    route: 'scan',
  },
  'maker-start': {
    state: () => ({ ...calmState(), batch: null, reads: [] }),
    route: 'scan',
    act: async (page) => {
      await page.locator('form input[maxlength="64"]').first().fill('WO-2026-118');
      await page.getByRole('switch').first().check();
    },
  },
  'maker-series': {
    state: calmState,
    route: 'groups',
    act: async (page) =>
      page
        .locator('[data-path="parts.0.text"], [data-path="text"]')
        .first()
        .scrollIntoViewIfNeeded(),
  },
  'maker-series-trial': {
    state: calmState,
    route: 'groups',
    act: async (page) =>
      page.getByRole('heading', { name: /makes today|今天会生成/ }).scrollIntoViewIfNeeded(),
  },
  'maker-series-meets': {
    state: calmState,
    route: 'groups',
    act: async (page) => {
      await page.locator('[data-path="text"]').fill('MTR3P2-');
      await page.locator('[data-path="width"]').fill('3');
      await page
        .getByText(/No batch that makes|不能开始生成/)
        .first()
        .scrollIntoViewIfNeeded();
    },
  },
  'maker-ranges': {
    state: calmState,
    route: 'groups',
    act: async (page) =>
      page.getByRole('button', { name: /Lease now|立即租用/ }).scrollIntoViewIfNeeded(),
  },
  'maker-ranges-hand': {
    state: () => {
      const state = calmState();
      return { ...state, sync: { ...state.sync, link: null } };
    },
    route: 'groups',
    act: async (page) =>
      page.getByRole('button', { name: /Set range|设置号段/ }).scrollIntoViewIfNeeded(),
  },
};
