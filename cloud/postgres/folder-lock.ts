import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { ProblemError } from '../../shared/problems.ts';
import type { Closers } from '../closers.ts';

/** How long a killed predecessor may take to let go of the folder, in milliseconds. */
const patience = 2000;

/**
 * Makes a data folder, where there is none, and takes it.
 * @returns its real path, the same for everybody however they name it.
 */
export async function takeFolder(data: string, closers: Closers): Promise<string> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  const home = await realpath(data);
  closers.add(await lockFolder(home));
  return home;
}

/**
 * Holds a data folder for this process alone. Node has no file locks of its own; an exclusive SQLite
 * transaction is one that works on every platform and that the kernel releases at death, however it
 * comes.
 * @returns releases it.
 * @throws ProblemError `folder-in-use` when another process stays in it.
 */
async function lockFolder(folder: string): Promise<() => void> {
  for (const until = Date.now() + patience; ; await sleep(50)) {
    const release = tryLock(folder);
    if (release) return release;
    if (Date.now() > until) throw new ProblemError('folder-in-use');
  }
}

function tryLock(folder: string): (() => void) | null {
  const database = new Database(path.join(folder, 'service.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}
