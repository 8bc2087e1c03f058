import { copyFileSync, cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { State } from '../../shared/models/state.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';
import {
  button,
  day,
  engineer,
  friday,
  giveSeries,
  handles,
  makingStation,
  plain,
  weekly,
} from './support.ts';

test('the next unit is green with the next SN, goes to the cloud and gets its label', async () => {
  const { app, next, maker } = await makingStation({ batch: { template: 'l7651' } });
  expect(await maker()).toMatchObject({ left: 100, nextSn: 'MX0001', problem: null });
  expect(await next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0001' });
  expect(await next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0002' });
  const state = must(await app.call('state.get', {}, engineer)) as State;
  expect(state).toMatchObject({
    batch: { accepted: 2, makes: true },
    queue: { queued: 2 },
    printing: { pending: 2 },
    maker: { left: 98, nextSn: 'MX0003' },
  });
  expect(state.reads[0]).toMatchObject({ deviceSn: 'MX0002', source: { kind: 'made' } });
});

test('a number that is known, here or in the cloud, is skipped aloud and counted', async () => {
  const { app, next, read, maker } = await makingStation();
  expect(await read('MX0001')).toMatchObject({ verdict: 'accepted' });
  app.parts.store.db
    .prepare("INSERT INTO known_device VALUES ('INV5K1', 'MX0002', 'ST-3', '118', 1764000000000)")
    .run();
  expect(await next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0003' });
  const state = must(await app.call('state.get', {}, engineer)) as State;
  expect(
    state.reads.slice(0, 3).map((one) => [one.deviceSn, one.verdict, one.problem?.code]),
  ).toEqual([
    ['MX0003', 'accepted', undefined],
    ['MX0002', 'seen', 'seen-in-cloud'],
    ['MX0001', 'seen', 'seen-in-batch'],
  ]);
  expect(state.batch?.seen).toBe(2);
  expect(await maker()).toMatchObject({ left: 97, nextSn: 'MX0004' });
});

test.for(['good', 'bad'])(
  'a number of a %s golden sample is skipped aloud and burned',
  async (expected) => {
    const { app, next, maker } = await makingStation();
    const sample = { groupId: 'INV5K1', text: 'MX0002', expected };
    must(await app.call('golden.declare', sample, engineer));
    expect(await next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0001' });
    expect(await next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0003' });
    const state = must(await app.call('state.get', {}, engineer)) as State;
    expect(state.reads[1]).toMatchObject({
      deviceSn: 'MX0002',
      verdict: 'seen',
      problem: { code: 'seen-golden' },
    });
    expect(state.batch?.seen).toBe(1);
    expect(await maker()).toMatchObject({ nextSn: 'MX0004' });
    // Nobody has scanned it.
    const { items } = must(await app.call('golden.list', { groupId: 'INV5K1' }, engineer)) as {
      items: object[];
    };
    expect(items).toMatchObject([{ text: 'MX0002', checkedAt: null, right: null }]);
  },
);

test('many known numbers in a row stop and ask, and go on at the next press', async () => {
  const { app, next } = await makingStation();
  const known = app.parts.store.db.prepare(
    "INSERT INTO known_device VALUES ('INV5K1', ?, 'ST-3', '118', 1764000000000)",
  );
  for (let at = 1; at <= 60; at++) known.run(`MX${String(at).padStart(4, '0')}`);
  expect((await next()).problem).toMatchObject({
    code: 'maker-many-known',
    params: { count: 50, deviceSn: 'MX0050' },
  });
  expect(await next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0061' });
});

test('a number that was made and taken back stays burned', async () => {
  const { app, next } = await makingStation();
  await next();
  const { items } = must(await app.call('sync.operations', {}, engineer)) as {
    items: { seq: number }[];
  };
  must(await app.call('sync.undo', { seq: items[0]?.seq, reason: 'test' }, { role: 'admin' }));
  expect(must(await app.call('devices.list', {}, engineer))).toMatchObject({ total: 0 });
  expect(await next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0002' });
});

test('a batch that is paused or full uses no number', async () => {
  const { app, next, maker } = await makingStation({ batch: { target: 1 } });
  must(await app.call('batches.pause', {}, engineer));
  expect((await next()).problem?.code).toBe('batch-paused');
  must(await app.call('batches.resume', {}, engineer));
  expect(await next()).toMatchObject({ deviceSn: 'MX0001', verdict: 'accepted' });
  expect((await next()).problem?.code).toBe('batch-target-reached');
  expect(await maker()).toMatchObject({ nextSn: 'MX0002' });
});

test('a batch that reads makes nothing, and none at all neither', async () => {
  const app = await openStation();
  const { next } = handles(app);
  expect((await next()).problem?.code).toBe('no-batch');
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B1' }, engineer));
  expect((await next()).problem?.code).toBe('maker-batch-reads');
});

test('an empty range says so, and what to do; before that there is a warning', async () => {
  const { next, maker } = await makingStation({ range: [1, 3] });
  expect(await maker()).toMatchObject({ left: 3, problem: { code: 'maker-low' } });
  for (let at = 0; at < 3; at++) expect(await next()).toMatchObject({ verdict: 'accepted' });
  expect((await next()).problem?.code).toBe('maker-range-empty');
  expect(await maker()).toMatchObject({
    left: 0,
    nextSn: null,
    problem: { code: 'maker-range-empty' },
  });
});

test('each week counts from its own beginning, from ranges of its own', async () => {
  const { next, clock, set } = await makingStation({ series: weekly });
  expect(await next()).toMatchObject({ deviceSn: 'INV5K1-26480001' });
  clock.at += 3 * day;
  expect((await next()).problem?.code).toBe('maker-range-empty');
  must(await set());
  expect(await next()).toMatchObject({ deviceSn: 'INV5K1-26490001' });
});

test('a clock that jumped back makes nothing until a person says that it is right', async () => {
  const { app, next, clock, set, maker } = await makingStation({ series: weekly });
  clock.at += 7 * day;
  must(await set());
  await next();
  clock.at -= 7 * day;
  expect((await next()).problem).toMatchObject({
    code: 'maker-clock-back',
    params: { period: '2026-W48', latest: '2026-W49' },
  });
  expect(await maker()).toMatchObject({ problem: { code: 'maker-clock-back' } });
  must(await app.call('makers.confirmClock', { groupId: 'INV5K1' }, engineer));
  expect(await next()).toMatchObject({ deviceSn: 'INV5K1-26480001' });
  clock.at += 7 * day;
  expect(await next()).toMatchObject({ deviceSn: 'INV5K1-26490002' });
});

test('a range set by hand is held against all that this station knows, and both intervals are named', async () => {
  const { set, read, next, app } = await makingStation({ range: [1, 100] });
  await next();
  const meets = async (first: number, last: number) => mustFail(await set({ first, last }));
  expect(await meets(50, 150)).toMatchObject({
    code: 'maker-range-overlap',
    params: { ours: 'MX0050–MX0150', theirs: 'MX0001–MX0100', deviceSn: 'MX0050' },
  });
  expect(await read('MX0300')).toMatchObject({ verdict: 'accepted' });
  expect(await meets(250, 350)).toMatchObject({
    code: 'maker-range-overlap',
    params: { ours: 'MX0250–MX0350', theirs: 'MX0300' },
  });
  expect((await meets(0, 5)).code).toBe('maker-range-invalid');
  expect((await meets(9, 5)).code).toBe('maker-range-invalid');
  expect((await meets(9990, 10_000)).code).toBe('maker-range-invalid');
  expect(mustFail(await set({ first: 500, last: 600, period: '2026-W48' })).code).toBe(
    'maker-range-invalid',
  );
  expect(must(await set({ first: 500, last: 600 }))).toMatchObject({
    left: 101,
    firstSn: 'MX0500',
  });
  const technician = await app.call(
    'makers.setRange',
    { groupId: 'INV5K1', first: 700, last: 800 },
    { role: 'technician' },
  );
  expect(mustFail(technician).code).toBe('role-missing');
});

test('a range that was given up is never used again, not even when it is set again', async () => {
  const { app, next, set, ranges } = await makingStation({ range: [1, 100] });
  await next();
  const [held] = await ranges();
  must(await app.call('makers.endRange', { id: held?.id }, engineer));
  expect((await next()).problem?.code).toBe('maker-range-empty');
  expect(mustFail(await set({ first: 50, last: 60 })).code).toBe('maker-range-overlap');
});

test('a batch does not begin where the SNs of two groups could be the same', async () => {
  const { app } = await makingStation();
  must(await app.call('batches.finish', {}, engineer));
  await giveSeries(
    app,
    {
      ...plain,
      parts: [{ kind: 'text', text: 'MX9' }, { kind: 'counter' }],
      counter: { ...plain.counter, width: 3 },
    },
    'SNS001',
  );
  const start = { groupId: 'INV5K1', tag: 'B2', makes: true };
  expect(mustFail(await app.call('batches.start', start, engineer))).toMatchObject({
    code: 'maker-series-overlap',
    params: { other: 'SNS001', ours: 'MX0001–MX9999', theirs: 'MX9001–MX9999', deviceSn: 'MX9001' },
  });
  must(await app.call('batches.start', { ...start, makes: false }, engineer));
});

test('a batch does not begin where an earlier series of the group made one of the SNs', async () => {
  const { app, next } = await makingStation();
  await next();
  must(await app.call('batches.finish', {}, engineer));
  await giveSeries(app, {
    ...plain,
    parts: [{ kind: 'text', text: 'MX0' }, { kind: 'counter' }],
    counter: { ...plain.counter, width: 3 },
  });
  const start = { groupId: 'INV5K1', tag: 'B2', makes: true };
  expect(mustFail(await app.call('batches.start', start, engineer))).toMatchObject({
    code: 'maker-range-overlap',
    params: { theirs: 'MX0001–MX0001', deviceSn: 'MX0001' },
  });
});

test.each([
  ['no series', undefined, 'maker-no-series'],
  [
    'a rule that refuses it',
    { ...plain, parts: [{ kind: 'text', text: 'mx' }, { kind: 'counter' }] },
    'series-invalid',
  ],
] as const)('a batch does not begin with %s', async (_, series, code) => {
  const app = await openStation();
  await giveSeries(app, series as typeof plain | undefined);
  const start = { groupId: 'INV5K1', tag: 'B2', makes: true };
  expect(mustFail(await app.call('batches.start', start, engineer)).code).toBe(code);
});

test('many are made ahead without holding the station, and that can be cancelled', async () => {
  const { app } = await makingStation({ range: [1, 9999] });
  const make = (count: number) => app.call('makers.make', { count, source: button }, engineer);
  must(await make(200));
  expect(mustFail(await make(5)).code).toBe('maker-busy');
  const seen = new Set<number>();
  const { makers } = app.parts;
  await until(
    'all are made',
    () => {
      seen.add(makers.making()?.done ?? -1);
      return makers.making()?.running === false;
    },
    { every: 0 },
  );
  expect(makers.making()).toMatchObject({ done: 200, total: 200, skipped: 0, problem: null });
  // Others had their turn in between, again and again.
  expect(seen.size).toBeGreaterThan(5);
  must(await make(5000));
  await until('some are made', () => (makers.making()?.done ?? 0) > 5);
  must(await app.call('makers.cancel', {}, engineer));
  await makers.settled();
  const { done } = makers.making() as { done: number };
  expect(done).toBeLessThan(5000);
  const state = must(await app.call('state.get', {}, engineer)) as State;
  expect(state.batch?.accepted).toBe(200 + done);
});

test('making ahead ends where the numbers end, and says why', async () => {
  const { app } = await makingStation({ range: [1, 7] });
  must(await app.call('makers.make', { count: 10, source: button }, engineer));
  await app.parts.makers.settled();
  expect(app.parts.makers.making()).toMatchObject({
    done: 7,
    running: false,
    problem: { code: 'maker-range-empty' },
  });
});

test('a database from a backup learns from the journal what was used since', async () => {
  const folder = temporaryFolder();
  const { app, next } = await makingStation({ folder });
  await next();
  const backup = join(temporaryFolder(), 'station.db');
  app.parts.store.db.prepare('VACUUM INTO ?').run(backup);
  for (let at = 0; at < 4; at++) await next();
  await app.close();
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `station.db${end}`), { force: true });
  copyFileSync(backup, join(folder, 'station.db'));
  const again = await openStation({ folder, catalog: false, clock: { now: () => friday } });
  expect(await handles(again).next()).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0006' });
});

test('a copy of the folder uses none of the numbers of the original', async () => {
  const folder = temporaryFolder();
  const { app, next } = await makingStation({ folder });
  await next();
  await app.close();
  const copy = join(temporaryFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  const twin = await openStation({ folder: copy, catalog: false, clock: { now: () => friday } });
  expect((await handles(twin).next()).problem?.code).toBe('maker-folder-copied');
  expect(await handles(twin).ranges()).toMatchObject([{ ended: 'the folder is a copy', left: 0 }]);
  expect(await handles(twin).maker()).toMatchObject({ problem: { code: 'maker-folder-copied' } });
  const original = await openStation({ folder, catalog: false, clock: { now: () => friday } });
  expect(await handles(original).next()).toMatchObject({ deviceSn: 'MX0002' });
  await original.close();
  // A folder that only moved is no copy.
  const moved = `${folder}-moved`;
  renameSync(folder, moved);
  const there = await openStation({ folder: moved, catalog: false, clock: { now: () => friday } });
  expect(await handles(there).next()).toMatchObject({ deviceSn: 'MX0003' });
});
