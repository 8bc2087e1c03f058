import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jobDevicesSql } from '../../main/store/jobs.ts';
import type { Described } from '../../shared/models/selection.ts';
import { must, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { Bench } from './support.ts';

/** What is done with all devices that match: which ones is settled before anything is done with the first. */

const sns = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `U-${10_000 + from + n}`);
const all = { filter: { search: 'u-1', groupId: 'MIG' }, except: [] } satisfies Described;

const acted = async (bench: Bench, id: string) => {
  const { text } = await bench.call<{ text: string }>('jobs.file', { id });
  const [, ...rows] = text.trim().split(/\r?\n/);
  return rows.map((row) => row.split(',')[1]).toSorted();
};
/** Many at once: one sync for all of them. */
const register = (bench: Bench, devices: string[]) =>
  must(bench.app.parts.store.group(() => bench.register('MIG', devices)));
const roofs = ({ db }: Bench): string[] =>
  db
    .prepare("SELECT device_sn FROM device WHERE description = 'roof' ORDER BY device_sn")
    .pluck()
    .all() as string[];

test('what was counted is what is done: without those left out and those that came later', async () => {
  const bench = await Bench.open();
  register(bench, sns(700));
  bench.register('INI', ['U-10000']);
  const except = ['U-10003', 'U-10600'].map((deviceSn) => ({ groupId: 'MIG', deviceSn }));
  const devices = { ...all, except };
  const change = { description: 'roof' };
  const plan = await bench.plan({ action: 'edit', devices, change });
  expect(plan).toMatchObject({ devices: 698, described: { looked: 698 } });
  expect(roofs(bench)).toEqual([]);

  bench.register('MIG', sns(5, 5000));
  const agreed = { ...devices, through: plan.described?.through, most: plan.devices };
  const { id } = await bench.act({ action: 'edit', devices: agreed, change });
  await bench.app.parts.actions.settled();
  expect(await bench.job(id)).toMatchObject({ state: 'done', total: 698, done: 698 });
  const expected = sns(700).filter((sn) => sn !== 'U-10003' && sn !== 'U-10600');
  expect(roofs(bench)).toEqual(expected);
  expect(await acted(bench, id)).toEqual(expected);
  await bench.expectSound();
});

test('what it changes itself moves no device out of it', async () => {
  const bench = await Bench.open();
  register(bench, sns(620));
  const tag = (batchTag: string) => ({ action: 'edit' as const, change: { batchTag } });
  await bench.act({ ...tag('before'), devices: all });
  await bench.app.parts.actions.settled();
  const before = { filter: { batchTag: 'before' }, except: [] };
  const { id } = await bench.act({ ...tag('after'), devices: before });
  await bench.app.parts.actions.settled();
  expect(await bench.job(id)).toMatchObject({ total: 620, done: 620 });
  const { total } = await bench.call<{ total: number }>('devices.count', { batchTag: 'after' });
  expect(total).toBe(620);
  await bench.expectSound();
});

test('with more than a person agreed to, nothing is done, and it says why', async () => {
  const bench = await Bench.open();
  register(bench, sns(8));
  const { id } = await bench.act({ action: 'delete', devices: { ...all, most: 7 } });
  await bench.app.parts.actions.settled();
  expect(await bench.job(id)).toMatchObject({
    state: 'cancelled',
    done: 0,
    waiting: 0,
    problem: { code: 'job-more-than-agreed', params: { most: 7 } },
  });
  expect((await bench.call<{ total: number }>('devices.count', all.filter)).total).toBe(8);
  const none = await bench.act({
    action: 'delete',
    devices: { filter: { search: 'nowhere' }, except: [] },
  });
  await bench.app.parts.actions.settled();
  expect(await bench.job(none.id)).toMatchObject({ state: 'done', total: 0 });
});

test('cancelled while it is looked for: what was found has a result, the rest is left alone', async () => {
  const bench = await Bench.open();
  register(bench, sns(1300));
  const { id } = await bench.act({ action: 'edit', devices: all, change: { description: 'roof' } });
  const { total } = await bench.call<{ total: number }>('jobs.move', { id, to: 'cancel' });
  await bench.app.parts.actions.settled();
  expect(total).toBeLessThan(1300);
  expect(await bench.job(id)).toMatchObject({ state: 'cancelled', withdrawn: total, waiting: 0 });
  expect(await acted(bench, id)).toHaveLength(total);
  expect(roofs(bench)).toEqual([]);
  await bench.expectSound();
});

test('P4: the power goes at any step, and the end is the same', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const bench = await Bench.open({ folder });
  register(bench, sns(1100));
  const { store } = bench.app.parts;
  const moments: string[] = [];
  const commit = store.commit.bind(store);
  store.commit = (event) => {
    const done = commit(event);
    if (event.type === 'job-gathered' || event.type === 'devices-acted') {
      // The disk as it is at this moment.
      const copy = temporaryFolder();
      cpSync(folder, copy, { recursive: true });
      rmSync(join(copy, 'station.lock'), { force: true });
      moments.push(copy);
    }
    return done;
  };
  const { id } = await bench.act({ action: 'edit', devices: all, change: { description: 'roof' } });
  await bench.app.parts.actions.settled();
  expect(moments.length).toBeGreaterThan(10);
  for (const copy of [
    ...moments.slice(0, 3),
    ...moments.slice(5, 14).filter((_, at) => at % 4 === 0),
  ]) {
    const again = new Bench(await openStation({ folder: copy, catalog: false }));
    // Devices that came before it went on are none of its.
    again.register('MIG', ['U-19999']);
    again.app.parts.actions.resume();
    await again.app.parts.actions.settled();
    expect(await again.job(id)).toMatchObject({ state: 'done', total: 1100, done: 1100 });
    expect(roofs(again)).toEqual(sns(1100));
    await again.expectSound();
    await again.app.close();
  }
});

test('which devices a job is about is read by its own key', async () => {
  const { db } = await Bench.open();
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${jobDevicesSql}`).all('', 0, 1) as {
    detail: string;
  }[];
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH job_device USING PRIMARY KEY (job_id=? AND place>?)',
  ]);
});
