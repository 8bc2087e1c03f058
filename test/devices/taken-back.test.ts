import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../main/sync/clouds/cloud.ts';
import type { ProblemCode } from '../../shared/problems.ts';
import { problem } from '../../shared/problems.ts';
import { scripted } from '../sync/scripted-cloud.ts';
import { Bench, grid, solar, wind } from './support.ts';

/** Undo, cancel and giving up: what was not done leaves no trace, what was done has its inverse or none. */

const done = ({ kind }: { kind: string }): Outcome => ({
  kind: 'done',
  sn: 'S',
  ...(kind === 'allocate' ? { assetId: 'A-1' } : {}),
});
const willing = () => scripted(done).cloud;
const refusing = (kind: string, code: ProblemCode = 'cloud-refused') =>
  scripted((item) =>
    item.kind === kind
      ? { kind: 'refused', problem: problem(code, { code: 1, message: 'no' }) }
      : done(item),
  ).cloud;

const name = { groupId: 'MIG', deviceSn: 'X-1' };
const devices = [name];

async function allocated(groupId = 'MIG', sns = ['X-1']): Promise<Bench> {
  const bench = await Bench.open();
  bench.register(groupId, sns, solar);
  await bench.rounds(willing(), 2);
  return bench;
}

describe('undo of what was not sent', () => {
  test('a creation takes all that follows, and the device, and its place in the batch', async () => {
    const bench = await Bench.open();
    await bench.call('batches.start', { groupId: 'MIG', tag: 'WO-1', allocateTo: solar });
    bench.app.parts.station.receive('X-1', { kind: 'typed', name: '' });
    expect(await bench.undo(bench.operation('MIG', 'X-1', 'create').seq)).toEqual({
      withdrawn: 2,
      added: 0,
    });
    expect(await bench.device('MIG', 'X-1')).toBeNull();
    const [batch] = (await bench.call<{ items: { accepted: number }[] }>('batches.list', {})).items;
    expect(batch?.accepted).toBe(0);
    await bench.expectSound();
    // The SN is free again.
    bench.app.parts.station.receive('X-1', { kind: 'typed', name: '' });
    expect(await bench.device('MIG', 'X-1')).toMatchObject({ status: 'registered' });
    await bench.expectSound();
  });

  test('an allocation that came with the registration leaves a device without a place', async () => {
    const bench = await Bench.open();
    bench.register('MIG', ['X-1'], solar);
    await bench.undo(bench.operation('MIG', 'X-1', 'allocate').seq);
    expect(await bench.device('MIG', 'X-1')).toMatchObject({ allocateTo: null });
    expect(bench.story('MIG', 'X-1')).toEqual(['create queued', 'allocate withdrawn']);
  });

  test('an allocation that was changed meanwhile leaves none of both places', async () => {
    const bench = await Bench.open();
    bench.register('MIG', ['X-1'], solar);
    await bench.act({ action: 'allocate', devices, target: wind });
    expect(await bench.device('MIG', 'X-1')).toMatchObject({ allocateTo: wind });
    await bench.undo(bench.operation('MIG', 'X-1', 'allocate').seq);
    expect(await bench.device('MIG', 'X-1')).toMatchObject({ allocateTo: null });
  });

  test.for(['MIG', 'INI'])(
    'a reprovisioning is undone whole, master data too: %s',
    async (groupId) => {
      const bench = await allocated(groupId);
      const here = await bench.device(groupId, 'X-1');
      const wish = [{ groupId, deviceSn: 'X-1' }];
      await bench.act({ action: 'reprovision', devices: wish, target: grid });
      expect(await bench.undo(bench.operation(groupId, 'X-1', 'reset').seq)).toMatchObject({
        withdrawn: 2,
      });
      expect(await bench.device(groupId, 'X-1')).toEqual(here);
      await bench.expectSound();
    },
  );

  test('a second reprovisioning only changes where the first one goes', async () => {
    const bench = await allocated();
    await bench.act({ action: 'reprovision', devices, target: grid });
    const plan = await bench.plan({ action: 'reprovision', devices, target: wind });
    expect(plan.effects).toEqual([
      { effect: 'only-here', count: 1 },
      { effect: 'gets-credentials', count: 1 },
    ]);
    await bench.act({ action: 'reprovision', devices, target: wind });
    expect(bench.story('MIG', 'X-1').slice(2)).toEqual([
      'reset queued',
      'allocate withdrawn',
      'allocate queued',
    ]);
    // Without the reset the device stays where it is, so the second allocation goes with it.
    await bench.undo(bench.operation('MIG', 'X-1', 'reset').seq);
    expect(await bench.device('MIG', 'X-1')).toMatchObject({ allocateTo: solar });
    expect(bench.story('MIG', 'X-1').slice(2)).toEqual(
      Array(1).fill('reset withdrawn').concat(Array(2).fill('allocate withdrawn')),
    );
  });

  test('an edit that a later one builds on is not taken out from under it; the last one is', async () => {
    const bench = await allocated();
    const edit = (remark: string) =>
      bench.act({ action: 'edit', devices, change: { masterData: { remark } } });
    await edit('one');
    const first = bench.operation('MIG', 'X-1', 'update');
    await edit('two');
    const refused = await bench.refused('sync.undo', { seq: first.seq, reason: 'no' });
    expect(refused.code).toBe('undo-not-last');
    await bench.undo(bench.operation('MIG', 'X-1', 'update').seq);
    expect((await bench.device('MIG', 'X-1'))?.masterData).toMatchObject({ remark: 'one' });
    await bench.undo(first.seq);
    expect((await bench.device('MIG', 'X-1'))?.masterData).not.toHaveProperty('remark');
  });

  test('a replacement goes with the device that it would have replaced, and all of it', async () => {
    const bench = await Bench.open();
    bench.register('MIG', ['OLD'], solar);
    bench.register('MIG', ['NEW']);
    await bench.act({
      action: 'replace',
      groupId: 'MIG',
      deviceSn: 'OLD',
      replacementSn: 'NEW',
      allocate: true,
    });
    await bench.undo(bench.operation('MIG', 'OLD', 'create').seq);
    expect(bench.story('MIG', 'NEW')).toEqual([
      'create queued',
      'replace withdrawn',
      'allocate withdrawn',
    ]);
    expect(await bench.device('MIG', 'NEW')).toMatchObject({ allocateTo: null });
    await bench.expectSound();
  });

  test('a deletion takes back what was still to be done, and its undo leaves what the cloud has', async () => {
    const bench = await allocated();
    const here = await bench.device('MIG', 'X-1');
    await bench.act({ action: 'edit', devices, change: { description: 'on the roof' } });
    await bench.act({ action: 'delete', devices });
    await bench.undo(bench.operation('MIG', 'X-1', 'delete').seq);
    expect(await bench.device('MIG', 'X-1')).toEqual(here);
    expect(bench.story('MIG', 'X-1').slice(2)).toEqual(['update withdrawn', 'delete withdrawn']);
  });
});

describe('undo of what is confirmed', () => {
  test('a creation becomes a deletion, an allocation a reset, an edit the former values', async () => {
    const bench = await allocated();
    const change = { masterData: { remark: 'wet' }, description: 'roof', batchTag: 'T-2' };
    await bench.act({ action: 'edit', devices, change: { batchTag: 'T-1' } });
    await bench.rounds(willing());
    await bench.act({ action: 'edit', devices, change });
    await bench.rounds(willing());
    const before = await bench.device('MIG', 'X-1');
    expect(before).toMatchObject({ description: 'roof', batchTag: 'T-2' });
    const edited = bench.operation('MIG', 'X-1', 'update').seq;
    expect(await bench.undo(edited)).toEqual({ withdrawn: 0, added: 1 });
    expect(bench.operation('MIG', 'X-1', 'update').payload).toMatchObject({
      deviceData: { remark: null },
      description: '',
      batchTag: 'T-1',
      before: { deviceData: { remark: 'wet' }, description: 'roof', batchTag: 'T-2' },
    });
    // Undoing the undo, before it is sent, is the edit again.
    await bench.undo(bench.operation('MIG', 'X-1', 'update').seq);
    expect(await bench.device('MIG', 'X-1')).toMatchObject({
      description: 'roof',
      batchTag: 'T-2',
      masterData: before?.masterData,
    });
    // What came before is not undone while something of after it stands.
    const { seq } = bench.operation('MIG', 'X-1', 'allocate');
    expect((await bench.refused('sync.undo', { seq, reason: 'no' })).code).toBe('undo-not-last');
    await bench.expectSound();
  });

  test('an allocation becomes a reset, where nothing is lost by it', async () => {
    for (const [groupId, code] of [
      ['MIG', null],
      ['INI', 'undo-loses-data'],
      ['NON', 'reprovision-not-supported'],
      ['PRV', 'reprovision-private-model'],
    ] as const) {
      const bench = await allocated(groupId);
      const { seq } = bench.operation(groupId, 'X-1', 'allocate');
      if (code) {
        expect((await bench.refused('sync.undo', { seq, reason: 'no' })).code).toBe(code);
        continue;
      }
      await bench.undo(seq);
      await bench.rounds(willing());
      expect(bench.story(groupId, 'X-1').at(-1)).toBe('reset confirmed');
      expect(await bench.device(groupId, 'X-1')).toMatchObject({
        status: 'created',
        assetId: null,
        allocateTo: null,
      });
    }
  });

  test('a reset, a replacement and a deletion have no inverse, and it is said', async () => {
    const bench = await allocated('MIG', ['X-1', 'OLD']);
    bench.register('MIG', ['NEW']);
    await bench.rounds(willing());
    await bench.act({ action: 'reprovision', devices, target: null });
    await bench.act({
      action: 'replace',
      groupId: 'MIG',
      deviceSn: 'OLD',
      replacementSn: 'NEW',
      allocate: false,
    });
    await bench.rounds(willing());
    const reset = bench.operation('MIG', 'X-1', 'reset').seq;
    const replace = bench.operation('MIG', 'NEW', 'replace').seq;
    await bench.act({ action: 'delete', devices });
    await bench.rounds(willing());
    const remove = bench.operation('MIG', 'X-1', 'delete').seq;
    // What came before one of them is not undone either: nobody is sent to undo that one first.
    const allocate = bench.operation('MIG', 'X-1', 'allocate').seq;
    for (const seq of [allocate, reset, replace, remove]) {
      expect((await bench.refused('sync.undo', { seq, reason: 'no' })).code).toBe(
        'undo-no-inverse',
      );
    }
    await bench.expectSound();
  });
});

test('what may be on the wire is not undone until its answer is there', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['X-1'], solar);
  await bench.rounds(scripted(() => 'lost').cloud);
  const { seq } = bench.operation('MIG', 'X-1', 'create');
  expect((await bench.refused('sync.undo', { seq, reason: 'no' })).code).toBe('undo-in-flight');
  await bench.rounds(willing(), 3);
  await bench.undo(bench.operation('MIG', 'X-1', 'allocate').seq);
  expect(bench.story('MIG', 'X-1').at(-1)).toBe('reset queued');
});

describe('giving up', () => {
  const giveUp = (bench: Bench, kind: string) =>
    bench.call('sync.discard', { seq: bench.operation('MIG', 'X-1', kind).seq, reason: 'no use' });

  test('an edit that the cloud never heard of does not stay here as if it had', async () => {
    const bench = await allocated();
    const here = await bench.device('MIG', 'X-1');
    const change = { masterData: { remark: 'wet' }, description: 'roof' };
    await bench.act({ action: 'edit', devices, change });
    await bench.rounds(refusing('update'));
    await giveUp(bench, 'update');
    expect(await bench.device('MIG', 'X-1')).toEqual(here);
    await bench.expectSound();
  });

  test.for(['reprovision', 'allocate'] as const)(
    '%s: the device is said to be where it is',
    async (action) => {
      const bench = await allocated();
      if (action === 'allocate') {
        await bench.act({ action: 'reprovision', devices, target: null });
        await bench.rounds(willing());
      }
      const here = await bench.device('MIG', 'X-1');
      const { id } = await bench.act({ action, devices, target: grid });
      await bench.rounds(refusing(action === 'allocate' ? 'allocate' : 'reset'));
      expect(await bench.device('MIG', 'X-1')).toMatchObject({
        status: 'parked',
        allocateTo: grid,
      });
      await giveUp(bench, action === 'allocate' ? 'allocate' : 'reset');
      expect(await bench.device('MIG', 'X-1')).toEqual(here);
      expect(await bench.job(id)).toMatchObject({ state: 'done', refused: 1 });
      await bench.expectSound();
    },
  );
});

describe('what waits for another device', () => {
  async function blocked(): Promise<Bench> {
    const bench = await allocated('MIG', ['X-1']);
    bench.register('MIG', ['NEW']);
    await bench.rounds(willing());
    await bench.act({ action: 'edit', devices, change: { description: 'roof' } });
    const about = { groupId: 'MIG', deviceSn: 'X-1', replacementSn: 'NEW', allocate: true };
    await bench.act({ action: 'replace', ...about });
    await bench.rounds(refusing('update'), 2);
    return bench;
  }
  const waits = (bench: Bench) => bench.operation('MIG', 'NEW', 'replace');

  test('P3: a replacement whose old device is parked says for what it waits', async () => {
    const bench = await blocked();
    const { seq } = bench.operation('MIG', 'X-1', 'update');
    expect(waits(bench)).toMatchObject({
      state: 'parked',
      problem: { code: 'lane-blocked', params: { seq } },
    });
  });

  test('and goes on when that is tried again', async () => {
    const bench = await blocked();
    await bench.call('sync.retry', { seq: bench.operation('MIG', 'X-1', 'update').seq });
    expect(waits(bench).problem).toBeNull();
    await bench.rounds(willing(), 3);
    expect(bench.story('MIG', 'NEW')).toEqual([
      'create confirmed',
      'replace confirmed',
      'allocate confirmed',
    ]);
    expect(await bench.device('MIG', 'X-1')).toBeNull();
    await bench.expectSound();
  });

  test('is given up with it, and both units are as they were', async () => {
    const bench = await blocked();
    const { seq } = bench.operation('MIG', 'X-1', 'update');
    await bench.call('sync.discard', { seq, reason: 'no use' });
    expect(bench.story('MIG', 'NEW')).toEqual([
      'create confirmed',
      'replace refused',
      'allocate refused',
    ]);
    expect(await bench.device('MIG', 'NEW')).toMatchObject({ allocateTo: null, status: 'created' });
    expect(await bench.device('MIG', 'X-1')).toMatchObject({ description: '', allocateTo: solar });
    await bench.expectSound();
  });

  test('does not wait for an operation that is taken back', async () => {
    const bench = await blocked();
    await bench.undo(bench.operation('MIG', 'X-1', 'update').seq);
    await bench.rounds(willing(), 3);
    expect(waits(bench).state).toBe('confirmed');
    await bench.expectSound();
  });

  test('it does not stay on the wire when a whole batch is refused', async () => {
    const bench = await allocated('MIG', ['X-1']);
    bench.register('MIG', ['NEW']);
    await bench.rounds(willing());
    await bench.act({ action: 'edit', devices, change: { description: 'roof' } });
    const about = { groupId: 'MIG', deviceSn: 'X-1', replacementSn: 'NEW', allocate: false };
    await bench.act({ action: 'replace', ...about });
    const all = scripted(
      () => ({ kind: 'refused', problem: problem('cloud-refused', { code: 1, message: 'no' }) }),
      { batch: 10, wholeLanes: true },
    );
    await bench.rounds(all.cloud);
    expect(waits(bench)).toMatchObject({ state: 'parked', problem: { code: 'lane-blocked' } });
    await bench.call('sync.retry', {});
    await bench.rounds(willing(), 3);
    expect(waits(bench).state).toBe('confirmed');
  });
});

test('an edit of a device whose creation was refused once is an edit of its own', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['X-1']);
  await bench.rounds(refusing('create'));
  await bench.call('sync.retry', {});
  // The cloud remembers what that key asked for.
  await bench.act({ action: 'edit', devices, change: { description: 'roof' } });
  expect(bench.story('MIG', 'X-1')).toEqual(['create queued', 'update queued']);
});

test('an edit made while a reprovisioning waits stays when the cloud has answered', async () => {
  const bench = await allocated('INI');
  const wish = [{ groupId: 'INI', deviceSn: 'X-1' }];
  await bench.act({ action: 'reprovision', devices: wish, target: grid });
  const change = { masterData: { remark: 'second life' } };
  await bench.act({ action: 'edit', devices: wish, change });
  // It begins from what the reset leaves: nothing.
  expect(bench.operation('INI', 'X-1', 'update').payload.before).toEqual({
    deviceData: { remark: null },
  });
  const cloud = scripted((item) => ({
    ...done(item),
    ...(item.kind === 'reset' ? { deviceData: {} } : {}),
  })).cloud;
  await bench.rounds(cloud, 3);
  expect(bench.story('INI', 'X-1').slice(2)).toEqual([
    'reset confirmed',
    'allocate confirmed',
    'update confirmed',
  ]);
  expect(await bench.device('INI', 'X-1')).toMatchObject({
    allocateTo: grid,
    masterData: { remark: 'second life' },
  });
});
