import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** A real file system that really runs full: a tmpfs, which only root may mount. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Takes all space that is left. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

/** `null` where this user may not mount. */
export async function smallDisk(size: string): Promise<SmallDisk | null> {
  const path = await mkdtemp(join(tmpdir(), 'lineside-disk-'));
  try {
    await exec('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', path]);
  } catch {
    await rmdir(path);
    return null;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: async () => {
      const file = await open(filler, 'a');
      try {
        for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 4)) {
          const piece = Buffer.alloc(bytes, 1);
          try {
            for (;;) await file.write(piece);
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          }
        }
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
    [Symbol.asyncDispose]: async () => {
      await exec('umount', ['-l', path]);
      await rmdir(path);
    },
  };
}
