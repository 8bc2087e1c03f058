import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/problems.ts';
import { ok } from '../../shared/problems.ts';
import { openParts } from '../store/files.ts';
import { writeWhole } from '../store/write-whole.ts';
import { openZip } from './zip-file.ts';

/** Bytes read at a time. */
const piece = 256 * 1024;

/** A folder of files as one archive beside it, by name; the folder is gone then. Problems: those of the disk. */
export async function zipFolder(folder: string, path: string): Promise<Result<object>> {
  const zipped = await writeWhole({ path, mode: 0o600 }, async (file) => {
    const zip = openZip(file.write);
    for (const name of readdirSync(folder).toSorted()) {
      const from = openParts(join(folder, name));
      try {
        const entry = zip.begin(name);
        for (let at = 0; at < from.size; at += piece) {
          entry.write(from.read(at, Math.min(piece, from.size - at)));
        }
        entry.end();
      } finally {
        from.close();
      }
    }
    zip.end();
    return ok({});
  });
  rmSync(folder, { recursive: true, force: true });
  return zipped;
}
