import { expect, test } from 'vitest';
import { must, mustFail } from '../support/station.ts';
import { hand } from './two-stations.ts';

const wish = { kind: 'batch', groupId: 'INV5K1', tag: 'WO-1' } as const;
const batch = { groupId: 'INV5K1', tag: 'WO-1', target: 5, masterData: { ratedPower: 5 } };

test('another station goes on with a batch: no unit of it gets in twice, and together they make as many as were wanted', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch));
  expect(await one.scan('SN-01', 'SN-02')).toEqual(['accepted', 'accepted']);
  const file = await one.make(wish);
  // It waits where it came from.
  expect(await one.scan('SN-03')).toEqual(['refused batch-paused']);

  const plan = await other.take(file);
  expect(plan.batch).toMatchObject({ target: 5, units: 2, fresh: 2, left: 3 });
  expect(must(await other.call('state.get', {})).batch).toMatchObject({
    tag: 'WO-1',
    state: 'open',
    target: 3,
    masterData: { ratedPower: 5 },
  });
  expect(await other.scan('SN-01', 'SN-03', 'SN-04', 'SN-05', 'SN-06')).toEqual([
    'seen seen-handed-over',
    'accepted',
    'accepted',
    'accepted',
    'refused batch-target-reached',
  ]);
  const said = must(await other.call('reads.list', {})).items.find(
    ({ deviceSn }) => deviceSn === 'SN-01',
  );
  expect(said?.problem?.params).toMatchObject({ by: 'ST-1', batch: 'WO-1' });
});

test('handed back, the first station knows what the other made, and how much is left for it', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch));
  await one.scan('SN-01', 'SN-02');
  await other.take(await one.make(wish));
  await other.scan('SN-03');
  const plan = await one.take(await other.make(wish));
  expect(plan.batch).toMatchObject({ target: 5, units: 3, fresh: 1, left: 4, twice: { count: 0 } });
  expect(must(await one.call('state.get', {})).batch).toMatchObject({
    state: 'open',
    target: 4,
    accepted: 2,
  });
  expect(await one.scan('SN-03', 'SN-01', 'SN-04', 'SN-05', 'SN-06')).toEqual([
    'seen seen-handed-over',
    'seen seen-in-batch',
    'accepted',
    'accepted',
    'refused batch-target-reached',
  ]);
});

test('an SN that both had registered before is named in the plan', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch));
  must(await other.call('batches.start', { ...batch, tag: 'WO-2' }));
  await one.scan('SN-01', 'SN-02');
  await other.scan('SN-02');
  must(await other.call('batches.finish', {}));
  const plan = await other.take(await one.make(wish));
  expect(plan.batch).toMatchObject({ fresh: 1, twice: { count: 1, sns: ['SN-02'] } });
});

test('the same file twice changes nothing, also after units were made of it', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch));
  await one.scan('SN-01');
  const file = await one.make(wish);
  await other.take(file);
  await other.scan('SN-02');
  const before = must(await other.call('state.get', {})).batch;
  const events = () =>
    must(
      other.app.parts.store.write(() =>
        other.app.parts.store.db.prepare('SELECT count(*) FROM audit').pluck().get(),
      ),
    );
  const entries = events();
  const plan = must(await other.call('handover.offer', { base64: file }));
  expect(plan).toMatchObject({ trust: 'known', takenAt: expect.any(Number), problem: null });
  const again = must(await other.call('handover.accept', { id: plan.info.id }));
  expect(again).toEqual({ again: true, saved: true, batchId: null });
  expect(must(await other.call('state.get', {})).batch).toEqual(before);
  expect(events()).toBe(entries);
});

test('an older file of a batch is refused after a newer one, and a newer one takes its place', async () => {
  let now = Date.UTC(2026, 5, 1, 8);
  const clock = { now: () => (now += 1000) };
  const [one, other] = [await hand('ST-1', { clock }), await hand('ST-2', { clock })];
  must(await one.call('batches.start', { ...batch, target: null }));
  await one.scan('SN-01', 'SN-02');
  const older = await one.make({ ...wish, pause: false });
  must(await one.call('undo.last', { reason: 'wrong unit' }));
  await one.scan('SN-03');
  const newer = await one.make(wish);
  await other.take(older);
  await other.take(newer);
  expect(await other.scan('SN-02', 'SN-03')).toEqual(['accepted', 'seen seen-handed-over']);
  const plan = must(await other.call('handover.offer', { base64: older }));
  expect(plan.takenAt).not.toBeNull();
  // One that was never taken here, but is older.
  const third = await hand('ST-3', { clock });
  await third.take(newer);
  const late = must(await third.call('handover.offer', { base64: older }));
  expect(late.problem?.code).toBe('handover-older');
  expect(mustFail(await third.call('handover.accept', { id: late.info.id }))).toMatchObject({
    code: 'handover-older',
  });
});

test('what keeps a batch from being gone on with is said before anything is taken', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2', { catalog: false })];
  must(await one.call('batches.start', batch));
  await one.scan('SN-01');
  const file = await one.make(wish);
  const plan = must(await other.call('handover.offer', { base64: file }));
  expect(plan.problem).toMatchObject({ code: 'group-unknown', params: { groupId: 'INV5K1' } });
  await other.take(await one.make({ kind: 'catalog' }));
  await other.take(file);
  expect(must(await other.call('state.get', {})).batch).toMatchObject({ tag: 'WO-1' });
});

test('a batch in work with units stays the batch in work', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch));
  must(await other.call('batches.start', { ...batch, tag: 'WO-2' }));
  await other.scan('SN-77');
  const plan = must(await other.call('handover.offer', { base64: await one.make(wish) }));
  expect(plan.problem).toMatchObject({ code: 'batch-already-open', params: { tag: 'WO-2' } });
});

test('nothing that is left to make: its units are known, and no batch is begun', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', { ...batch, target: 1 }));
  await one.scan('SN-01');
  const plan = await other.take(await one.make(wish));
  expect(plan.batch?.left).toBe(0);
  expect(must(await other.call('state.get', {})).batch).toBeNull();
  must(await other.call('batches.start', { ...batch, tag: 'WO-2' }));
  expect(await other.scan('SN-01')).toEqual(['seen seen-handed-over']);
});

test('thousands of units, with Chinese master data, all arrive', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', { ...batch, target: null }));
  const { station, store } = one.app.parts;
  const found = station.inWork()?.job;
  if (!found?.ok) throw new Error('no job');
  const job = { ...found.value, masterData: { ...found.value.masterData, 备注: '三相 5 kW' } };
  must(
    store.group(() => {
      for (let at = 1; at <= 2300; at++)
        station.receiveFor(job, `SN-${at + 10_000}`, { kind: 'typed', name: '' });
    }),
  );
  const plan = await other.take(await one.make(wish));
  expect(plan.batch).toMatchObject({ units: 2300, fresh: 2300 });
  expect(await other.scan('SN-10001', 'SN-12300', 'SN-12301')).toEqual([
    'seen seen-handed-over',
    'seen seen-handed-over',
    'accepted',
  ]);
});
