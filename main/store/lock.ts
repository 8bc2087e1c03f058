import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { diskProblem } from './disk-problem.ts';

/** How long a killed predecessor may take to let go of the folder, in milliseconds. */
const patience = 2500;

/**
 * Makes this process the only one in the folder. The lock is a file lock held through SQLite (Node
 * has none of its own), so the kernel takes it back at the moment a process dies: there is no stale
 * lock to clean up after a SIGKILL. Waits a little, because a process that was just killed may still
 * be on its way out. `folder-in-use` when somebody else stays.
 */
export async function lockFolder(folder: string): Promise<Result<{ release(): void }>> {
  const until = performance.now() + patience;
  for (;;) {
    const tried = tryLock(folder);
    if (tried.ok || tried.problem.code !== 'folder-in-use' || performance.now() > until) {
      return tried;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function tryLock(folder: string): Result<{ release(): void }> {
  let db: Database.Database | undefined;
  try {
    const path = join(folder, 'station.lock');
    if (!existsSync(path)) writeFileSync(path, '', { mode: 0o600 });
    db = new Database(path, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    const held = db;
    return ok({ release: () => held.close() });
  } catch (error) {
    db?.close();
    const found = diskProblem(error, folder);
    return found.code === 'folder-in-use' ? fail('folder-in-use') : { ok: false, problem: found };
  }
}
