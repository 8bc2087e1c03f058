import { expect, test } from 'vitest';
import type { Outcome } from '../../main/sync/clouds/cloud.ts';
import { scripted } from '../sync/scripted-cloud.ts';
import { Bench, solar } from './support.ts';

/** A person and the sender at the same moment: what was answered to the person is what happens. */

const done = ({ kind }: { kind: string }): Outcome => ({
  kind: 'done',
  sn: 'S',
  ...(kind === 'allocate' ? { assetId: 'A' } : {}),
});

/** The first device's send waits until `meanwhile` is done; the round has read the others already. */
async function whileSending(bench: Bench, meanwhile: () => Promise<unknown>) {
  const started = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const { cloud, asked } = scripted(
    async (item) => {
      if (item.deviceSn === 'A-1') {
        started.resolve();
        await gate.promise;
      }
      sent.push(item.payload.description ?? '');
      return done(item);
    },
    { lanes: 1 },
  );
  const sent: string[] = [];
  const round = bench.rounds(cloud);
  await started.promise;
  await meanwhile();
  gate.resolve();
  await round;
  return { asked, sent, cloud };
}

const devices = ['A-1', 'A-2', 'A-3'].map((deviceSn) => ({ groupId: 'MIG', deviceSn }));
const [, second] = devices;

test('what is cancelled while others are on the wire is not sent', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['A-1', 'A-2', 'A-3']);
  await bench.rounds(scripted(done).cloud, 2);
  const { id } = await bench.act({ action: 'allocate', devices, target: solar });
  const { asked } = await whileSending(bench, () => bench.call('jobs.move', { id, to: 'cancel' }));
  expect(asked).toEqual(['send allocate A-1']);
  expect(await bench.job(id)).toMatchObject({ state: 'cancelled', done: 1, withdrawn: 2 });
  expect(bench.story('MIG', 'A-2')).toEqual(['create confirmed', 'allocate withdrawn']);
  expect(await bench.device('MIG', 'A-2')).toMatchObject({ status: 'created', allocateTo: null });
  await bench.expectSound();
});

test('what is paused while others are on the wire waits until it is resumed', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['A-1', 'A-2', 'A-3']);
  await bench.rounds(scripted(done).cloud, 2);
  const { id } = await bench.act({ action: 'allocate', devices, target: solar });
  const { asked, cloud } = await whileSending(bench, () =>
    bench.call('jobs.move', { id, to: 'pause' }),
  );
  expect(asked).toEqual(['send allocate A-1']);
  await bench.rounds(cloud, 2);
  expect(await bench.job(id)).toMatchObject({ state: 'paused', done: 1, waiting: 2 });
  await bench.call('jobs.move', { id, to: 'resume' });
  await bench.rounds(cloud, 2);
  expect(await bench.job(id)).toMatchObject({ state: 'done', done: 3 });
});

test('an edit that travels with a creation still does when others are on the wire', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['A-1', 'A-2']);
  const { sent } = await whileSending(bench, () =>
    bench.act({
      action: 'edit',
      devices: second ? [second] : [],
      change: { description: 'on the roof' },
    }),
  );
  expect(sent).toEqual(['', 'on the roof']);
  expect(bench.story('MIG', 'A-2')).toEqual(['create confirmed']);
});

test('a device that is deleted before its turn is never made', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['A-1', 'A-2']);
  const { asked } = await whileSending(bench, () =>
    bench.act({ action: 'delete', devices: second ? [second] : [] }),
  );
  expect(asked).toEqual(['send create A-1']);
  expect(await bench.device('MIG', 'A-2')).toBeNull();
  await bench.expectSound();
});

test('what is undone before its turn is never sent', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['A-1', 'A-2']);
  const { asked } = await whileSending(bench, () =>
    bench.undo(bench.operation('MIG', 'A-2', 'create').seq),
  );
  expect(asked).toEqual(['send create A-1']);
  expect(await bench.device('MIG', 'A-2')).toBeNull();
  await bench.expectSound();
});
