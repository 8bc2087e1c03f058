import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { ProblemError } from '../../shared/problems.ts';

/**
 * Remembers which file is at `path` now. What is returned throws `store-gone` once another is there, or none: who has an
 * open file that was deleted goes on writing, is told that all is well, and loses it when it closes (`reliability.md` R18).
 * Windows deletes no file that is open.
 */
export function inPlace(path: string): () => void {
  if (process.platform === 'win32') return () => {};
  const opened = placeOf(path);
  return () => {
    if (placeOf(path) !== opened) throw new ProblemError('store-gone', { file: basename(path) });
  };
}

function placeOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}
