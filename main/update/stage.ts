import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { currentBatch } from '../store/batches.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { makeFolder, syncFolder } from '../store/files.ts';
import { findUpdate, passThrough, type Running, type Update } from './check.ts';

/** Never in the middle of a batch, a paused one too: `update-batch-open`. */
export function mayUpdate(db: Database.Database): Result<object> {
  const batch = currentBatch(db);
  return batch ? fail('update-batch-open', { tag: batch.tag }) : ok({});
}

/**
 * Copies the installers for this machine into `updates/` of the station's folder, checked while they are
 * copied: what is installed from there is what was signed, whatever happens to the stick. What was there
 * of another version goes.
 */
export async function stageUpdate(
  path: string,
  folder: string,
  running: Running,
): Promise<Result<{ version: string; files: string[] }>> {
  const update = await findUpdate(path, running);
  if (!update.ok) return update;
  const place = join(folder, 'updates');
  try {
    await rm(place, { recursive: true, force: true });
    makeFolder(place);
    const files: string[] = [];
    for (const file of update.value.files) {
      const copied = await copy(file, place);
      if (!copied.ok) return copied;
      files.push(copied.value);
    }
    syncFolder(place);
    return ok({ version: update.value.version, files });
  } catch (error) {
    return { ok: false, problem: diskProblem(error, place) };
  }
}

async function copy(file: Update['files'][number], place: string): Promise<Result<string>> {
  const target = join(place, file.name);
  const making = `${target}.part`;
  try {
    await using handle = await open(making, 'wx', 0o600);
    const same = await passThrough(file, (piece) => handle.writeFile(piece));
    if (!same.ok) return same;
    await handle.sync();
    await rename(making, target);
    return ok(target);
  } finally {
    await rm(making, { force: true });
  }
}
