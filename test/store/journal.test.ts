import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listDevices } from '../../main/store/device-list.ts';
import { examine } from '../../main/store/doctor.ts';
import type { StationEvent } from '../../main/store/events.ts';
import type { Store } from '../../main/store/store.ts';
import { must, mustFail, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { registered } from './events.ts';

const sns = (store: Store) =>
  listDevices(store.db, { limit: 500 })
    .items.map((device) => device.deviceSn)
    .sort();

const faults = async (store: Store) =>
  (await examine(store)).filter((check) => !check.ok).map((check) => check.check);

const journalPath = (folder: string) => join(folder, 'journal-000001.ndjson');

test('each event is one line in the journal and its rows in the database', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  for (const sn of ['A', 'B', 'C']) must(store.commit(registered(sn)));
  expect(readFileSync(journalPath(folder), 'utf8').trimEnd().split('\n')).toHaveLength(3);
  expect(sns(store)).toEqual(['A', 'B', 'C']);
  expect(await faults(store)).toEqual([]);
  store.close();
});

test('P1: what the journal holds and the database lost in a crash is there again', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  must(store.commit(registered('A')));
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(join(folder, 'station.db'), join(folder, 'before'));
  for (const sn of ['B', 'C']) must(store.commit(registered(sn)));
  store.close();
  copyFileSync(join(folder, 'before'), join(folder, 'station.db'));
  rmSync(join(folder, 'station.db-wal'), { force: true });
  const again = must(await openStoreIn(folder));
  expect(sns(again)).toEqual(['A', 'B', 'C']);
  expect(await faults(again)).toEqual([]);
  must(again.commit(registered('D')));
  expect(await faults(again)).toEqual([]);
  again.close();
});

test('a text with line separators of Unicode is one line of the journal', async () => {
  const store = must(await openStoreIn(temporaryFolder()));
  const raw = 'a\u2028b\u2029c\u0085d';
  must(store.commit({ ...registered('A'), raw } as StationEvent));
  expect(await faults(store)).toEqual([]);
  store.close();
});

test('a line that a crash cut short is put aside and the journal goes on', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  must(store.commit(registered('A')));
  store.close();
  const whole = readFileSync(journalPath(folder));
  writeFileSync(journalPath(folder), Buffer.concat([whole, whole.subarray(0, 100)]));
  const again = must(await openStoreIn(folder));
  must(again.commit(registered('B')));
  expect(await faults(again)).toEqual([]);
  again.close();
  expect(readdirSync(join(folder, 'quarantine'))).toHaveLength(1);
});

test('an event that cannot be committed leaves neither line nor row', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  must(store.commit(registered('A')));
  mustFail(store.commit(registered('A')));
  mustFail(
    store.commit(registered('B'), () => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    }),
  );
  must(store.commit(registered('C')));
  expect(sns(store)).toEqual(['A', 'C']);
  expect(await faults(store)).toEqual([]);
  store.close();
});

test('a group of events is there whole or not at all', async () => {
  const store = must(await openStoreIn(temporaryFolder()));
  must(store.group(() => ['A', 'B'].map((sn) => store.commit(registered(sn)))));
  mustFail(
    store.group(() => {
      store.commit(registered('C'));
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    }),
  );
  must(store.commit(registered('D')));
  expect(sns(store)).toEqual(['A', 'B', 'D']);
  expect(await faults(store)).toEqual([]);
  store.close();
});

test('COMMIT fails after the line was written: the line is taken back', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  must(store.commit(registered('A')));
  // A deferred constraint is only looked at by COMMIT itself.
  store.db.exec(
    `CREATE TABLE late (x INTEGER REFERENCES batch (place) DEFERRABLE INITIALLY DEFERRED) STRICT`,
  );
  mustFail(store.commit(registered('B'), () => store.db.exec('INSERT INTO late VALUES (12345)')));
  must(store.commit(registered('C')));
  expect(sns(store)).toEqual(['A', 'C']);
  expect(await faults(store)).toEqual([]);
  store.close();
});

test.each([
  ['a line missing in the middle', (lines: string[]) => lines.toSpliced(1, 1)],
  [
    'a changed serial number',
    (lines: string[]) => lines.with(1, (lines[1] as string).replace('"B"', '"X"')),
  ],
  ['two lines swapped', (lines: string[]) => [lines[1], lines[0], ...lines.slice(2)] as string[]],
  ['lines missing at the end', (lines: string[]) => lines.slice(0, 2)],
])('the doctor finds %s', async (_, damage) => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  for (const sn of ['A', 'B', 'C', 'D']) must(store.commit(registered(sn)));
  store.close();
  const lines = readFileSync(journalPath(folder), 'utf8').trimEnd().split('\n');
  writeFileSync(journalPath(folder), `${damage(lines).join('\n')}\n`);
  const again = must(await openStoreIn(folder));
  expect((await faults(again)).join()).toMatch(/journal/);
  // The station goes on, and goes on saying so.
  must(again.commit(registered('E')));
  expect(sns(again)).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(await faults(again)).toContain('journal');
  again.close();
});

test('an operation caught on the wire by a crash is in doubt at the next start', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  must(store.commit(registered('A')));
  store.db.exec("UPDATE operation SET state = 'sending'");
  store.close();
  const again = must(await openStoreIn(folder));
  expect(again.db.prepare('SELECT state FROM operation').pluck().get()).toBe('in_doubt');
  again.close();
});
