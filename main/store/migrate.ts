import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { makeFolder } from './files.ts';
import { type Migration, migrations } from './migrations/index.ts';

/** `LINE` in ASCII: marks a file as a station's database (SQLite's application_id). */
export const applicationId = 0x4c494e45;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Brings a database to the newest schema, each step in its own transaction, with a whole copy
 * made before the first step of a database that already holds something. `store-newer` when a newer
 * Lineside was here; `store-damaged` when a step that ran is not the step we know.
 */
export function migrate(
  db: Database,
  options: { backups: string; now: number; steps?: readonly Migration[] },
): Result<{ from: number; to: number }> {
  const steps = options.steps ?? migrations;
  const newest = steps.at(-1)?.number ?? 0;
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > newest) return fail('store-newer', { found, known: newest });
  if (found > 0) {
    const ran = db.prepare('SELECT number, sha256 FROM migration ORDER BY number').all() as {
      number: number;
      sha256: string;
    }[];
    for (const step of steps.filter((each) => each.number <= found)) {
      if (ran.find((each) => each.number === step.number)?.sha256 !== hash(step.sql)) {
        const migration = step.number;
        return fail('store-damaged', { detail: `migration ${migration} differs`, migration });
      }
    }
  }
  const pending = steps.filter((step) => step.number > found);
  if (found > 0 && pending.length > 0) backUp(db, options.backups, `v${found}-${options.now}`);
  for (const step of pending) run(db, step, options.now);
  return ok({ from: found, to: newest });
}

function run(db: Database, step: Migration, now: number): void {
  db.transaction(() => {
    db.pragma(`application_id = ${applicationId}`);
    db.exec(
      'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, title TEXT NOT NULL, sha256 TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
    );
    db.exec(step.sql);
    db.prepare('INSERT INTO migration (number, title, sha256, at) VALUES (?, ?, ?, ?)').run(
      step.number,
      step.title,
      hash(step.sql),
      now,
    );
    db.pragma(`user_version = ${step.number}`);
  }).immediate();
}

/** A whole copy, made by SQLite itself (a copied file would lack what is still in the WAL). */
export function backUp(db: Database, folder: string, name: string): string {
  makeFolder(folder);
  const file = join(folder, `station-${name}.db`);
  db.prepare('VACUUM INTO ?').run(file);
  return file;
}
