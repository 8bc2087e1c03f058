import { dirname } from 'node:path';
import type { Result } from '../../shared/problems.ts';
import { diskProblem, isDiskError } from './disk-problem.ts';
import { makeFolder, openWhole, type WholeFile } from './files.ts';

/** Where a file goes, and who may read it. */
export interface Place {
  path: string;
  /** Of the file, as `chmod` counts it. */
  mode: number;
  /** Its folder is one of ours, made where it is missing. */
  ours?: boolean;
}

/**
 * Lets `work` write a file that is in its place whole, and only when it says `ok`; otherwise what was there stays. Problems:
 * those of `work`, and of the disk.
 */
export async function writeWhole<T>(
  { path, mode, ours = false }: Place,
  work: (file: WholeFile) => Promise<Result<T>>,
): Promise<Result<T>> {
  let file: WholeFile | null = null;
  try {
    if (ours) makeFolder(dirname(path));
    file = openWhole(path, mode);
    const done = await work(file);
    if (done.ok) file.commit();
    return done;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return { ok: false, problem: diskProblem(error, dirname(path)) };
  } finally {
    file?.drop();
  }
}
