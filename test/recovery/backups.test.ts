import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outdated } from '../../main/recovery/rotation.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { begin, lastJournal, scanUnits } from './support.ts';

const admin = { role: 'admin' as const };
const hour = 3_600_000;

test('the last four stay, and the newest of each of seven days', () => {
  const now = Date.UTC(2026, 10, 28, 22);
  const times = Array.from({ length: 60 }, (_, at) => now - at * 8 * hour);
  const gone = new Set(outdated(times));
  const kept = times.filter((at) => !gone.has(at));
  expect(kept.slice(0, 4)).toEqual(times.slice(0, 4));
  const days = kept.map((at) => Math.floor(at / (24 * hour)));
  expect(new Set(days).size).toBe(7);
  expect(kept.length).toBeLessThanOrEqual(11);
});

test('whatever the times are, the newest one is never removed', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(2 ** 40), { minLength: 1, maxLength: 80 }), (times) => {
      expect(outdated(times)).not.toContain(Math.max(...times));
      expect(times.length - outdated(times).length).toBeLessThanOrEqual(11);
    }),
  );
});

test('one is made while units are scanned; the state says when and how large', async () => {
  const app = await openStation({ live: true, catalog: false });
  await begin(app);
  await scanUnits(app, 1, 5);
  const made = app.call('backups.make', {}, admin);
  const sns = await scanUnits(app, 6, 5);
  expect(sns).toHaveLength(5);
  const state = must(await made) as { lastAt: number; size: number; problem: unknown };
  expect(state).toMatchObject({ problem: null, busy: false });
  expect(state.size).toBeGreaterThan(4096);
  const names = readdirSync(join(app.parts.world.folder, 'backups'));
  expect(names.toSorted()).toEqual([`station-${state.lastAt}.db`, `station-${state.lastAt}.json`]);
});

test('a second folder gets backups and the journal up to the last confirmed entry, and only what is new', async () => {
  const second = temporaryFolder();
  const app = await openStation({ live: true, catalog: false });
  await begin(app);
  await scanUnits(app, 1, 5);
  must(await app.call('backups.setUp', { second, everyHours: 8 }, admin));
  must(await app.call('backups.make', {}, admin));
  const { folder } = app.parts.world;
  const place = join(second, app.parts.store.identity.stationId);
  const here = lastJournal(folder);
  expect(readFileSync(lastJournal(place))).toEqual(readFileSync(here));
  await scanUnits(app, 6, 5);
  expect(readFileSync(lastJournal(place)).length).toBeLessThan(readFileSync(here).length);
  must(await app.parts.backups.ship());
  expect(readFileSync(lastJournal(place))).toEqual(readFileSync(here));
  expect(readdirSync(join(place, 'backups'))).toHaveLength(2);
});

test('a second folder that is away is told of, the backup here is made, and nothing is made where it was', async () => {
  const second = join(temporaryFolder(), 'share');
  mkdirSync(second);
  const app = await openStation({ live: true, catalog: false });
  must(await app.call('backups.setUp', { second, everyHours: 8 }, admin));
  rmSync(second, { recursive: true });
  const made = must(await app.call('backups.make', {}, admin)) as {
    lastAt: number;
    second: { problem: { code: string } };
  };
  expect(made.lastAt).toBeGreaterThan(0);
  expect(made.second.problem.code).toBe('backup-folder-missing');
  expect(existsSync(second)).toBe(false);
  mkdirSync(second);
  must(await app.parts.backups.ship());
  expect(app.parts.backups.state().second?.problem).toBe(null);
});

test('a folder that is not there is not set', async () => {
  const app = await openStation({ live: true, catalog: false });
  const wish = { second: '/nowhere/at/all', everyHours: 8 };
  expect(mustFail(await app.call('backups.setUp', wish, admin)).code).toBe('backup-folder-missing');
  expect(app.parts.backups.state().second).toBe(null);
});
