import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder that only its owner enters, and those above it. Node's own way (`recursive`) never comes back, not even for a
 * signal, where a file system says of every name in it that it is not there, as /proc does.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path && !existsSync(above)) makeFolder(above);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Makes what was written into a file survive a power cut. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

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

/** A file on its way: it is in its place whole or not at all. */
export interface WholeFile {
  /** Bytes written so far. */
  readonly size: number;
  write(bytes: Uint8Array): void;
  /** Exactly `length` bytes of what was written. */
  read(offset: number, length: number): Uint8Array;
  /** Puts it in its place, over what was there, so that it survives a power cut. */
  commit(): void;
  /** Ends it without a trace; nothing where it is in its place. Always to be called. */
  drop(): void;
}

/** Begins a file that will be at `path`; until then it has that name with `.new` behind it. */
export function openWhole(path: string, mode = 0o600): WholeFile {
  const temporary = `${path}.new`;
  rmSync(temporary, { force: true });
  const handle = openSync(temporary, 'wx+', mode);
  let size = 0;
  let open = true;
  const close = (): void => {
    open = false;
    closeSync(handle);
  };
  return {
    get size() {
      return size;
    },
    write(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      size += bytes.length;
    },
    read: (offset, length) => readExactly(handle, offset, length),
    commit() {
      fsyncSync(handle);
      close();
      renameSync(temporary, path);
      syncFolder(dirname(path));
    },
    drop() {
      if (open) close();
      rmSync(temporary, { force: true });
    },
  };
}

/** Exactly so many bytes of an open file; throws a RangeError where it ends before. */
export function readExactly(handle: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const read = readSync(handle, bytes, at, length - at, offset + at);
    if (read === 0) throw new RangeError('the file is cut off');
    at += read;
  }
  return bytes;
}

/** A file to be read in parts; to be closed. */
export function openParts(path: string) {
  const handle = openSync(path, 'r');
  return {
    size: fstatSync(handle).size,
    read: (offset: number, length: number) => readExactly(handle, offset, length),
    close: () => closeSync(handle),
  };
}

/** Bytes handed to a window at a time: three of them are four characters. */
const mostHandedOut = 3 * 128 * 1024;

/** A piece of a file as calls carry it; the next one begins at `next`, null after the last. Throws what the disk does. */
export function pieceOfFile(path: string, offset: number): { base64: string; next: number | null } {
  const file = openParts(path);
  try {
    const length = Math.max(0, Math.min(mostHandedOut, file.size - offset));
    const next = offset + length < file.size ? offset + length : null;
    return { base64: Buffer.from(file.read(offset, length)).toString('base64'), next };
  } finally {
    file.close();
  }
}

/** Replaces a file whole or not at all: temporary file, fsync, rename, fsync of the folder. */
export function writeFileWhole(path: string, content: string | Uint8Array, mode = 0o600): void {
  const file = openWhole(path, mode);
  try {
    file.write(typeof content === 'string' ? Buffer.from(content) : content);
    file.commit();
  } finally {
    file.drop();
  }
}

/** Copies a file to another place, whole or not at all, a part at a time: nothing else has to wait for long. */
export async function copyWhole(from: string, to: string, mode = 0o600): Promise<void> {
  const copy = openWhole(to, mode);
  try {
    for await (const part of createReadStream(from, { highWaterMark: 1 << 20 })) copy.write(part);
    copy.commit();
  } finally {
    copy.drop();
  }
}

/** Moves a whole file to another place of the same disk, over what is there. */
export function moveWhole(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}
