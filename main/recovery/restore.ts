import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RecoveryReport } from '../../shared/models/recovery.ts';
import { ok, type Problem, ProblemError, type Result } from '../../shared/problems.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { makeFolder, syncFile, syncFolder, writeFileWhole } from '../store/files.ts';
import { files, type Identity, readIdentity, writeIdentity } from '../store/identity.ts';
import { journalFiles } from '../store/journal-check.ts';
import { lockFolder } from '../store/lock.ts';
import { makeDatabase, removeSides } from '../store/newborn.ts';
import { type Backup, backupsOf, listBackups } from './backup-files.ts';
import { checkedEntry } from './check-backup.ts';
import { salvage } from './salvage.ts';

/** A report that waits for the station to be opened; it lies in the folder, so that a crash does not swallow it. */
export type Draft = Omit<RecoveryReport, 'replayed' | 'missing'> & {
  /** The last journal entry that what it was built from held. */
  entry: number;
};
export const draftFile = 'restored.json';

/** The database while it is being built; a crash here leaves it to the next try, which begins anew. */
const building = 'station.restoring.db';

export interface RestoreNeeds {
  folder: string;
  /** Other places where backups of this station may lie. */
  elsewhere: readonly string[];
  why: Problem;
  now: number;
}

/**
 * Gives a station whose database is damaged or gone a new one: the old files are put aside, never over anything and never
 * deleted; the newest good backup takes their place, or an empty one where there is none; what no journal holds is read
 * from the damaged file. Whoever opens the station next applies the journal behind it and ends with `finishRestore`. Problems:
 * `restore-nothing`, `folder-in-use`, of the disk.
 */
export async function restore(needs: RestoreNeeds): Promise<Result<Draft>> {
  const { folder } = needs;
  const lock = await lockFolder(folder);
  if (!lock.ok) return lock;
  try {
    return ok(build(needs));
  } catch (error) {
    return { ok: false, problem: diskProblem(error, folder) };
  } finally {
    lock.value.release();
  }
}

function build(needs: RestoreNeeds): Draft {
  const { folder, now } = needs;
  const backups = [folder, ...needs.elsewhere]
    .flatMap((each) => listBackups(backupsOf(each)))
    .toSorted((a, b) => b.at - a.at);
  const identity = readIdentity(folder) ?? identityOf(backups);
  if (!identity) nothing('nobody can tell which station it is');
  const made = join(folder, building);
  rmSync(made, { force: true });
  removeSides(made);
  const ours = backups.filter(
    ({ manifest }) => !manifest || manifest.stationId === identity.stationId,
  );
  const chosen = choose(ours, identity, made);
  if (!chosen) {
    if (!beginsWhole(folder)) nothing('the journal does not begin at its first line');
    makeDatabase(made, identity, now);
  }
  const quarantine = putAside(folder, now);
  const damaged = lastAside(folder);
  const salvaged = damaged ? salvage(made, damaged) : 0;
  removeSides(made);
  syncFile(made);
  const draft: Draft = {
    at: now,
    why: needs.why,
    from: chosen ? 'backup' : 'journal',
    backupAt: chosen?.at ?? null,
    salvaged,
    quarantine,
    entry: chosen?.entry ?? 0,
  };
  writeFileWhole(join(folder, draftFile), JSON.stringify(draft));
  // One higher than ever before, so that a copy of this station that still runs somewhere is noticed.
  writeIdentity(folder, { ...identity, epoch: identity.epoch + 1 });
  renameSync(made, join(folder, files.database));
  syncFolder(folder);
  return draft;
}

function nothing(detail: string): never {
  throw new ProblemError('restore-nothing', { detail });
}

/** Copies the newest backup that is good to `made`, and looks at the copy. */
function choose(
  backups: readonly Backup[],
  identity: Identity,
  made: string,
): { at: number; entry: number } | null {
  for (const { file, at } of backups) {
    try {
      copyFileSync(file, made);
    } catch {
      continue;
    }
    const entry = checkedEntry(made, identity);
    if (entry !== null) return { at, entry };
  }
  rmSync(made, { force: true });
  return null;
}

function beginsWhole(folder: string): boolean {
  return journalFiles(folder)[0] === 'journal-000001.ndjson';
}

function identityOf(backups: readonly Backup[]): Identity | null {
  const found = backups.find(({ manifest }) => manifest)?.manifest;
  return found ? { stationId: found.stationId, epoch: found.epoch, createdAt: found.at } : null;
}

/** Moves the damaged files into a folder of their own; null where there are none. */
function putAside(folder: string, now: number): string | null {
  const found = ['', '-wal', '-shm']
    .map((suffix) => files.database + suffix)
    .filter((name) => existsSync(join(folder, name)));
  if (found.length === 0) return null;
  const place = join('quarantine', `database-${now}`);
  makeFolder(join(folder, place));
  for (const name of found) renameSync(join(folder, name), join(folder, place, name));
  syncFolder(join(folder, place));
  return place;
}

/** The database that was put aside last, in an attempt before this one too. */
function lastAside(folder: string): string | null {
  const quarantine = join(folder, 'quarantine');
  const names = existsSync(quarantine) ? readdirSync(quarantine) : [];
  return (
    names
      .filter((name) => name.startsWith('database-'))
      .toSorted()
      .reverse()
      .map((name) => join(quarantine, name, files.database))
      .find((file) => existsSync(file)) ?? null
  );
}

/** Why a station cannot be opened, where building it anew helps. */
export const isMendable = ({ code, params }: Problem): boolean =>
  code === 'store-missing' || (code === 'store-damaged' && params?.migration === undefined);
