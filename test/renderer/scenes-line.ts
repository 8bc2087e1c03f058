import { lineOptionsSchema, type Shift } from '../../shared/models/line.ts';
import type { State } from '../../shared/models/state.ts';
import { explained, problem } from '../../shared/problems.ts';
import { batchWith } from '../support/pretend-line.ts';
import { acceptedRead, now, refusedRead } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** The line's faces: half a pair, a stop, a first article, golden samples, a unit that is not like the others. */

type Batch = NonNullable<State['batch']>;
type Read = State['reads'][number];

const sn = (number: number) => `INV5K1-${String(number).padStart(6, '0')}`;
const pair = lineOptionsSchema.parse({ parts: ['unit', 'box'], takt: 15 });
const lanes = lineOptionsSchema.parse({ ...pair, persons: 2, boxScanner: '/dev/ttyACM1' });
const calm: Batch['now'] = { hold: null, waiting: [], waitingCount: 0, asked: null };
const half = (number: number, ago: number): Batch['now']['waiting'][number] => ({
  deviceSn: sn(number),
  at: now - ago * 1000,
  lacks: ['box'],
});

const shift: Shift = {
  kind: 'ahead',
  by: 1,
  since: now - 90_000,
  units: Array.from({ length: 5 }, (_, index) => sn(129 + index)),
  strays: [
    { unit: sn(129), label: sn(130), at: now - 90_000 },
    { unit: sn(130), label: sn(131), at: now - 60_000 },
  ],
};

const scene = (batch: Partial<Batch>, read: Partial<Read> | null, act?: Scene['act']): Scene => ({
  state: () => {
    const state = batchWith(batch);
    const [newest] = state.reads;
    if (!read || !newest) return { ...state, reads: [] };
    const shown: Read = { ...newest, ...read, id: 201, at: Date.now() };
    return { ...state, reads: [shown, ...state.reads].slice(0, 20) };
  },
  route: 'scan',
  ...(act ? { act } : {}),
});

const openHold: Scene['act'] = async (page) => {
  await page.locator('aside section section button').first().click();
};

export const lineScenes: Record<string, Scene> = {
  'line-half': scene(
    { line: pair, now: { ...calm, waiting: [half(129, 4)], waitingCount: 1 } },
    {
      ...acceptedRead(129),
      verdict: 'noted',
      problem: problem('noted-part-box', { deviceSn: sn(129), done: 1, all: 2 }),
    },
  ),
  'line-lanes': scene(
    {
      line: lanes,
      now: {
        ...calm,
        waiting: [half(129, 190), half(130, 40), half(131, 22), half(132, 5)],
        waitingCount: 5,
      },
    },
    acceptedRead(128),
  ),
  'line-shift': scene(
    {
      line: lanes,
      stop: shift,
      now: { ...calm, hold: { kind: 'shift', shift }, waiting: [half(129, 90)], waitingCount: 5 },
    },
    {
      ...refusedRead(201),
      text: sn(130),
      deviceSn: sn(130),
      problem: problem('line-ahead', {
        by: 1,
        at: shift.since,
        deviceSn: sn(130),
        expected: sn(129),
        count: 5,
        first: sn(129),
        last: sn(133),
      }),
    },
  ),
  'line-answer': scene(
    { line: lanes, stop: shift, now: { ...calm, hold: { kind: 'shift', shift }, waitingCount: 5 } },
    null,
    openHold,
  ),
  'line-article': scene(
    {
      accepted: 1,
      line: { ...pair, firstArticle: true },
      now: { ...calm, hold: { kind: 'first-article', deviceSn: sn(1) } },
    },
    null,
  ),
  'line-article-dialog': scene(
    {
      accepted: 1,
      line: { ...pair, firstArticle: true },
      now: { ...calm, hold: { kind: 'first-article', deviceSn: sn(1) } },
    },
    null,
    openHold,
  ),
  'line-golden-due': scene(
    {
      accepted: 0,
      line: { ...pair, golden: 8 },
      now: { ...calm, hold: { kind: 'golden', samples: ['INV5K1-900001', 'INV5K1_BAD-LABEL'] } },
    },
    null,
  ),
  'line-asked': scene(
    {
      line: { ...pair, parts: ['unit'], mixUp: 'lead' },
      now: { ...calm, asked: { deviceSn: 'INV7K1-000129', at: now, right: false } },
    },
    {
      ...refusedRead(201),
      text: 'INV7K1-000129',
      deviceSn: 'INV7K1-000129',
      problem: explained(
        problem('sn-unlike-position', {
          deviceSn: 'INV7K1-000129',
          position: 4,
          was: '5',
          found: '7',
          units: 128,
        }),
        'unlike-lead',
      ),
    },
  ),
  'line-start': {
    state: () => ({ ...batchWith({}), batch: null, reads: [] }),
    route: 'scan',
    act: async (page) => {
      await page.locator('aside form summary').click();
      await page.locator('aside form details input[type=checkbox]').last().scrollIntoViewIfNeeded();
    },
  },
  'line-golden': {
    state: () => ({ ...batchWith({}), batch: null, reads: [] }),
    route: 'scan',
    act: async (page) => {
      await page.locator('aside form summary').click();
      await page.locator('aside form details button').click();
      await page.waitForSelector('[role=dialog] li');
    },
  },
};
