import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masterDataFields, sharedFields } from '../../renderer/life/both-sides.ts';
import { lifeSteps } from '../../renderer/life/life-steps.ts';
import { showValue } from '../../renderer/life/show-value.ts';
import { detailLines, mergeHistories } from '../../renderer/life/timeline.ts';
import { undoOffer } from '../../renderer/life/undo-offer.ts';
import { whoDid } from '../../renderer/life/who.ts';
import { createSpeech } from '../../renderer/words.tsx';
import { english as en } from '../../resources/languages/english.ts';
import { type Happening, happenings } from '../../shared/models/history.ts';
import type { Operation } from '../../shared/models/operation.ts';
import { sampleCloudDevice } from '../support/pretend-life.ts';
import { sampleCatalog, sampleDevices } from '../support/pretend-scenes.ts';

const english = createSpeech('en');
const chinese = createSpeech('zh-CN');
const line = (at: number, where: Happening['where'], part: Partial<Happening> = {}): Happening => ({
  at,
  where,
  what: 'asked',
  by: null,
  station: null,
  detail: {},
  ...part,
});
const device = sampleDevices(40).find(({ status }) => status === 'allocated')!;

describe('the history of a device', () => {
  it('is one story of both sides, in time, either way round', () => {
    const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 });
    fc.assert(
      fc.property(times, times, (here, there) => {
        const story = mergeHistories(
          here.toSorted((a, b) => a - b).map((at) => line(at, 'station')),
          there.toSorted((a, b) => a - b).map((at) => line(at, 'cloud')),
          'oldest',
        );
        expect(story).toHaveLength(here.length + there.length);
        for (const [index, { at }] of story.entries()) {
          expect(at).toBeGreaterThanOrEqual(story[index - 1]?.at ?? 0);
        }
      }),
    );
  });

  it('lets the station ask before the cloud answers when both say the same time', () => {
    const [first] = mergeHistories([line(5, 'station')], [line(5, 'cloud')], 'oldest');
    expect(first?.where).toBe('station');
    const [newest] = mergeHistories([line(5, 'station')], [line(5, 'cloud')], 'newest');
    expect(newest?.where).toBe('cloud');
  });

  it('has a word for every happening', () => {
    for (const what of happenings) expect(en.screen[`happening.${what}`]).toBeTruthy();
  });

  it('names its small facts in the words of the reader, and keeps what it has no word for', () => {
    const detail = {
      kind: 'reset',
      reason: 'cancelled',
      target: 'beta/o-wind',
      x: 'y',
      none: null,
    };
    expect(detailLines(line(1, 'station', { detail }), english)).toEqual([
      { name: 'Operation', value: 'Take back' },
      { name: 'Reason', value: 'Cancelled' },
      { name: 'To', value: 'beta/o-wind' },
      { name: 'x', value: 'y' },
    ]);
    expect(detailLines(line(1, 'station', { detail: { kind: 'reset' } }), chinese)).toEqual([
      { name: '操作', value: '收回' },
    ]);
  });

  it('names a role in the language of the reader, and an application by its key', () => {
    expect(whoDid('line-lead', chinese)).not.toBe('line-lead');
    for (const by of ['command-line', 'device', 'gateway'])
      expect(whoDid(by, chinese)).not.toBe(by);
    expect(whoDid('4ca8-key', chinese)).toBe('4ca8-key');
  });

  it('does not take a reason that a person typed for a word of its own', () => {
    const detail = { reason: 'kind.reset' };
    expect(detailLines(line(1, 'cloud', { detail }), english)[0]?.value).toBe('kind.reset');
  });
});

describe('the steps of a life', () => {
  const cloud = sampleCloudDevice(device);

  it('lead from registration to where the device is, with their times', () => {
    expect(lifeSteps(device, cloud).map(({ state, place }) => `${state} ${place}`)).toEqual([
      'init done',
      'allocated done',
      'connected done',
      'finished now',
    ]);
    expect(lifeSteps(device, cloud).every(({ at }) => at !== null)).toBe(true);
  });

  it('show no time of the life before, once the device was taken back', () => {
    const taken = { ...cloud, currentStatus: 'init' as const };
    expect(lifeSteps(device, taken).map(({ at }) => at !== null)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('end where it was discarded', () => {
    const gone = {
      ...cloud,
      currentStatus: 'discarded' as const,
      connectedTime: null,
      finishedTime: null,
      discardedTime: 9,
    };
    expect(lifeSteps(device, gone).map(({ state }) => state)).toEqual([
      'init',
      'allocated',
      'discarded',
    ]);
  });

  it('begin here when the cloud does not have it', () => {
    expect(lifeSteps(device, null)[0]).toEqual({
      state: 'init',
      at: device.registeredAt,
      place: 'now',
    });
  });
});

describe('both sides of a device', () => {
  const cloud = sampleCloudDevice(device);

  it('say where they differ, and only there', () => {
    const same = {
      ...cloud,
      batchTag: device.batchTag,
      description: device.description,
      deviceData: { ...device.masterData },
    };
    const all = (there: typeof cloud) => [
      ...sharedFields(device, there, english),
      ...masterDataFields(device, there, sampleCatalog(), english),
    ];
    expect(all(same).filter(({ differs }) => differs)).toEqual([]);
    expect(
      all(cloud)
        .filter(({ differs }) => differs)
        .map(({ name }) => name),
    ).toEqual(['Description', 'Rated power (kW)']);
  });

  it('differ in nothing while the cloud is not known', () => {
    expect(sharedFields(device, null, english).some(({ differs }) => differs)).toBe(false);
  });

  it('show a text with translations in the language of the reader', () => {
    const value = { defaultValue: 'Inverter', i18nValue: { zh_CN: '逆变器' } };
    expect(showValue(value, 'zh-CN')).toBe('逆变器');
    expect(showValue(value, 'en')).toBe('Inverter');
    expect(showValue(null)).toBe('–');
    expect(showValue(false)).toBe('false');
    expect(showValue(0)).toBe('0');
  });
});

describe('undo', () => {
  const operation = (part: Partial<Operation>): Operation => ({
    seq: 1,
    key: 'k',
    kind: 'allocate',
    groupId: 'INV5K1',
    deviceSn: 'A',
    otherSn: null,
    jobId: null,
    state: 'confirmed',
    attempts: 1,
    nextAt: 0,
    createdAt: 0,
    problem: null,
    ...part,
  });

  it('is offered for what was not sent, and for what has an inverse', () => {
    const queued = operation({ state: 'queued', attempts: 0 });
    expect(undoOffer(queued, [queued])).toBe('unsent');
    for (const kind of ['create', 'allocate', 'update'] as const) {
      const one = operation({ kind });
      expect(undoOffer(one, [one])).toBe('sent');
    }
  });

  it('is not offered for what may be at the cloud, has no way back, or is built upon', () => {
    for (const state of ['sending', 'in_doubt', 'parked', 'refused', 'withdrawn'] as const) {
      const one = operation({ state });
      expect(undoOffer(one, [one])).toBe(null);
    }
    for (const kind of ['reset', 'replace', 'delete'] as const) {
      expect(undoOffer(operation({ kind }), [])).toBe(null);
    }
    const later = operation({ seq: 2, state: 'queued', attempts: 0 });
    expect(undoOffer(operation({}), [operation({}), later])).toBe(null);
    // What came later and was taken back is not built upon it, nor is another device's.
    const back = { ...later, state: 'withdrawn' as const };
    expect(undoOffer(operation({}), [operation({}), back])).toBe('sent');
    expect(undoOffer(operation({}), [{ ...later, groupId: 'OTHER' }])).toBe('sent');
  });
});
