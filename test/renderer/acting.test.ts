import { describe, expect, it } from 'vitest';
import { changeOf, editFields, valueOf } from '../../renderer/devices/acting/edit-form.ts';
import { methodsOf } from '../../renderer/devices/acting/methods.ts';
import { confirms, viewPlan } from '../../renderer/devices/acting/plan-words.ts';
import { printParts } from '../../renderer/devices/acting/print-parts.ts';
import { agreedTo } from '../../renderer/devices/acting/use-acting.ts';
import { shapeOfJob, sumOf } from '../../renderer/jobs/job-shape.ts';
import { stepsOf } from '../../renderer/jobs/steps.ts';
import { scannedSn } from '../../renderer/scan/scanned-sn.ts';
import { isReady, undecided, waysOf } from '../../renderer/sync/conflict/ways.ts';
import { english as en } from '../../resources/languages/english.ts';
import { effects, type Plan } from '../../shared/models/action.ts';
import { waysOut } from '../../shared/models/conflict.ts';
import { problem } from '../../shared/problems.ts';
import { sampleJob } from '../support/pretend-life.ts';
import { sampleCatalog, sampleDevices, sampleOperations } from '../support/pretend-scenes.ts';

const plan = (part: Partial<Plan>): Plan => ({ devices: 12, effects: [], refused: [], ...part });
const all = sampleDevices(60);
const catalog = sampleCatalog();

describe('a plan', () => {
  it('is told in words: every effect has its sentence, and none is lost on the way', () => {
    const everything = plan({ effects: effects.map((effect) => ({ effect, count: 1 })) });
    const { happens, lost, notes } = viewPlan(everything);
    expect([...happens, ...lost, ...notes].map(({ effect }) => effect).toSorted()).toEqual(
      effects.toSorted(),
    );
    for (const effect of effects) expect(en.screen[`effect.${effect}`]).toBeTruthy();
  });

  it('asks for the number of devices where something is lost, and for no more where nothing is', () => {
    const left = { problem: problem('not-allocated'), count: 2, samples: ['A'] };
    const losing = viewPlan(
      plan({ effects: [{ effect: 'asset-lost', count: 10 }], refused: [left] }),
    );
    expect(losing.acted).toBe(10);
    expect(['', '12', '1', 'ten', '100'].map((typed) => confirms(losing, typed))).toEqual(
      Array.from({ length: 5 }, () => false),
    );
    expect(confirms(losing, ' 10 ')).toBe(true);
    expect(confirms(viewPlan(plan({})), '')).toBe(true);
  });

  it('cannot be confirmed when every device is left alone', () => {
    const left = { problem: problem('not-allocated'), count: 12, samples: [] };
    expect(confirms(viewPlan(plan({ refused: [left] })), '12')).toBe(false);
    expect(confirms(viewPlan(plan({ refused: [left] })), '0')).toBe(false);
  });
});

describe('an edit', () => {
  const inverters = all.filter(({ groupId }) => groupId === 'INV5K1');

  it('offers the master data that all the devices carry, and only texts when they differ', () => {
    const ids = (devices: typeof all) => editFields(catalog, devices).map(({ id }) => id);
    expect(ids(inverters)).toContain('md:ratedPower');
    expect(ids(all)).toEqual(['batchTag', 'description']);
  });

  it('changes what is ticked and nothing else; an empty master datum is taken away', () => {
    const fields = editFields(catalog, inverters);
    expect(changeOf(fields, {})).toBe(null);
    expect(changeOf(fields, { 'md:ratedPower': 6.5, 'md:remark': null })).toEqual({
      masterData: { ratedPower: 6.5, remark: null },
    });
    expect(changeOf(fields, { description: '', batchTag: ' WO-2 ' })).toEqual({
      description: '',
      batchTag: 'WO-2',
    });
    // A batch tag can be changed and not taken away.
    expect(changeOf(fields, { batchTag: ' ' })).toBe(null);
  });

  it('begins from what the only device has, and of many from nothing', () => {
    const fields = editFields(catalog, inverters);
    const begin = (devices: typeof all) =>
      Object.fromEntries(fields.map((field) => [field.id, valueOf(field, devices)]));
    expect(begin(inverters.slice(0, 1))).toMatchObject({
      batchTag: 'WO-2025-1147',
      'md:ratedPower': 5,
      'md:remark': null,
    });
    expect(begin(inverters)).toMatchObject({ batchTag: '', 'md:ratedPower': null });
  });
});

describe('reprovisioning', () => {
  it('says for each group what its method does', () => {
    const sensor = { ...all[0]!, groupId: 'SNS001' };
    const methods = methodsOf(catalog, [...all, sensor]);
    expect(methods.map(({ groupId, method }) => [groupId, method])).toEqual([
      ['INV5K1', 'migrate'],
      ['MTR3P2', 'initialize'],
      ['SNS001', 'none'],
    ]);
    expect(methods.reduce((sum, { devices }) => sum + devices, 0)).toBe(61);
  });

  it('refuses a private model whatever the method, and a group that nobody knows', () => {
    const registrationGroups = catalog.registrationGroups.map((group) => ({
      ...group,
      privateModel: true,
    }));
    const [first] = methodsOf({ ...catalog, registrationGroups }, all);
    expect(first?.method).toBe('private');
    expect(methodsOf({ ...catalog, registrationGroups: [] }, all)[0]?.method).toBe('none');
  });

  it('shows the two operations of a device in this action, and no other', () => {
    const [one, two] = sampleOperations();
    const item = {
      groupId: one!.groupId,
      deviceSn: one!.deviceSn,
      result: 'waiting' as const,
      problem: null,
    };
    const lane = [
      { ...one!, kind: 'reset' as const, jobId: 'job-1', state: 'confirmed' as const },
      { ...two!, deviceSn: one!.deviceSn, jobId: 'job-1' },
      { ...one!, jobId: 'job-0' },
      { ...one!, jobId: 'job-1', deviceSn: 'OTHER' },
    ];
    expect(stepsOf(sampleJob(), item, lane)).toEqual([
      { kind: 'reset', state: 'confirmed' },
      { kind: 'allocate', state: 'queued' },
    ]);
  });
});

describe('a plan of devices that were described', () => {
  const described = { looked: 12, through: 99 };
  it('is agreed to as it was counted', () => {
    const devices = { filter: { search: 'x' }, except: [] };
    const asked = { action: 'delete' as const, devices };
    expect(agreedTo(asked, plan({ described }))).toEqual({
      action: 'delete',
      devices: { ...devices, through: 99, most: 12 },
    });
    const named = { action: 'delete' as const, devices: [{ groupId: 'G', deviceSn: 'A' }] };
    expect(agreedTo(named, plan({}))).toBe(named);
  });

  it('says how many it looked at where that is not all of them', () => {
    expect(viewPlan(plan({ described })).looked).toBeNull();
    expect(viewPlan(plan({ devices: 20_000, described })).looked).toBe(12);
  });
});

describe('labels of chosen devices', () => {
  it('are printed group by group, in parts that a call takes, each once', () => {
    const many = sampleDevices(9000);
    const parts = printParts(many);
    expect(parts.flatMap(({ deviceSns }) => deviceSns)).toHaveLength(9000);
    for (const { groupId, deviceSns } of parts) {
      expect(deviceSns.length).toBeLessThanOrEqual(2000);
      const longest = deviceSns.map(() => 'X'.repeat(64));
      expect(JSON.stringify({ groupId, deviceSns: longest }).length).toBeLessThan(256 * 1024);
    }
  });
});

describe('actions at work', () => {
  it('are one sign: how many devices are through, and whether all of them are paused', () => {
    const running = sampleJob({ total: 10, done: 4, refused: 1, withdrawn: 0 });
    const done = sampleJob({ state: 'done', total: 5, done: 5, refused: 0 });
    expect(sumOf([running, done])).toEqual({ atWork: 1, paused: false, total: 10, ended: 5 });
    expect(sumOf([{ ...running, state: 'paused' }]).paused).toBe(true);
    expect(sumOf([done]).atWork).toBe(0);
  });

  it('do not look well when some devices were refused', () => {
    expect(shapeOfJob(sampleJob({ state: 'done', refused: 2 }))).toBe('warn');
    expect(shapeOfJob(sampleJob({ state: 'done', refused: 0 }))).toBe('ok');
  });
});

describe('a code that is scanned where an SN is asked for', () => {
  it('gives its SN, whatever carries it', () => {
    const sn = (text: string) => {
      const found = scannedSn(text, 'INV5K1');
      return found.ok ? found.value : found.problem.code;
    };
    expect(sn('  INV5K1-000128\r')).toBe('INV5K1-000128');
    expect(sn(']Q1{"deviceSn":"INV5K1-000128"}')).toBe('INV5K1-000128');
    expect(sn('{"deviceSn":"INV5')).toBe('read-damaged');
    expect(sn('')).toBe('read-no-sn');
  });
});

describe('a conflict', () => {
  it('offers the ways of its case first, and always to send again or to give up', () => {
    expect(waysOf({ ways: ['join', 'correct', 'void'] })).toEqual([
      'join',
      'correct',
      'void',
      'retry',
      'discard',
    ]);
    expect(waysOf({ ways: ['go-ahead', 'discard'] })).toEqual(['go-ahead', 'discard', 'retry']);
  });

  it('has a sentence for what every way will do', () => {
    for (const way of waysOut) expect(en.screen[`way.${way}.what`]).toBeTruthy();
  });

  it('is decided with a reason only, and corrected with an SN only', () => {
    expect(isReady(undecided)).toBe(false);
    expect(isReady({ ...undecided, way: 'join', reason: '  ' })).toBe(false);
    expect(isReady({ ...undecided, way: 'join', reason: 'same unit' })).toBe(true);
    expect(isReady({ ...undecided, way: 'correct', reason: 'misread' })).toBe(false);
    expect(isReady({ way: 'correct', reason: 'misread', deviceSn: 'A-1' })).toBe(true);
  });
});
