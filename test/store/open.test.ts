import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../main/store/open-database.ts';
import { must, mustFail, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

async function madeStation(): Promise<string> {
  const folder = temporaryFolder();
  must(await openStoreIn(folder)).close();
  return folder;
}

test('P1: a re-opened database still syncs each commit (WAL and synchronous=FULL)', async () => {
  const folder = await madeStation();
  const store = must(await openStoreIn(folder));
  expect(store.db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(store.db.pragma('synchronous', { simple: true })).toBe(2);
  store.close();
  // What the test above guards against: the library by itself re-opens with NORMAL.
  const bare = new Database(join(folder, 'station.db'));
  bare.prepare('SELECT count(*) FROM meta').get();
  expect(bare.pragma('synchronous', { simple: true })).toBe(1);
  bare.close();
});

test('every table is STRICT', async () => {
  const store = must(await openStoreIn(await madeStation()));
  const loose = store.db
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  expect(loose).toEqual([]);
  store.close();
});

test('P6: a database that is gone is a problem, not a first run', async () => {
  const folder = await madeStation();
  rmSync(join(folder, 'station.db'));
  expect(mustFail(await openStoreIn(folder)).code).toBe('store-missing');
  expect(existsSync(join(folder, 'station.db'))).toBe(false);
});

test('P6: a database cut to nothing is a problem, not a first run', async () => {
  const folder = await madeStation();
  truncateSync(join(folder, 'station.db'), 0);
  expect(mustFail(await openStoreIn(folder)).code).toBe('store-missing');
  expect(statSync(join(folder, 'station.db')).size).toBe(0);
});

test('P6: garbage in the header, garbage in a page: refused and left as it was', async () => {
  for (const place of [0, 8192]) {
    const folder = await madeStation();
    const path = join(folder, 'station.db');
    const bytes = readFileSync(path);
    bytes.fill(0xa5, place, place + 2048);
    writeFileSync(path, bytes);
    expect(mustFail(await openStoreIn(folder)).code).toBe('store-damaged');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  }
});

test("another station's database is refused", async () => {
  const [mine, other] = [await madeStation(), await madeStation()];
  writeFileSync(join(mine, 'station.db'), readFileSync(join(other, 'station.db')));
  expect(mustFail(await openStoreIn(mine)).code).toBe('store-foreign');
});

test('a database without its identity is refused', async () => {
  const folder = await madeStation();
  rmSync(join(folder, 'identity.json'));
  expect(mustFail(await openStoreIn(folder)).code).toBe('store-foreign');
});

test('a journal without database and identity is refused, not begun anew', async () => {
  const folder = await madeStation();
  rmSync(join(folder, 'station.db'));
  rmSync(join(folder, 'identity.json'));
  expect(mustFail(await openStoreIn(folder)).code).toBe('store-missing');
});

test('a first start that was cut off before the database had its name goes on', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'station.newborn.db'), 'half a databa');
  const store = must(await openStoreIn(folder));
  expect(readdirSync(folder).filter((name) => name.includes('newborn'))).toEqual([]);
  store.close();
});

test('a second one in the same folder gets a sentence, soon', async () => {
  const folder = temporaryFolder();
  const first = must(await openStoreIn(folder));
  const found = mustFail(await openStoreIn(folder));
  expect(found.code).toBe('folder-in-use');
  first.close();
  must(await openStoreIn(folder)).close();
});

test('a database of a newer Lineside is refused and left as it was', async () => {
  const folder = await madeStation();
  const db = openDatabase(join(folder, 'station.db'), { mustExist: true });
  db.pragma('user_version = 999');
  db.close();
  expect(mustFail(await openStoreIn(folder)).code).toBe('store-newer');
});
