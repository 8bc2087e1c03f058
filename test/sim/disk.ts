import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';

/**
 * The disk under the stations, which can fail: the calls of `node:fs` by which the journal and all whole files are
 * written. SQLite writes by itself; it is full when it may have no page more (`fullDatabase`).
 */
export interface Disk {
  /** Is to be called before anything below this folder is opened. */
  watch(folder: string): void;
  /** From now on writes and syncs below this folder fail with this code; null: they work. */
  fail(folder: string, how: DiskFault | null): void;
  /** Before the write or sync number `n` below this folder, counted from now. */
  before(folder: string, n: number, work: () => void): void;
  /** How many bytes of a file survive a power cut now: those that were synced; null: all of them. */
  synced(path: string): number | null;
  /** Nothing that was asked for comes any more. */
  calm(folder: string): void;
  forget(folder: string): void;
}

export interface DiskFault {
  on: 'write' | 'sync';
  code: 'ENOSPC' | 'EIO' | 'EROFS';
  /** So often; then it works again. */
  times: number;
}

interface Folder {
  fault: DiskFault | null;
  countdown: number;
  work: (() => void) | null;
  /** Path -> size at its last sync. */
  synced: Map<string, number>;
}

const folders = new Map<string, Folder>();
const opened = new Map<number, { folder: Folder; path: string }>();
let installed = false;

function called(fd: number, on: DiskFault['on']): void {
  const folder = opened.get(fd)?.folder;
  if (!folder) return;
  if (folder.work && --folder.countdown === 0) {
    const { work } = folder;
    folder.work = null;
    work();
  }
  const { fault } = folder;
  if (fault?.on !== on) return;
  if (--fault.times <= 0) folder.fault = null;
  throw Object.assign(new Error(`${fault.code}: simulated`), { code: fault.code });
}

function install(): void {
  if (installed) return;
  installed = true;
  const { openSync, closeSync, writeSync, fdatasyncSync, fsyncSync } = fs;
  Object.assign(fs, {
    openSync(...args: Parameters<typeof openSync>) {
      const fd = openSync(...args);
      const path = String(args[0]);
      for (const [name, folder] of folders) {
        if (!path.startsWith(`${name}/`)) continue;
        opened.set(fd, { folder, path });
        if (!folder.synced.has(path)) folder.synced.set(path, fs.fstatSync(fd).size);
      }
      return fd;
    },
    closeSync(fd: number) {
      opened.delete(fd);
      closeSync(fd);
    },
    writeSync(...args: Parameters<typeof writeSync>) {
      called(args[0], 'write');
      return writeSync(...args);
    },
    fdatasyncSync(fd: number) {
      called(fd, 'sync');
      fdatasyncSync(fd);
      const { folder, path } = opened.get(fd) ?? {};
      if (folder && path !== undefined) folder.synced.set(path, fs.fstatSync(fd).size);
    },
    fsyncSync(fd: number) {
      called(fd, 'sync');
      fsyncSync(fd);
    },
  });
  syncBuiltinESMExports();
}

export function createDisk(): Disk {
  install();
  const of = (folder: string): Folder => {
    const found = folders.get(folder) ?? {
      fault: null,
      countdown: 0,
      work: null,
      synced: new Map(),
    };
    folders.set(folder, found);
    return found;
  };
  return {
    watch: (folder) => void of(folder),
    synced: (path) => folders.get(dirname(path))?.synced.get(path) ?? null,
    fail(folder, how) {
      of(folder).fault = how && { ...how };
    },
    before(folder, n, work) {
      Object.assign(of(folder), { countdown: n, work });
    },
    calm(folder) {
      Object.assign(of(folder), { fault: null, work: null });
    },
    forget: (folder) => void folders.delete(folder),
  };
}
