import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { createApp } from '../../main/app.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import { examine } from '../../main/store/doctor.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { begin, breakLine, cut, lastJournal, scanUnits, snsOf, spoilPage } from './support.ts';

const admin = { role: 'admin' as const };
const open = (folder: string): Promise<App> => openStation({ folder, live: true, catalog: false });

/** A station with ten units, a backup of them, and ten more; closed. */
async function worked(backup: boolean) {
  const folder = temporaryFolder();
  const app = await open(folder);
  await begin(app);
  must(app.parts.vault.put('group/RST', 'a product secret'));
  const before = await scanUnits(app, 1, 10);
  if (backup) must(await app.call('backups.make', {}, admin));
  const sns = [...before, ...(await scanUnits(app, 11, 10))];
  const keys = operationKeys(app);
  await app.close();
  return { folder, sns, keys, database: join(folder, 'station.db') };
}

const operationKeys = (app: App) =>
  (
    app.parts.store.db.prepare('SELECT key FROM operation ORDER BY key').all() as { key: string }[]
  ).map(({ key }) => key);

const harms: [string, (database: string) => void][] = [
  ['rubbish in its header', (file) => writeFileSync(file, 'not a database', { flag: 'r+' })],
  ['rubbish in its pages', spoilPage],
  ['cut in the middle', (file) => cut(file, 4096 * 9)],
  ['cut to nothing', (file) => cut(file, 0)],
  ['deleted', (file) => rmSync(file)],
];

test.each(harms)(
  'a database %s: restored from its backup, nothing that was confirmed is missing',
  async (_, harm) => {
    const { folder, sns, keys, database } = await worked(true);
    harm(database);
    const harmed = existsSync(database) ? readFileSync(database) : null;
    const app = await open(folder);
    expect(snsOf(app)).toEqual(sns);
    expect(operationKeys(app)).toEqual(keys);
    expect(app.parts.store.identity.epoch).toBe(2);
    const { recovery } = must(await app.call('state.get', {}, admin)) as {
      recovery: object | null;
    };
    expect(recovery).toMatchObject({ from: 'backup', missing: null });
    expect((recovery as { replayed: number }).replayed).toBeGreaterThanOrEqual(10);
    // What waits is looked up before it is sent: some of it may have gone out already.
    const states = app.parts.store.db.prepare('SELECT DISTINCT state FROM operation').all();
    expect(states).toEqual([{ state: 'in_doubt' }]);
    expect(must(app.parts.vault.get('group/RST'))).toBe('a product secret');
    expect((await examine(app.parts.store)).filter(({ ok }) => !ok)).toEqual([]);
    // The damaged file is kept as it was.
    if (harmed) {
      const [place] = readdirSync(join(folder, 'quarantine'));
      expect(readFileSync(join(folder, 'quarantine', place as string, 'station.db'))).toEqual(
        harmed,
      );
    }
    // Whoever scans one again hears that it is here; a new one is taken.
    const again = must(
      await app.call('station.read', { text: sns[15], source: { kind: 'typed' } }, admin),
    ) as { verdict: string };
    expect(again.verdict).not.toBe('accepted');
    await scanUnits(app, 21, 1);
    expect(snsOf(app)).toHaveLength(21);
    must(await app.call('recovery.read', {}, admin));
    expect((must(await app.call('state.get', {}, admin)) as { recovery: unknown }).recovery).toBe(
      null,
    );
  },
);

test.each(harms.slice(1, 3))(
  'a database %s and no backup: built from the journal and what can still be read',
  async (_, harm) => {
    const { folder, sns, keys, database } = await worked(false);
    harm(database);
    const app = await open(folder);
    expect(snsOf(app)).toEqual(sns);
    expect(operationKeys(app)).toEqual(keys);
    const { recovery } = must(await app.call('state.get', {}, admin)) as { recovery: object };
    expect(recovery).toMatchObject({ from: 'journal', backupAt: null, missing: null });
    expect((await examine(app.parts.store)).filter(({ ok }) => !ok)).toEqual([]);
  },
);

test('a backup that is damaged itself is passed over for an older one', async () => {
  const { folder, sns, database } = await worked(true);
  const good = readdirSync(join(folder, 'backups')).find((name) =>
    /^station-\d+\.db$/.test(name),
  ) as string;
  const newer = join(folder, 'backups', `station-${Date.now() + 60_000}.db`);
  writeFileSync(newer, readFileSync(join(folder, 'backups', good)));
  spoilPage(newer);
  spoilPage(database);
  const app = await open(folder);
  expect(snsOf(app)).toEqual(sns);
  const { recovery } = must(await app.call('state.get', {}, admin)) as {
    recovery: { backupAt: number };
  };
  expect(good).toContain(String(recovery.backupAt));
});

test('a journal that breaks off behind the backup: the report names what needs a second scan', async () => {
  const { folder, sns, database } = await worked(true);
  breakLine(lastJournal(folder), 'RST-0015');
  spoilPage(database);
  const app = await open(folder);
  expect(snsOf(app)).toEqual(sns.slice(0, 14));
  const { recovery } = must(await app.call('state.get', {}, admin)) as {
    recovery: { missing: { deviceSns: string[]; since: number } };
  };
  // The broken line itself cannot be read; those behind it can.
  expect(recovery.missing.deviceSns).toEqual(sns.slice(15));
  expect(recovery.missing.since).toBeGreaterThan(0);
  const state = must(await app.call('state.get', {}, admin)) as {
    lights: { disk: { level: string } };
  };
  expect(state.lights.disk.level).toBe('bad');
  // Scanned again, they are new here, and the looked-up operation finds them in the cloud if they were sent.
  await scanUnits(app, 15, 6);
  expect(snsOf(app)).toEqual(sns);
});

test('a crash in the middle of a restore is restored again', async () => {
  const { folder, sns, database } = await worked(true);
  spoilPage(database);
  // As it is left between the two renames.
  const place = join(folder, 'quarantine', 'database-1');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'station.db'), readFileSync(database));
  rmSync(database);
  writeFileSync(join(folder, 'station.restoring.db'), 'half');
  const app = await open(folder);
  expect(snsOf(app)).toEqual(sns);
  expect(existsSync(join(folder, 'station.restoring.db'))).toBe(false);
});

test('neither backup nor journal: nothing is made up and nothing is touched', async () => {
  const { folder, database } = await worked(false);
  for (const name of readdirSync(folder).filter((each) => each.startsWith('journal-'))) {
    rmSync(join(folder, name));
  }
  spoilPage(database);
  const harmed = readFileSync(database);
  const world = must(machineWorld({ folder, passphrase: null }));
  expect(mustFail(await createApp(world, { live: true })).code).toBe('restore-nothing');
  expect(readFileSync(database)).toEqual(harmed);
});

test('a command does not restore by itself: it says what is wrong and leaves it', async () => {
  const { folder, database } = await worked(true);
  spoilPage(database);
  const harmed = readFileSync(database);
  const world = must(machineWorld({ folder, passphrase: null }));
  expect(mustFail(await createApp(world, { live: false })).code).toBe('store-damaged');
  expect(readFileSync(database)).toEqual(harmed);
});
