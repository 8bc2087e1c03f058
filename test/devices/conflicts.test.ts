import { describe, expect, test } from 'vitest';
import type { Conflict, WayOut } from '../../shared/models/conflict.ts';
import { grid, House, solar } from '../cloud/house.ts';
import { sql } from '../cloud/support.ts';
import { Bench, wind } from './support.ts';

/** Two stations and an application on a real cloud: each conflict, each way out, to its end. */

const house = new House();

const station = () => Bench.inCloud(house.service);

const name = (deviceSn: string, groupId = 'MIG') => ({ groupId, deviceSn });

/** The one conflict there is, as a person sees it. */
async function conflict(bench: Bench): Promise<Conflict & { seq: number }> {
  const [first] = bench.parked();
  if (!first) throw new Error('nothing is parked');
  const shown = await bench.call<Conflict>('conflicts.show', { seq: first.seq });
  return { ...shown, seq: first.seq };
}

/** Decides, sends, and expects that nothing is left and that it was written down. */
async function settle(bench: Bench, way: WayOut, sn: string, more: object = {}, groupId = 'MIG') {
  const { seq, ways } = await conflict(bench);
  expect(ways).toContain(way);
  await bench.resolve(seq, way, more);
  await bench.drain();
  expect(await bench.history(groupId, sn)).toContain('resolved');
}

async function made(sn: string, groupId = 'MIG'): Promise<Bench> {
  const bench = await station();
  bench.register(groupId, [sn], solar);
  await bench.drain();
  return bench;
}

describe('one SN on two stations that were offline', () => {
  async function both(sn: string): Promise<{ first: Bench; second: Bench }> {
    const first = await station();
    const second = await station();
    first.register('MIG', [sn], solar);
    await first.act({ action: 'edit', devices: [name(sn)], change: { description: 'first' } });
    second.register('MIG', [sn], solar);
    await first.drain();
    await second.drain();
    expect((await conflict(second)).operation.problem?.code).toBe('cloud-sn-taken');
    return { first, second };
  }

  test('both histories and what differs are shown', async () => {
    const { second } = await both('SN-1');
    const shown = await conflict(second);
    expect(shown.ways).toEqual(['join', 'correct', 'void']);
    expect(shown.here.history.map(({ what }) => what)).toEqual(['registered', 'parked']);
    expect(shown.there.history.map(({ what }) => what)).toEqual(['created', 'allocated']);
    expect(shown.differences).toContainEqual({
      field: 'description',
      here: '',
      before: null,
      there: 'first',
    });
  });

  test('join: it is the same unit, and both stations say the same of it', async () => {
    const { first, second } = await both('SN-2');
    await settle(second, 'join', 'SN-2');
    await second.expectEqual(name('SN-2'));
    await first.expectEqual(name('SN-2'));
    expect(await second.device('MIG', 'SN-2')).toMatchObject({ description: 'first' });
  });

  test('correct: this unit has another SN, and nothing that was said of it is lost', async () => {
    const { first, second } = await both('SN-3');
    const { seq } = await conflict(second);
    const bad = await second.refused('conflicts.resolve', {
      seq,
      way: 'correct',
      deviceSn: 'SN-3',
      reason: 'typo',
    });
    expect(bad.code).toBe('seen-on-station');
    expect(second.parked()).not.toEqual([]);
    await settle(second, 'correct', 'SN-3B', { deviceSn: 'SN-3B' });
    await second.expectEqual(name('SN-3B'));
    await first.expectEqual(name('SN-3'));
    expect(await second.device('MIG', 'SN-3')).toBeNull();
  });

  test('void: this registration was wrong', async () => {
    const { first, second } = await both('SN-4');
    await settle(second, 'void', 'SN-4');
    expect(await second.device('MIG', 'SN-4')).toBeNull();
    await second.expectEqual();
    await first.expectEqual(name('SN-4'));
  });

  test('a unit that was replaced is joined by nobody', async () => {
    const second = await station();
    second.register('MIG', ['SN-5']);
    const first = await made('SN-5');
    first.register('MIG', ['SN-5N']);
    const replace = { groupId: 'MIG', deviceSn: 'SN-5', replacementSn: 'SN-5N', allocate: true };
    await first.act({ action: 'replace', ...replace });
    await first.drain();
    await second.drain();
    const { seq, ways } = await conflict(second);
    expect(ways).toEqual(['correct', 'void']);
    const refused = await second.refused('conflicts.resolve', { seq, way: 'join', reason: 'same' });
    expect(refused.code).toBe('way-not-offered');
    await second.expectSound();
  });
});

describe('edited here and there', () => {
  async function edited(sn: string): Promise<Bench> {
    const mine = await made(sn);
    const theirs = await station();
    await theirs.call('devices.adopt', name(sn));
    const edit = (bench: Bench, remark: string, description: string) =>
      bench.act({
        action: 'edit',
        devices: [name(sn)],
        change: { masterData: { remark }, description },
      });
    await edit(theirs, 'theirs', 'same');
    await theirs.drain();
    await edit(mine, 'mine', 'same');
    await mine.drain();
    const shown = await conflict(mine);
    expect(shown.operation.problem).toMatchObject({
      code: 'cloud-device-edited',
      params: { field: 'remark' },
    });
    expect(shown.differences).toEqual([
      { field: 'remark', here: 'mine', before: null, there: 'theirs' },
    ]);
    return mine;
  }

  test('keep-mine', async () => {
    const bench = await edited('ED-1');
    await settle(bench, 'keep-mine', 'ED-1');
    expect((await bench.look('MIG', 'ED-1'))?.deviceData).toMatchObject({ remark: 'mine' });
    await bench.expectEqual(name('ED-1'));
  });

  test('keep-theirs', async () => {
    const bench = await edited('ED-2');
    await settle(bench, 'keep-theirs', 'ED-2');
    expect((await bench.device('MIG', 'ED-2'))?.masterData).toMatchObject({ remark: 'theirs' });
    await bench.expectEqual(name('ED-2'));
  });

  test('what others changed in other fields is taken over with the edit', async () => {
    const mine = await made('ED-3');
    const theirs = await station();
    await theirs.call('devices.adopt', name('ED-3'));
    const devices = [name('ED-3')];
    await theirs.act({ action: 'edit', devices, change: { masterData: { remark: 'theirs' } } });
    await theirs.drain();
    await mine.act({ action: 'edit', devices, change: { description: 'mine' } });
    await mine.drain();
    await mine.expectEqual(...devices);
    // It was taken over unseen: what would lose it stops first, in another batch too.
    const again = await made('ED-4');
    await theirs.call('devices.adopt', name('ED-4'));
    const others = [name('ED-4')];
    await theirs.act({ action: 'edit', devices: others, change: { masterData: { remark: 'x' } } });
    await theirs.drain();
    await again.act({ action: 'edit', devices: others, change: { description: 'mine' } });
    await again.drain();
    await again.act({ action: 'delete', devices: others });
    await again.drain();
    expect((await conflict(again)).operation.problem?.code).toBe('cloud-device-changed');
  });
});

describe('deleted there', () => {
  async function deleted(sn: string, action: 'allocate' | 'edit'): Promise<Bench> {
    const bench = await station();
    bench.register('MIG', [sn]);
    await bench.drain();
    const reply = await house.client.call('delete', { body: { groupId: 'MIG', snList: [sn] } });
    expect(reply.code).toBe(0);
    const devices = [name(sn)];
    if (action === 'allocate') await bench.act({ action, devices, target: solar });
    else await bench.act({ action, devices, change: { description: 'mine' } });
    await bench.drain();
    expect((await conflict(bench)).operation.problem?.code).toBe('cloud-device-missing');
    return bench;
  }

  test('recreate: with all that was wanted of it', async () => {
    const allocated = await deleted('DE-1', 'allocate');
    await settle(allocated, 'recreate', 'DE-1');
    expect(await allocated.device('MIG', 'DE-1')).toMatchObject({ allocateTo: solar });
    await allocated.expectEqual(name('DE-1'));
    const edited = await deleted('DE-2', 'edit');
    await settle(edited, 'recreate', 'DE-2');
    expect(await edited.device('MIG', 'DE-2')).toMatchObject({ description: 'mine' });
    await edited.expectEqual(name('DE-2'));
  });

  test('let-go', async () => {
    const bench = await deleted('DE-3', 'allocate');
    await settle(bench, 'let-go', 'DE-3');
    expect(await bench.device('MIG', 'DE-3')).toBeNull();
    await bench.expectEqual(name('DE-3'));
  });
});

describe('allocated elsewhere', () => {
  async function elsewhere(sn: string): Promise<Bench> {
    const bench = await station();
    bench.register('MIG', [sn]);
    await bench.drain();
    await house.allocate(sn, grid);
    await bench.act({ action: 'allocate', devices: [name(sn)], target: solar });
    await bench.drain();
    const shown = await conflict(bench);
    // The sentence names the place, and the place is one line of the comparison.
    expect(shown.operation.problem).toMatchObject({
      code: 'cloud-allocated-elsewhere',
      params: { found: 'eu2/o-grid', expected: 'beta/o-solar' },
    });
    expect(shown.differences).toEqual([
      { field: 'allocation', here: 'beta/o-solar', before: null, there: 'eu2/o-grid' },
    ]);
    return bench;
  }

  test('keep-theirs', async () => {
    const bench = await elsewhere('EL-1');
    await settle(bench, 'keep-theirs', 'EL-1');
    expect(await bench.device('MIG', 'EL-1')).toMatchObject({ allocateTo: grid });
    await bench.expectEqual(name('EL-1'));
  });

  test('reprovision', async () => {
    const bench = await elsewhere('EL-2');
    const before = await bench.look('MIG', 'EL-2');
    await settle(bench, 'reprovision', 'EL-2');
    expect(await bench.device('MIG', 'EL-2')).toMatchObject({ allocateTo: solar });
    expect((await bench.look('MIG', 'EL-2'))?.assetId).not.toBe(before?.assetId);
    await bench.expectEqual(name('EL-2'));
  });
});

describe('changed before something is lost', () => {
  async function changed(sn: string, action: 'reprovision' | 'delete'): Promise<Bench> {
    const bench = await made(sn);
    await bench.look('MIG', sn);
    await house.client.call('update', { body: { sn, desc: 'theirs' } });
    const devices = [name(sn)];
    if (action === 'delete') await bench.act({ action, devices });
    else await bench.act({ action, devices, target: wind });
    await bench.drain();
    expect((await conflict(bench)).operation.problem?.code).toBe('cloud-device-changed');
    expect(await house.device(sn)).toMatchObject({ ...solar, desc: 'theirs' });
    return bench;
  }

  test('go-ahead', async () => {
    const moved = await changed('CH-1', 'reprovision');
    await settle(moved, 'go-ahead', 'CH-1');
    expect(await moved.device('MIG', 'CH-1')).toMatchObject({ allocateTo: wind });
    await moved.expectEqual(name('CH-1'));
    const gone = await changed('CH-2', 'delete');
    await settle(gone, 'go-ahead', 'CH-2');
    await gone.expectEqual(name('CH-2'));
    expect(await gone.device('MIG', 'CH-2')).toBeNull();
  });

  test('a device that took the SN of the one that was seen is another one', async () => {
    const bench = await made('CH-4');
    const done = async (action: string, body: object) =>
      expect((await house.client.call(action, { body })).code).toBe(0);
    await done('delete', { groupId: 'MIG', snList: ['CH-4'] });
    await done('create', { groupId: 'MIG', count: 1, deviceData: { deviceSn: 'CH-4' } });
    // As many changes as the first one had.
    await done('allocate', { sn: 'CH-4', deviceData: solar });
    await bench.act({ action: 'delete', devices: [name('CH-4')] });
    await bench.drain();
    expect((await conflict(bench)).operation.problem?.code).toBe('cloud-device-changed');
    expect(await house.device('CH-4')).toMatchObject(solar);
  });

  test('discard', async () => {
    const bench = await changed('CH-3', 'reprovision');
    await settle(bench, 'discard', 'CH-3');
    expect(await bench.device('MIG', 'CH-3')).toMatchObject({ allocateTo: solar });
    expect(await house.device('CH-3')).toMatchObject({ ...solar, desc: 'theirs' });
    expect(bench.parked()).toEqual([]);
    await bench.expectSound();
  });
});

test('who decides, and why, is written down; a way that is not offered is not taken', async () => {
  const bench = await station();
  bench.register('MIG', ['AU-1']);
  await bench.drain();
  await house.client.call('delete', { body: { groupId: 'MIG', snList: ['AU-1'] } });
  await bench.act({ action: 'allocate', devices: [name('AU-1')], target: solar });
  await bench.drain();
  const { seq } = await conflict(bench);
  const reason = 'the crate fell';
  const wrong = await bench.refused('conflicts.resolve', { seq, way: 'join', reason });
  expect(wrong.code).toBe('way-not-offered');
  const input = { seq, way: 'let-go', reason };
  expect((await bench.refused('conflicts.resolve', input, 'technician')).code).toBe('role-missing');
  await bench.call('conflicts.resolve', input, 'engineer');
  const { history } = await bench.call<{ history: object[] }>('devices.get', name('AU-1'));
  expect(history).toContainEqual(
    expect.objectContaining({
      what: 'resolved',
      by: 'engineer',
      detail: { way: 'let-go', kind: 'allocate', reason },
    }),
  );
  expect((await bench.refused('conflicts.resolve', input)).code).toBe('operation-not-parked');
});

describe.for(['MIG', 'INI'])('reprovisioned under %s, field by field', (groupId) => {
  test('on both sides', async () => {
    const sn = `RP-${groupId}`;
    const bench = await made(sn, groupId);
    const devices = [name(sn, groupId)];
    const change = {
      masterData: { remark: 'wet', deviceName: { defaultValue: 'Roof' } },
      description: 'roof',
      batchTag: 'T-1',
    };
    await bench.act({ action: 'edit', devices, change });
    await bench.drain();
    await bench.expectEqual(...devices);
    const secretOf = async () =>
      (await sql(house.database, 'select * from device where sn = $1', [sn]))[0];
    const [here, there, row] = [
      await bench.device(groupId, sn),
      await house.device(sn),
      await secretOf(),
    ];
    const { id } = await bench.act({ action: 'reprovision', devices, target: wind });
    await bench.drain();
    expect(await bench.job(id)).toMatchObject({ state: 'done', done: 1 });
    await bench.expectEqual(...devices);
    const [now, then, rowNow] = [
      await bench.device(groupId, sn),
      await house.device(sn),
      await secretOf(),
    ];
    // What stays.
    for (const [before, after] of [
      [here, now],
      [there, then],
    ] as const) {
      expect(after).toMatchObject({ sn: before?.sn, groupId });
    }
    expect(then.deviceData).toMatchObject({ deviceSn: sn, deviceName: { defaultValue: 'Roof' } });
    expect(then).toMatchObject({ desc: 'roof', batchTag: { defaultValue: 'T-1' }, ...wind });
    expect(now).toMatchObject({ description: 'roof', batchTag: 'T-1', allocateTo: wind });
    // What the method decides.
    const kept = groupId === 'MIG' ? 'wet' : undefined;
    expect(then.deviceData.remark ?? undefined).toBe(kept);
    expect(now?.masterData['remark']).toBe(kept);
    // What is new.
    expect(now?.assetId).toBe(then.deviceData.assetId);
    expect(now?.assetId).not.toBe(here?.assetId);
    expect(then.productKey).not.toBe(there.productKey);
    expect(rowNow.device_key).not.toBe(row.device_key);
    expect(Buffer.compare(rowNow.device_secret, row.device_secret)).not.toBe(0);
    expect((await house.bootstrap(groupId, sn)).http, 'the group secret is the same').toBe(200);
  });
});

test('a group that does not reprovision says so here, and in the cloud', async () => {
  for (const groupId of ['NON', 'PRV']) {
    const sn = `RP-${groupId}`;
    const bench = await made(sn, groupId);
    const job = await bench.act({
      action: 'reprovision',
      devices: [name(sn, groupId)],
      target: wind,
    });
    expect(job).toMatchObject({ refused: 1 });
    expect((await house.reset(groupId, [sn])).code).toBe(35603);
    await bench.expectEqual(name(sn, groupId));
  }
});

test('replaced: what was said of the old one moves, with what others said of it meanwhile', async () => {
  const bench = await made('RE-1');
  bench.register('MIG', ['RE-2']);
  await bench.drain();
  const change = { masterData: { remark: 'wet' }, description: 'roof', batchTag: 'T-1' };
  await bench.act({ action: 'edit', devices: [name('RE-1')], change });
  const replace = { groupId: 'MIG', deviceSn: 'RE-1', replacementSn: 'RE-2', allocate: true };
  await bench.act({ action: 'replace', ...replace });
  await bench.drain();
  expect(await bench.device('MIG', 'RE-2')).toMatchObject({
    allocateTo: solar,
    description: 'roof',
    batchTag: 'T-1',
    masterData: { remark: 'wet' },
  });
  expect(await bench.device('MIG', 'RE-1')).toBeNull();
  expect((await bench.look('MIG', 'RE-1'))?.currentStatus).toBe('discarded');
  await bench.expectEqual(name('RE-2'));
});
