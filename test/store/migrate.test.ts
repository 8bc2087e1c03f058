import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../main/store/migrate.ts';
import { openDatabase } from '../../main/store/open-database.ts';
import { must, mustFail } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const first = { number: 1, title: 'one', sql: 'CREATE TABLE a (x INTEGER NOT NULL) STRICT;' };
const second = { number: 2, title: 'two', sql: 'CREATE TABLE b (y INTEGER NOT NULL) STRICT;' };
const broken = {
  number: 3,
  title: 'three',
  sql: 'CREATE TABLE c (z INTEGER) STRICT; SELECT nope;',
};

function open() {
  const folder = temporaryFolder();
  const path = join(folder, 'x.db');
  const db = openDatabase(path, { mustExist: false });
  const run = (steps: readonly (typeof first)[]) =>
    migrate(db, { backups: join(folder, 'backups'), now: 1, steps });
  return { folder, db, run };
}

test('steps run once, in order, and are remembered', () => {
  const { db, run } = open();
  expect(must(run([first]))).toEqual({ from: 0, to: 1 });
  expect(must(run([first, second]))).toEqual({ from: 1, to: 2 });
  expect(must(run([first, second]))).toEqual({ from: 2, to: 2 });
  expect(db.prepare('SELECT title FROM migration ORDER BY number').pluck().all()).toEqual([
    'one',
    'two',
  ]);
  db.close();
});

test('a whole copy of the old database is made before a step changes it', () => {
  const { folder, db, run } = open();
  must(run([first]));
  db.exec('INSERT INTO a VALUES (42)');
  must(run([first, second]));
  const [backup] = readdirSync(join(folder, 'backups'));
  const copy = new Database(join(folder, 'backups', backup as string), { readonly: true });
  expect(copy.prepare('SELECT x FROM a').pluck().all()).toEqual([42]);
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  copy.close();
  db.close();
});

test('a step that fails leaves nothing of itself behind', () => {
  const { db, run } = open();
  must(run([first, second]));
  expect(() => run([first, second, broken])).toThrow(/no such column/);
  expect(db.pragma('user_version', { simple: true })).toBe(2);
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'c'").pluck().get()).toBe(0);
  db.close();
});

test('a step whose text changed after it ran is noticed', () => {
  const { db, run } = open();
  must(run([first]));
  expect(mustFail(run([{ ...first, sql: `${first.sql} ` }])).code).toBe('store-damaged');
  db.close();
});
