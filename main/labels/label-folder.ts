import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { makeFolder, moveWhole } from '../store/files.ts';
import { dropNotes } from './proof-notes.ts';

/** The folder that stands for the printer's output tray: PDFs, and codes as files. */
export interface LabelFolder {
  path: string;
  list(): { file: string; bytes: number; changedAt: number }[];
  read(file: string): Result<Uint8Array>;
  /** Where a file is made before it is one of the folder; what was left there is gone when the station starts. */
  making(file: string): string;
  /** Puts what was made there into the folder, over a file of the same name. Problems of the disk. */
  keep(file: string): Result<object>;
}

const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}\.(?:pdf|zip|csv)$/;

export function openLabelFolder(stationFolder: string): LabelFolder {
  const path = join(stationFolder, 'labels');
  const workshop = join(path, '.making');
  const making = (file: string): string => join(workshop, file);
  try {
    rmSync(workshop, { recursive: true, force: true });
  } catch {
    // A folder that is none, or that nobody may change: whoever prints is told so.
  }
  return {
    path,
    making,
    keep(file) {
      try {
        moveWhole(making(file), join(path, file));
        dropNotes(making(file));
        return ok({});
      } catch (error) {
        return { ok: false, problem: diskProblem(error, path) };
      }
    },
    list() {
      makeFolder(path);
      return readdirSync(path)
        .filter((file) => plainName.test(file))
        .map((file) => {
          const found = statSync(join(path, file));
          return { file, bytes: found.size, changedAt: Math.round(found.mtimeMs) };
        })
        .sort((a, b) => b.changedAt - a.changedAt || a.file.localeCompare(b.file));
    },
    read(file) {
      // The name comes from a window: it must be one that this folder could have given.
      if (!plainName.test(file)) return fail('file-unreadable', { file, detail: 'name' });
      try {
        return ok(readFileSync(join(path, file)));
      } catch (error) {
        return fail('file-unreadable', { file, detail: String((error as { code?: string }).code) });
      }
    },
  };
}

/** `text` as part of a file name: letters, digits, `.`, `_` and `-` stay, the rest becomes `_`. */
export const safeName = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._-]+/, '')
    .slice(0, 60) || 'batch';
