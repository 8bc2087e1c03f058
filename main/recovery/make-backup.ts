import { createHash } from 'node:crypto';
import { createReadStream, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { diskProblem, freeBytes } from '../store/disk-problem.ts';
import { makeFolder, moveWhole, syncFile, writeFileWhole } from '../store/files.ts';
import { files, type Identity } from '../store/identity.ts';
import {
  backupName,
  backupsOf,
  listBackups,
  type Manifest,
  manifestOf,
  removeBackup,
} from './backup-files.ts';
import { checkedEntry } from './check-backup.ts';
import { outdated } from './rotation.ts';

export interface BackupOrder {
  folder: string;
  identity: Identity;
  /** Epoch ms. */
  now: number;
  version: string;
}

/** What stays free, in bytes: a backup must not be what stops the line. */
const leftFree = 128 * 1024 ** 2;
const mega = 1024 ** 2;

/**
 * Makes a whole copy of the station's database by SQLite itself (a copied file would lack what is still in the WAL), looks at
 * all of the copy, and only then gives it its name and removes what is outdated. Reads and scans go on meanwhile; the thread
 * is busy until it is done. Problems: `backup-no-room`, `backup-failed`, of the disk.
 */
export async function makeBackup(order: BackupOrder): Promise<Result<Manifest>> {
  const { folder, identity, now } = order;
  const place = backupsOf(folder);
  const source = join(folder, files.database);
  const target = join(place, backupName(now));
  const fresh = `${target}.new`;
  try {
    makeFolder(place);
    const need = sizeOf(source) + sizeOf(`${source}-wal`) + leftFree;
    const free = freeBytes(place);
    if (free !== null && free < need) {
      return fail('backup-no-room', {
        need: Math.ceil(need / mega),
        free: Math.floor(free / mega),
      });
    }
    rmSync(fresh, { force: true });
    const db = new Database(source, { readonly: true, fileMustExist: true, timeout: 5000 });
    try {
      db.prepare('VACUUM INTO ?').run(fresh);
    } finally {
      db.close();
    }
    const entry = checkedEntry(fresh, identity);
    if (entry === null) return fail('backup-failed', { detail: 'the copy is not whole' });
    const { stationId, epoch } = identity;
    const manifest: Manifest = {
      stationId,
      epoch,
      at: now,
      bytes: sizeOf(fresh),
      sha256: await sha256Of(fresh),
      entry,
      version: order.version,
    };
    syncFile(fresh);
    moveWhole(fresh, target);
    writeFileWhole(manifestOf(target), `${JSON.stringify(manifest)}\n`);
    rotate(place);
    return ok(manifest);
  } catch (error) {
    return { ok: false, problem: diskProblem(error, folder) };
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Those of migrations stay: each is the only one of its kind. */
export function rotate(place: string): void {
  const ofShifts = listBackups(place).filter(({ manifest }) => manifest !== null);
  const gone = new Set(outdated(ofShifts.map(({ at }) => at)));
  for (const backup of ofShifts) if (gone.has(backup.at)) removeBackup(backup);
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
