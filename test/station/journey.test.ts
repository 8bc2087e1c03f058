import { expect, test } from 'vitest';
import type { State } from '../../shared/models/state.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const lead = { role: 'line-lead' } as const;
const typed = { kind: 'typed', name: '' } as const;

async function station(batch: object = {}) {
  const app = await openStation();
  const start = { groupId: 'INV5K1', tag: 'B1', ...batch };
  must(await app.call('batches.start', start, lead));
  const read = async (text: string) =>
    must(await app.call('station.read', { text, source: typed }, lead)) as {
      verdict: string;
      deviceSn?: string;
      problem?: { code: string; message: string; params?: Record<string, unknown> };
    };
  const state = async () => must(await app.call('state.get', {}, lead)) as State;
  return { app, read, state };
}

test('a new SN is accepted and owes the cloud a device, and its place where the batch has one', async () => {
  const { app, read, state } = await station({
    allocateTo: { regionId: 'beta', orgId: 'o-solar' },
  });
  expect(await read('SN-1')).toMatchObject({ verdict: 'accepted', deviceSn: 'SN-1' });
  expect((await state()).queue).toMatchObject({ queued: 2, confirmed: 0 });
  const { items } = must(await app.call('sync.operations', {}, lead)) as {
    items: { kind: string }[];
  };
  expect(items.map((item) => item.kind)).toEqual(['create', 'allocate']);
});

test('a repeat says when, by whom and under which batch', async () => {
  const { app, read } = await station();
  await read('SN-1');
  const again = await read('SN-1');
  expect(again).toMatchObject({ verdict: 'seen', problem: { code: 'seen-in-batch' } });
  expect(again.problem?.params).toMatchObject({
    at: expect.any(Number),
    by: expect.stringContaining('typed'),
  });
  must(await app.call('batches.finish', {}, lead));
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B2' }, lead));
  const later = await read('SN-1');
  expect(later.problem).toMatchObject({ code: 'seen-on-station', params: { batch: 'B1' } });
  expect(later.problem?.message).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d .* batch B1/);
});

test('an SN that another station registered is seen, with where it came from', async () => {
  const { app, read } = await station();
  app.parts.store.db
    .prepare("INSERT INTO known_device VALUES ('INV5K1', 'SN-9', 'ST-3', '118', 1764000000000)")
    .run();
  expect((await read('SN-9')).problem).toMatchObject({
    code: 'seen-in-cloud',
    params: { by: 'ST-3', batch: '118' },
  });
});

test('the same SN in another group is another device', async () => {
  const { app, read } = await station();
  await read('000000000018');
  must(await app.call('batches.finish', {}, lead));
  must(await app.call('batches.start', { groupId: 'MTR3P2', tag: 'M1' }, lead));
  expect(await read('000000000018')).toMatchObject({ verdict: 'accepted' });
});

test('no batch, a paused batch, a full batch: each says so', async () => {
  const { app, read } = await station({ target: 1 });
  must(await app.call('batches.pause', {}, lead));
  expect((await read('SN-1')).problem?.code).toBe('batch-paused');
  must(await app.call('batches.resume', {}, lead));
  expect((await read('SN-1')).verdict).toBe('accepted');
  expect((await read('SN-2')).problem?.code).toBe('batch-target-reached');
  expect((await read('SN-1')).verdict).toBe('seen');
  must(await app.call('batches.finish', {}, lead));
  expect((await read('SN-2')).problem?.code).toBe('no-batch');
});

test('counts and the last reads survive a restart (P4)', async () => {
  const folder = temporaryFolder();
  const first = await openStation({ folder });
  must(await first.call('batches.start', { groupId: 'INV5K1', tag: 'B1', target: 9 }, lead));
  for (const text of ['SN-1', 'SN-2', 'SN-1', 'no!']) {
    must(await first.call('station.read', { text, source: typed }, lead));
  }
  await first.close();
  const again = await openStation({ folder, catalog: false });
  const state = must(await again.call('state.get', {}, lead)) as State;
  expect(state.batch).toMatchObject({ tag: 'B1', target: 9, accepted: 2, seen: 1, refused: 1 });
  expect(state.reads.map((read) => read.verdict)).toEqual([
    'refused',
    'seen',
    'accepted',
    'accepted',
  ]);
});

test('a group, a place or a template that is not there is said before anything starts', async () => {
  const app = await openStation();
  const start = (batch: object) =>
    app.call('batches.start', { groupId: 'INV5K1', tag: 'B', ...batch }, lead);
  expect(mustFail(await start({ groupId: 'NOPE' })).code).toBe('group-unknown');
  expect(mustFail(await start({ template: 'nope' })).code).toBe('template-unknown');
  const nowhere = { regionId: 'beta', orgId: 'nope' };
  expect(mustFail(await start({ allocateTo: nowhere })).code).toBe('environment-unknown');
  must(await start({}));
  expect(mustFail(await start({ tag: 'C' })).code).toBe('batch-already-open');
});

test('whoever watches is told of a read without asking', async () => {
  const { app, read } = await station();
  const seen: number[] = [];
  const told = Promise.withResolvers<void>();
  const stop = app.watch((state) => {
    seen.push(state.batch?.accepted ?? -1);
    if (state.batch?.accepted === 1) told.resolve();
  });
  await read('SN-1');
  await told.promise;
  stop();
  expect(seen[0]).toBe(0);
});

test('P5: no answer of any reading call holds a secret', async () => {
  const { app } = await station();
  for (const name of ['state.get', 'catalog.get', 'devices.list', 'sync.operations'] as const) {
    expect(JSON.stringify(await app.call(name, {}, { role: 'admin' }))).not.toMatch(/sampleSecret/);
  }
});
