import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { openDatabase } from '../../main/store/open-database.ts';
import { addBatches, addDevices } from '../store/search-work.ts';
import { seeded } from '../support/random.ts';
import { must } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { coming } from './migrating-child.ts';

const devices = 4_000;
const child = fileURLToPath(new URL('./migrating-child.ts', import.meta.url));

/** A station's database of today with devices in it. */
function filledDatabase(folder: string): string {
  const file = join(folder, 'today.db');
  const db = openDatabase(file, { mustExist: false });
  must(migrate(db, { backups: folder, now: 1 }));
  addBatches(db);
  addDevices(db, seeded(), devices);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return file;
}

test('killed in the middle of a migration: each step is there whole or not at all, and the next start ends it', async () => {
  const folder = temporaryFolder();
  const today = filledDatabase(folder);
  const random = seeded();
  const newest = migrations.at(-1)?.number ?? 0;
  const reached = new Set<number>();
  for (let round = 0; round < 8; round++) {
    const station = join(folder, `station-${round}`);
    mkdirSync(station);
    copyFileSync(today, join(station, 'station.db'));
    const migrating = spawn(process.execPath, [child, station], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(migrating.stdout, 'data');
    await new Promise((done) => setTimeout(done, random.int(0, 160)));
    migrating.kill('SIGKILL');
    await once(migrating, 'close');

    const db = openDatabase(join(station, 'station.db'), { mustExist: true });
    const version = db.pragma('user_version', { simple: true }) as number;
    reached.add(version);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    for (const { number, title } of coming) {
      const table = title.replace(' ', '_');
      const there = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
      expect({ table, there: there !== undefined }).toEqual({ table, there: number <= version });
      if (there) expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(devices);
    }
    expect(db.prepare('SELECT max(number) FROM migration').pluck().get()).toBe(version);

    const steps = [...migrations, ...coming];
    const backups = join(station, 'backups');
    must(migrate(db, { backups, now: Date.now() + 1, steps }));
    expect(db.pragma('user_version', { simple: true })).toBe(newest + coming.length);
    expect(db.prepare('SELECT count(*) FROM device').pluck().get()).toBe(devices);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  }
  // Otherwise nothing was hit in the middle.
  expect([...reached].some((version) => version < newest + coming.length)).toBe(true);
});
