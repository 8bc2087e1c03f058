import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { auditFile } from '../../main/security/audit-export.ts';
import { checkAuditFile } from '../../main/security/audit-file.ts';
import { auditHead, listAudit } from '../../main/store/audit.ts';
import { checkAudit } from '../../main/store/audit-check.ts';
import { examine } from '../../main/store/doctor.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** Who did what: each entry is chained to the one before, and what somebody changed is found. */

const admin = { role: 'admin' } as const;

async function worked(folder = temporaryFolder()): Promise<App> {
  const app = await openStation({ folder });
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'W-1', target: 9 }, admin));
  for (const text of ['AB-0001', 'AB-0002', 'AB-0003']) {
    must(await app.call('station.read', { text, source: { kind: 'typed' } }, admin));
  }
  must(await app.call('preferences.set', { stationName: 'ST-3' }, admin));
  must(await app.call('batches.pause', {}, admin));
  return app;
}

const acts = (app: App, filter = {}) =>
  listAudit(app.parts.store.db, { limit: 500, ...filter }).items.map(({ what }) => what);

/** Goes round the station, as somebody with the file and a tool does. */
function tamper(folder: string, change: (db: Database.Database) => void): void {
  const db = new Database(join(folder, 'station.db'));
  db.exec('DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept;');
  change(db);
  db.close();
}

test('what people do is there with who, where and on which unit, and found by each', async () => {
  const app = await worked();
  expect(acts(app).slice(0, 6)).toEqual([
    'batch-paused',
    'preferences-set',
    'unit-registered',
    'unit-registered',
    'unit-registered',
    'batch-started',
  ]);
  const [unit] = listAudit(app.parts.store.db, { unit: 'ab-0002', limit: 9 }).items;
  expect(unit).toMatchObject({
    what: 'unit-registered',
    groupId: 'INV5K1',
    deviceSn: 'AB-0002',
    place: 'typed',
    about: 'W-1',
  });
  expect(acts(app, { search: 'w-1' })).toContain('batch-started');
  expect(acts(app, { what: 'preferences-set' })).toEqual(['preferences-set']);
  expect(acts(app, { search: '%' })).toEqual([]);
  expect(acts(app, { to: 1 })).toEqual([]);
});

test('it is read in pages without a gap, also while it grows', async () => {
  const app = await worked();
  const { db } = app.parts.store;
  const first = listAudit(db, { limit: 2 });
  must(await app.call('batches.resume', {}, admin));
  const seen = [...first.items];
  for (let { next } = first; next !== null; ) {
    const page = listAudit(db, { limit: 2, before: next });
    seen.push(...page.items);
    next = page.next;
  }
  const from = first.items[0]?.n ?? 0;
  expect(seen.map(({ n }) => n)).toEqual(Array.from({ length: from }, (_, at) => from - at));
});

test('an untouched log is sound, before and after a restart, and so says the doctor', async () => {
  const folder = temporaryFolder();
  const app = await worked(folder);
  const { entries } = await checkAudit(app.parts.store);
  await app.close();
  const again = await openStation({ folder, catalog: false });
  expect(await checkAudit(again.parts.store)).toMatchObject({
    sound: true,
    entries,
    fromJournal: 0,
  });
  const checks = await examine(again.parts.store);
  expect(checks.find(({ check }) => check === 'audit')).toMatchObject({ ok: true });
});

test('half a character and what ends a text elsewhere are kept as they are hashed', async () => {
  const app = await openStation();
  for (const stationName of ['broken \ud800 half', 'zero \u0000 byte', '\u2028 line']) {
    await app.call('preferences.set', { stationName }, admin);
    app.parts.audit('command-key-set', stationName, `${stationName} (admin)`);
  }
  expect(await checkAudit(app.parts.store)).toMatchObject({ sound: true });
  const { path } = await exported(app);
  expect(await checkAuditFile(path)).toMatchObject({ sound: true });
});

test('the station itself cannot change or remove an entry', async () => {
  const app = await worked();
  const { db } = app.parts.store;
  expect(() => db.exec("UPDATE audit SET by = 'nobody' WHERE n = 2")).toThrow(/only added to/);
  expect(() => db.exec('DELETE FROM audit WHERE n = 2')).toThrow(/only added to/);
});

test.each<[string, (db: Database.Database) => void]>([
  ['changed', (db) => db.exec("UPDATE audit SET by = 'M. Okafor' WHERE n = 3")],
  ['removed', (db) => db.exec('DELETE FROM audit WHERE n = 3')],
  [
    'reordered',
    (db) =>
      db.exec(
        'UPDATE audit SET n = -3 WHERE n = 3; UPDATE audit SET n = 3 WHERE n = 4; UPDATE audit SET n = 4 WHERE n = -3;',
      ),
  ],
  [
    'cut off at the end',
    (db) => db.exec('DELETE FROM audit WHERE n >= (SELECT max(n) FROM audit)'),
  ],
  ['emptied', (db) => db.exec('DELETE FROM audit')],
  [
    'given another',
    (db) =>
      db.exec(
        `INSERT INTO audit SELECT n + 1, at, by, what, place, group_id, device_sn, ref, about, detail, hash
         FROM audit ORDER BY n DESC LIMIT 1`,
      ),
  ],
])('a log that was %s is found out, and still after more was added', async (_, change) => {
  const folder = temporaryFolder();
  await (await worked(folder)).close();
  tamper(folder, change);
  const app = await openStation({ folder, catalog: false });
  const found = await checkAudit(app.parts.store);
  expect(found.sound).toBe(false);
  expect(found.faults.length).toBeGreaterThan(0);
  must(await app.call('batches.resume', {}, admin));
  expect((await checkAudit(app.parts.store)).sound).toBe(false);
});

test('a log that was made anew from a point on is told by the journal', async () => {
  const folder = temporaryFolder();
  const app = await worked(folder);
  await app.close();
  // A chain that is whole in itself, but not the one that was written.
  const other = await worked();
  const { db } = other.parts.store;
  const rows = db.prepare('SELECT * FROM audit').raw().all() as unknown[][];
  tamper(folder, (mine) => {
    mine.exec('DELETE FROM audit');
    const put = mine.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const row of rows) put.run(...row);
  });
  const again = await openStation({ folder, catalog: false });
  const { faults } = await checkAudit(again.parts.store);
  expect(faults.map(({ detail }) => detail).join('\n')).toMatch(/the journal knows another entry/);
});

test('what a crash left in the journal alone comes to the same chain', async () => {
  const folder = temporaryFolder();
  const app = await openStation({ folder });
  app.parts.store.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(join(folder, 'station.db'), join(folder, 'before'));
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'W-1', target: 9 }, admin));
  must(await app.call('station.read', { text: 'AB-0001', source: { kind: 'typed' } }, admin));
  const head = auditHead(app.parts.store.db);
  await app.close();
  copyFileSync(join(folder, 'before'), join(folder, 'station.db'));
  const again = await openStation({ folder, catalog: false });
  expect(auditHead(again.parts.store.db)).toEqual(head);
  expect(await checkAudit(again.parts.store)).toMatchObject({ sound: true });
});

test('a station that is older than its log begins it with what its journal tells', async () => {
  const folder = temporaryFolder();
  await (await worked(folder)).close();
  const db = new Database(join(folder, 'station.db'));
  const before = db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
  // As it was before the step that made the log: what that step and those since made is not there.
  const since = migrations.filter(({ number }) => number >= 17);
  const told = since.map(({ sql }) => sql).join('\n');
  db.pragma('foreign_keys = OFF');
  for (const [, index] of told.matchAll(/CREATE INDEX (\w+)/g)) db.exec(`DROP INDEX ${index}`);
  for (const [, table, column] of told.matchAll(/ALTER TABLE (\w+) ADD COLUMN (\w+)/g))
    db.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  for (const [, table] of told.matchAll(/CREATE TABLE (\w+)/g)) db.exec(`DROP TABLE ${table}`);
  db.exec(
    "DELETE FROM migration WHERE number >= 17; DELETE FROM meta WHERE name LIKE 'audit%'; PRAGMA user_version = 16;",
  );
  db.close();
  const path = join(folder, 'journal-000001.ndjson');
  expect(readFileSync(path, 'utf8')).toContain('"audit":{"n":');
  const app = await openStation({ folder, catalog: false });
  const [newest] = listAudit(app.parts.store.db, { limit: 1 }).items;
  expect(newest).toMatchObject({ what: 'audit-begun', n: before + 1 });
  expect(newest?.about).toContain(`${before} entries`);
  expect(await checkAudit(app.parts.store)).toMatchObject({ sound: true, fromJournal: before });
  await app.close();
  // Said once.
  const again = await openStation({ folder, catalog: false });
  expect(acts(again, { what: 'audit-begun' })).toEqual(['audit-begun']);
});

async function exported(app: App, after = 0): Promise<{ path: string; fingerprint: string }> {
  const { store, vault } = app.parts;
  const file = must(auditFile({ store, vault, station: 'ST-3', now: Date.now() }, after));
  const path = join(temporaryFolder(), 'audit.ndjson');
  let text = '';
  for await (const piece of file.pieces) text += piece;
  writeFileSync(path, text);
  return { path, fingerprint: file.fingerprint };
}

test('an export is sound by itself, with its own key and with no other', async () => {
  const app = await worked();
  const { path, fingerprint } = await exported(app);
  const head = auditHead(app.parts.store.db);
  expect(await checkAuditFile(path, fingerprint.toUpperCase())).toMatchObject({
    sound: true,
    entries: head.n,
    head: { end: head },
  });
  expect(await checkAuditFile(path, 'ab'.repeat(32))).toMatchObject({ why: 'other-key' });
  const part = await exported(app, 2);
  expect(await checkAuditFile(part.path)).toMatchObject({ sound: true, entries: head.n - 2 });
  expect(mustFail(auditFile({ ...app.parts, station: '', now: 0 }, 999)).code).toBe(
    'audit-no-entry',
  );
});

test.each<[string, string, (lines: string[]) => string[]]>([
  [
    'a changed entry',
    'chain',
    (l) => l.map((one, at) => (at === 2 ? one.replace('"by":"', '"by":"x') : one)),
  ],
  ['a removed entry', 'chain', (l) => l.toSpliced(3, 1)],
  [
    'two that changed places',
    'chain',
    (l) => [...l.slice(0, 2), l[3] ?? '', l[2] ?? '', ...l.slice(4)],
  ],
  ['no signature', 'cut-off', (l) => l.slice(0, -1)],
  ['its last entry removed', 'signature', (l) => l.toSpliced(-2, 1)],
  ['another head', 'signature', (l) => [(l[0] ?? '').replace('ST-3', 'ST-4'), ...l.slice(1)]],
  ['nothing of ours', 'not-an-audit', () => ['{"hello":1}', 'x']],
  ['nothing', 'not-an-audit', () => []],
])('a file with %s is not sound: %s', async (_, why, change) => {
  const { path } = await exported(await worked());
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const changed = change(lines);
  writeFileSync(path, changed.map((line) => `${line}\n`).join(''));
  expect(await checkAuditFile(path)).toMatchObject({ sound: false, why });
});

test('a log whose end was cut off everywhere is told by an export of before', async () => {
  const app = await worked();
  const end = auditHead(app.parts.store.db);
  const known = [{ n: end.n + 1, hash: 'ab'.repeat(32) }];
  expect(await checkAudit(app.parts.store, [end])).toMatchObject({ sound: true });
  expect((await checkAudit(app.parts.store, known)).faults[0]?.detail).toContain(
    'the export knows entry',
  );
});
