import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { writeFileWhole } from './files.ts';
import { applicationId } from './migrate.ts';

/** Who this station is; kept beside the database and inside it, so that neither can be swapped. */
const identitySchema = z.object({
  stationId: z.string().min(8).max(64),
  /** Goes up when a station is restored from a copy, so that its twin is noticed. */
  epoch: z.int().min(0),
  createdAt: z.int(),
});
export type Identity = z.infer<typeof identitySchema>;

export const files = {
  identity: 'identity.json',
  database: 'station.db',
  /** The first database while it is being made; it takes its name only when it is whole. */
  newborn: 'station.newborn.db',
};

const empty = (path: string): boolean => !existsSync(path) || statSync(path).size === 0;

/**
 * What the folder holds: a station that worked before, or nothing yet. A database that is missing,
 * empty or somebody else's is a problem, never a reason to make a new one (P6).
 */
export function inspectFolder(folder: string): Result<{ identity: Identity | null }> {
  const databasePath = join(folder, files.database);
  const newbornPath = join(folder, files.newborn);
  if (!existsSync(join(folder, files.identity))) {
    if (existsSync(databasePath)) return fail('store-foreign', { file: files.database });
    for (const suffix of ['', '-wal', '-shm']) rmSync(newbornPath + suffix, { force: true });
    return ok({ identity: null });
  }
  const parsed = readIdentity(folder);
  if (!parsed) return fail('store-damaged', { detail: files.identity });
  if (empty(databasePath)) {
    if (existsSync(databasePath) || empty(newbornPath)) {
      return fail('store-missing', { file: files.database });
    }
    renameSync(newbornPath, databasePath);
  }
  return ok({ identity: parsed });
}

export function writeIdentity(folder: string, identity: Identity): void {
  writeFileWhole(join(folder, files.identity), `${JSON.stringify(identity, null, 2)}\n`);
}

/** Null where it is not there or cannot be read. */
export function readIdentity(folder: string): Identity | null {
  try {
    return identitySchema.parse(JSON.parse(readFileSync(join(folder, files.identity), 'utf8')));
  } catch {
    return null;
  }
}

/** Is this open database whole, a station's, and this station's? */
export function checkDatabase(db: Database, identity: Pick<Identity, 'stationId'>): Result<object> {
  const rows = db.pragma('quick_check(1)', { simple: true });
  if (rows !== 'ok') return fail('store-damaged', { detail: String(rows) });
  if (db.pragma('application_id', { simple: true }) !== applicationId) {
    return fail('store-foreign', { file: files.database });
  }
  const row = db.prepare("SELECT value FROM meta WHERE name = 'station_id'").get() as
    | { value: string }
    | undefined;
  if (row?.value !== identity.stationId) return fail('store-foreign', { file: files.database });
  return ok({});
}
