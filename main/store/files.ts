import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a rename or a new file survive a power cut (POSIX; Windows has no such call and needs none). */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces a file whole or not at all: temporary file, fsync, rename, fsync of the folder. */
export function writeFileWhole(path: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = `${path}.new`;
  if (existsSync(temporary)) rmSync(temporary);
  const handle = openSync(temporary, 'wx', mode);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    let written = 0;
    while (written < bytes.length) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(temporary, { force: true });
    throw error;
  }
  closeSync(handle);
  renameSync(temporary, path);
  syncFolder(dirname(path));
}
