import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nextDueAt } from '../../main/store/due.ts';
import type { Outcome } from '../../main/sync/clouds/cloud.ts';
import type { Job } from '../../shared/models/action.ts';
import { freshStation, type Station } from '../support/cli.ts';
import { startEnosServer } from '../support/enos-server.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { openStation } from '../support/station.ts';
import { until } from '../support/wait.ts';
import { scripted } from '../sync/scripted-cloud.ts';
import { Bench, lifeCatalog, solar } from './support.ts';

/** Thousands of devices at once: a result for each, whatever comes between. */

const many = 2000;
const sns = (count: number) => Array.from({ length: count }, (_, n) => `U-${10_000 + n}`);
const named = (count: number, groupId = 'MIG') =>
  sns(count).map((deviceSn) => ({ groupId, deviceSn }));
const done = ({ kind }: { kind: string }): Outcome => ({
  kind: 'done',
  sn: 'S',
  ...(kind === 'allocate' ? { assetId: 'A' } : {}),
});
const willing = scripted(done, { batch: 500, wholeLanes: true }).cloud;

interface Results {
  items: { deviceSn: string; result: string }[];
  next: number | null;
}

/** Results of all devices, page by page. */
async function resultsOf(bench: Bench, id: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const seen = new Set<string>();
  for (let after = -1; ; ) {
    const page = await bench.call<Results>('jobs.results', { id, after, limit: 300 });
    for (const { deviceSn, result } of page.items) {
      expect(seen.has(deviceSn), `${deviceSn} twice`).toBe(false);
      seen.add(deviceSn);
      counts[result] = (counts[result] ?? 0) + 1;
    }
    if (page.next === null) return counts;
    after = page.next;
  }
}

test('2,000 are allocated, paused, resumed and cancelled with a result for each', {
  timeout: 300_000,
}, async () => {
  const bench = await Bench.open();
  bench.register('MIG', sns(many));
  await bench.rounds(willing, 8);
  const { id } = await bench.act({ action: 'allocate', devices: named(many), target: solar });
  await bench.app.parts.actions.settled();
  expect(await bench.job(id)).toMatchObject({ state: 'running', total: many, waiting: many });

  let calls = 0;
  const first = scripted(
    (item) => {
      calls++;
      // After three calls the person presses Pause, which the fourth already minds.
      if (calls === 300) void bench.call('jobs.move', { id, to: 'pause' });
      return done(item);
    },
    { batch: 100, lanes: 1 },
  ).cloud;
  await bench.rounds(first);
  expect(await bench.job(id)).toMatchObject({ state: 'paused', done: 300, waiting: many - 300 });
  await bench.rounds(willing);
  expect(await bench.job(id)).toMatchObject({ state: 'paused', done: 300 });

  await bench.call('jobs.move', { id, to: 'resume' });
  const second = scripted(
    (item) => {
      calls++;
      if (calls === 550) void bench.call('jobs.move', { id, to: 'cancel' });
      return done(item);
    },
    { batch: 100, lanes: 1 },
  ).cloud;
  await bench.rounds(second);
  // What was on the wire is brought to its end.
  const ended = await until('the cancel', async () => {
    const job = await bench.job(id);
    return job.state === 'cancelled' && job;
  });
  expect(ended).toMatchObject({ total: many, done: 600, withdrawn: many - 600, waiting: 0 });
  expect(await resultsOf(bench, id)).toEqual({ done: 600, withdrawn: many - 600 });
  await bench.rounds(willing, 2);
  expect(await bench.job(id)).toEqual(ended);
  expect((await bench.refused('jobs.move', { id, to: 'resume' })).code).toBe('job-ended');

  const file = await bench.call<{ name: string; text: string }>('jobs.file', { id });
  expect(file.name).toMatch(/^allocate-\d{4}-\d\d-\d\d-\w{8}\.csv$/);
  const rows = file.text.trim().split(/\r?\n/);
  expect(rows).toHaveLength(many + 1);
  expect(rows[0]).toBe('groupId,deviceSn,result,code,reason');
  expect(rows[1]).toBe('MIG,U-10000,done,,');
  expect(rows.at(-1)).toBe(`MIG,U-${10_000 + many - 1},withdrawn,,`);
  await bench.expectSound();
});

test('a cancel before all were judged leaves none without a result', async () => {
  const bench = await Bench.open();
  bench.register('MIG', sns(450));
  await bench.rounds(willing, 2);
  const { id } = await bench.act({ action: 'allocate', devices: named(450), target: solar });
  const cancelled = await bench.call<Job>('jobs.move', { id, to: 'cancel' });
  expect(cancelled).toMatchObject({ total: 450, withdrawn: 450, waiting: 0, state: 'cancelled' });
  expect(await resultsOf(bench, id)).toEqual({ withdrawn: 450 });
  expect(
    (await bench.call<{ text: string }>('jobs.file', { id })).text.trim().split(/\r?\n/),
  ).toHaveLength(451);
  await bench.expectSound();
});

test('a device that has been begun is brought to its end; the others are taken back', async () => {
  const bench = await Bench.open();
  bench.register('MIG', sns(3), solar);
  await bench.rounds(willing, 2);
  const { id } = await bench.act({
    action: 'reprovision',
    devices: named(3),
    target: { regionId: 'eu2', orgId: 'o-grid' },
  });
  // The first device's reset goes through, and then the network is gone.
  const one = scripted((item) =>
    item.deviceSn === 'U-10000'
      ? done(item)
      : { kind: 'again', problem: { code: 'internal', message: 'later' } },
  ).cloud;
  await bench.rounds(one);
  await bench.call('jobs.move', { id, to: 'cancel' });
  expect(await bench.job(id)).toMatchObject({ state: 'cancelled', withdrawn: 2, waiting: 1 });
  await bench.rounds(willing, 2);
  expect(await bench.job(id)).toMatchObject({ withdrawn: 2, done: 1, waiting: 0 });
  expect(bench.story('MIG', 'U-10000').slice(2)).toEqual(['reset confirmed', 'allocate confirmed']);
  expect(await bench.device('MIG', 'U-10001')).toMatchObject({
    allocateTo: solar,
    status: 'allocated',
  });
});

test('a full disk stops a job for a while only, and nobody is told that it was not asked for', {
  timeout: 60_000,
}, async () => {
  const bench = await Bench.open();
  bench.register('MIG', sns(3));
  await bench.rounds(willing, 2);
  bench.db.exec(
    `CREATE TRIGGER full BEFORE INSERT ON job_item BEGIN SELECT raise(ABORT, 'no space'); END`,
  );
  const job = await bench.act({ action: 'allocate', devices: named(3), target: solar });
  expect(job).toMatchObject({ state: 'running', waiting: 3 });
  bench.db.exec('DROP TRIGGER full');
  await until('the rest', () => bench.story('MIG', 'U-10002').length > 1, { within: 30_000 });
  expect(bench.story('MIG', 'U-10002')).toEqual(['create confirmed', 'allocate queued']);
  await bench.expectSound();
});

test('nothing that is done for one device walks through those of all others', async () => {
  const bench = await Bench.open();
  const { db } = bench;
  const plans = new Map<string, string[]>();
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    if (/\b(operation|job_item|device)\b/.test(sql) && !sql.startsWith('INSERT')) {
      const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1]);
      const places = Array((sql.match(/\?/g) ?? []).length).fill(1);
      const bound = names.length > 0 ? [Object.fromEntries(names)] : places;
      const rows = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound) as { detail: string }[];
      plans.set(
        sql.replace(/\s+/g, ' '),
        rows.map(({ detail }) => detail),
      );
    }
    return prepare(sql);
  }) as typeof db.prepare;
  bench.register('MIG', sns(3));
  await bench.rounds(willing, 2);
  const target = solar;
  const { id } = await bench.act({ action: 'allocate', devices: named(3), target });
  await bench.rounds(scripted(() => 'lost').cloud);
  const no: Outcome = { kind: 'refused', problem: { code: 'internal', message: 'no' } };
  await bench.rounds(scripted(() => no).cloud);
  await bench.call('sync.retry', {});
  await bench.call('jobs.move', { id, to: 'cancel' });
  await bench.rounds(willing, 2);
  nextDueAt(db);
  expect(plans.size).toBeGreaterThan(15);
  // What is open, what is parked and what a job has is walked on purpose, by its own index.
  const meant =
    /operation_(open|unfinished|by_state|by_job)|queue_count|json_each|CONSTANT|SUBQUERY/;
  const walks = [...plans].flatMap(([sql, plan]) =>
    plan
      .filter((line) => /^SCAN|\((group_id=\?|job_id=\?)\)/.test(line) && !meant.test(line))
      .map((line) => `${line}: ${sql}`),
  );
  expect(walks).toEqual([]);
});

/** Bytes of the journal so far. */
const journalled = ({ data }: Station): number =>
  readdirSync(data)
    .filter((file) => file.startsWith('journal-'))
    .reduce((sum, file) => sum + statSync(join(data, file)).size, 0);

test('P4: kill -9 in the middle of an action on 2,000, and in the middle of sending it', {
  timeout: 600_000,
}, async () => {
  const groups = JSON.parse(lifeCatalog()).registrationGroups.map(
    ({ groupId }: { groupId: string }) => ({
      groupId,
      masterData: [
        { identifier: 'ratedPower', type: 'Double' },
        { identifier: 'phase', type: 'Enum' },
        { identifier: 'remark', type: 'String' },
      ],
    }),
  );
  const server = await startEnosServer({ groups });
  onTestFinished(() => server.close());
  await using station = await freshStation();
  await station.connect(server, 'enos');
  const all = sns(many);
  // They have been sent in calmer times.
  const calm = new Bench(await openStation({ folder: station.data, catalog: false }));
  calm.register('INV5K1', all);
  await calm.rounds(scripted(() => ({ kind: 'done' }), { batch: 500 }).cloud);
  await calm.app.close();
  for (const deviceSn of all) {
    const body = { groupId: 'INV5K1', count: 1, deviceData: { deviceSn } };
    server.devices.call('create', { orgId: server.orgId }, body);
  }

  const before = journalled(station);
  const running = station.start(['act', 'edit', '--group', 'INV5K1', '-', '--description', 'roof']);
  running.write(all.map((sn) => `${sn}\n`).join(''));
  running.endInput();
  // The request itself names them all; what comes after are slices.
  await until('a slice', () => running.over || journalled(station) > before + many * 60, {
    within: 60_000,
    every: 1,
  });
  await running.kill();
  await expectHealthy(station);

  const sending = station.start(['sync', '--until-empty']);
  await until(
    'some to be sent',
    () => sending.over || server.requests.filter(({ action }) => action === 'update').length > 200,
    { within: 120_000, every: 5 },
  );
  await sending.kill();
  await expectHealthy(station);
  await station.must(['sync', '--until-empty'], { within: 300_000 });
  expect(await station.queue()).toMatchObject({ queued: 0, sending: 0, inDoubt: 0, parked: 0 });

  const here = new Map(server.devices.all().map((one) => [one.deviceData['deviceSn'], one.desc]));
  expect(all.filter((sn) => here.get(sn) !== 'roof')).toEqual([]);
  expect(server.devices.all()).toHaveLength(many);
  const app = await openStation({ folder: station.data, catalog: false });
  const bench = new Bench(app);
  const { items } = await bench.call<{ items: Job[] }>('jobs.list', { limit: 10 });
  expect(items).toMatchObject([{ action: 'edit', state: 'done', total: many, done: many }]);
  expect(await resultsOf(bench, items[0]?.id ?? '')).toEqual({ done: many });
  await bench.expectSound();
});

test('what is held is left, and said: a sync does not wait for it', async () => {
  const server = await startEnosServer();
  onTestFinished(() => server.close());
  await using station = await freshStation();
  await station.connect(server, 'enos');
  await station.register(['U-10000']);
  await station.must(['sync', '--until-empty']);
  await station.must(['act', 'edit', '--group', 'INV5K1', '--sn', 'U-10000', '--description', 'x']);
  const app = await openStation({ folder: station.data, catalog: false });
  const bench = new Bench(app);
  const { items } = await bench.call<{ items: Job[] }>('jobs.list', { limit: 10 });
  await bench.call('jobs.move', { id: items[0]?.id, to: 'pause' });
  await app.close();
  const ended = await station.run(['sync', '--until-empty']);
  expect([ended.code, ended.json[0].queue.queued]).toEqual([1, 1]);
});
