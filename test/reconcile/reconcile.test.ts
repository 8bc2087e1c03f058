import { expect, test } from 'vitest';
import type { ReconciledBatch } from '../../shared/models/reconcile.ts';
import { House, solar } from '../cloud/house.ts';
import { Bench } from '../devices/support.ts';
import { mustFail } from '../support/must.ts';

const house = new House();

const station = () => Bench.inCloud(house.service);

async function reconcile(bench: Bench): Promise<ReconciledBatch> {
  const { batches } = await bench.call<{ batches: ReconciledBatch[] }>('reconcile.run', {
    groupId: 'MIG',
  });
  return batches.find(({ tag }) => tag === null) as ReconciledBatch;
}

const kinds = ({ drifts }: ReconciledBatch) =>
  drifts.map(({ deviceSn, problem, fields }) => [
    deviceSn,
    problem.code,
    ...fields.map(({ field }) => field),
  ]);

test('nothing drifted: every device is counted, and both hashes are one', async () => {
  const bench = await station();
  const sns = Array.from({ length: 230 }, (_, index) => `EVEN-${String(index).padStart(4, '0')}`);
  bench.register('MIG', sns, solar);
  await bench.drain();
  const found = await reconcile(bench);
  expect(found).toMatchObject({ compared: 230, waiting: 0, same: 230, drifts: [] });
  expect(found.hereSha256).toBe(found.thereSha256);
});

test('what was changed, deleted and made behind its back is named, and neither side is changed', async () => {
  const bench = await station();
  bench.register('MIG', ['DRIFT-1', 'DRIFT-2', 'DRIFT-3'], solar);
  await bench.drain();
  const sn = async (deviceSn: string) => (await bench.device('MIG', deviceSn))?.sn;
  await house.client.call('update', { body: { sn: await sn('DRIFT-1'), desc: 'changed there' } });
  await house.client.call('delete', { body: { groupId: 'MIG', snList: ['DRIFT-2'] } });
  bench.register('MIG', ['DRIFT-4'], solar);
  const { store } = bench.app.parts;
  const name = bench.app.parts.settings.get().preferences.stationName;
  // As the cloud's feed tells of a unit that a restored station does not know any more.
  store.db
    .prepare(
      'INSERT INTO known_device (group_id, device_sn, station, batch_tag, at) VALUES (?, ?, ?, NULL, 1)',
    )
    .run('MIG', 'DRIFT-5', name);
  const queue = store.db.prepare('SELECT count(*) AS n FROM operation').get();
  const found = await reconcile(bench);
  expect(found.waiting).toBe(1);
  expect(kinds(found)).toEqual([
    ['DRIFT-1', 'drift-different', 'description'],
    ['DRIFT-2', 'drift-only-here'],
    ['DRIFT-5', 'drift-only-there'],
  ]);
  expect(found).toMatchObject({ different: 1, onlyHere: 1, onlyThere: 1 });
  expect(found.hereSha256).not.toBe(found.thereSha256);
  expect(found.drifts[0]?.fields).toEqual([
    { field: 'description', here: '', there: 'changed there' },
  ]);
  expect(store.db.prepare('SELECT count(*) AS n FROM operation').get()).toEqual(queue);
});

test('a run over all of them is remembered; without a cloud it says so', async () => {
  const bench = await station();
  bench.register('MIG', ['LAST-1'], solar);
  await bench.drain();
  const done = await bench.app.parts.reconciling.run();
  expect(done).toMatchObject({ ok: true, value: { compared: 1, drifting: 0, batches: 1 } });
  const { last } = await bench.call<{ last: unknown }>('reconcile.last', {});
  expect(last).toEqual(done.ok && done.value);
  await bench.call('cloud.disconnect', {}, 'admin');
  const refused = await bench.app.call('reconcile.run', {}, { role: 'technician' });
  expect(mustFail(refused).code).toBe('cloud-not-connected');
});
