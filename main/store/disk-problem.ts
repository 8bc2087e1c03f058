import { statfsSync } from 'node:fs';
import { type Problem, ProblemError, problem } from '../../shared/problems.ts';

const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'EFBIG']);
const readOnly = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
  'ELOOP',
  'ENAMETOOLONG',
]);

/**
 * Turns whatever a file system or SQLite threw into a problem. SQLite reports a full disk in several
 * ways (a shared-memory file that cannot grow, a journal that cannot be opened), so the free space
 * has the last word.
 */
export function diskProblem(error: unknown, folder: string): Problem {
  if (error instanceof ProblemError) return error.problem;
  const code = String((error as { code?: unknown }).code ?? '');
  if (full.has(code)) return problem('disk-full');
  const detail =
    code === 'EEXIST' || code === 'ENOTDIR'
      ? 'it is a file, not a folder'
      : code || (error instanceof Error ? error.message : 'unknown');
  const onDisk = code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN');
  if (onDisk && isFull(folder)) return problem('disk-full');
  if (readOnly.has(code) || code.startsWith('SQLITE_READONLY')) {
    return problem('disk-read-only', { detail });
  }
  if (code.startsWith('SQLITE_CANTOPEN')) return problem('disk-read-only', { detail });
  if (code === 'EIO' || code.startsWith('SQLITE_IOERR')) return problem('disk-failed', { detail });
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return problem('store-damaged', { detail });
  }
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return problem('folder-in-use');
  return problem('disk-failed', { detail });
}

/** True for what a file system or SQLite throws: it carries their code. */
export const isDiskError = (error: unknown): boolean => {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return full.has(code) || readOnly.has(code) || code === 'EIO' || code.startsWith('SQLITE_');
};

/** Free space for us in bytes, or null where the file system does not tell. */
export function freeBytes(folder: string): number | null {
  try {
    const disk = statfsSync(folder);
    return Number(disk.bavail) * Number(disk.bsize);
  } catch {
    return null;
  }
}

const isFull = (folder: string): boolean => {
  const free = freeBytes(folder);
  return free !== null && free < 64 * 1024;
};
