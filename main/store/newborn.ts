import { closeSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ProblemError } from '../../shared/problems.ts';
import { beginEmptyAudit } from './audit-begin.ts';
import type { Identity } from './identity.ts';
import { firstMark } from './journal.ts';
import { setMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

/** Makes the empty database of a station at `path`, where nothing may be: newest schema, nothing of the journal in it. */
export function makeDatabase(path: string, identity: Identity, now: number): void {
  // SQLite gives its side files the mode of the database, which has to be there first for that.
  closeSync(openSync(path, 'wx', 0o600));
  const db = openDatabase(path, { mustExist: true });
  try {
    // Synced once and not with each step: until it has its name, nobody needs any of it.
    db.transaction(() => {
      const made = migrate(db, { backups: join(dirname(path), 'backups'), now });
      if (!made.ok) throw new ProblemError(made.problem.code, made.problem.params);
      setMeta(db, 'station_id', identity.stationId);
      setMeta(db, 'journal', JSON.stringify(firstMark));
      beginEmptyAudit(db);
    }).immediate();
  } finally {
    db.close();
  }
}

/** What SQLite keeps beside a database that nobody has open. */
export function removeSides(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}
