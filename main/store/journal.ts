import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { ProblemError } from '../../shared/problems.ts';
import { syncFolder } from './files.ts';
import { inPlace } from './in-place.ts';
import { firstHash, readLine, writeLine } from './journal-line.ts';
import { getMeta } from './meta.ts';

/** A file is closed and the next one begun when it is this large, in bytes. */
const fileLimit = 64 * 1024 * 1024;

/** Where the journal stands, as the database remembers it: the last entry both of them hold. */
const journalMarkSchema = z.object({
  /** Number of the last entry; 0 = none yet. */
  n: z.int().min(0),
  hash: z.string().length(64),
  file: z.int().min(1),
  /** Byte offset behind the last entry in that file. */
  end: z.int().min(0),
});
export type JournalMark = z.infer<typeof journalMarkSchema>;

/** The last journal entry that a database holds. */
export const journalMark = (db: Database): JournalMark =>
  journalMarkSchema.parse(JSON.parse(getMeta(db, 'journal') ?? 'null'));

export const firstMark: JournalMark = { n: 0, hash: firstHash, file: 1, end: 0 };

export const journalName = (file: number): string =>
  `journal-${String(file).padStart(6, '0')}.ndjson`;

/**
 * The append-only record of everything the station confirmed. It is written and synced inside the
 * database transaction that it describes, just before COMMIT; if COMMIT then fails the lines are taken
 * back (`undo`). If even that fails the journal refuses to go on: better to stop than to differ.
 */
export class Journal {
  readonly #folder: string;
  #mark: JournalMark;
  #before: JournalMark | null = null;
  #handle: number;
  #inPlace: () => void;
  #broken: string | null = null;

  /** Opens the file that `mark` names, for writing behind it. */
  constructor(folder: string, mark: JournalMark) {
    this.#folder = folder;
    this.#mark = mark;
    this.#handle = openForAppend(folder, mark.file);
    this.#inPlace = inPlace(join(folder, journalName(mark.file)));
    // What stands behind the mark was either applied by now or torn and put aside.
    if (fstatSync(this.#handle).size > mark.end) ftruncateSync(this.#handle, mark.end);
  }

  get mark(): JournalMark {
    return this.#mark;
  }

  /**
   * Writes one entry, to be followed by `sync`. Everything since the last `keep` belongs together: it
   * stays or goes as one. Throws what the file system threw.
   */
  append(event: unknown): JournalMark {
    if (this.#broken) throw new ProblemError('disk-failed', { detail: this.#broken });
    if (!this.#before && this.#mark.end >= fileLimit) this.#nextFile();
    this.#before ??= this.#mark;
    const n = this.#mark.n + 1;
    const { line, hash } = writeLine(JSON.stringify({ n, ...(event as object) }), this.#mark.hash);
    const bytes = Buffer.from(line);
    const { end } = this.#mark;
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#handle, bytes, written, bytes.length - written, end + written);
    }
    this.#mark = { ...this.#mark, n, hash, end: end + bytes.length };
    return this.#mark;
  }

  /** Waits until everything that was written is on the disk. Throws what the file system threw. */
  sync(): void {
    if (!this.#before) return;
    this.#inPlace();
    try {
      fdatasyncSync(this.#handle);
    } catch (error) {
      // After a failed fsync the kernel may have thrown the bytes away and forgotten it: what is on
      // the disk is unknown, so nothing more is confirmed until the station is opened afresh.
      const { code } = error as { code?: string };
      if (code === 'EIO') this.#broken = code;
      throw error;
    }
  }

  /** Takes back what was written since the last `keep`: the transaction around it did not commit. */
  undo(): void {
    if (!this.#before) return;
    // Also where the lines cannot be taken back: the database remembers nothing that it did not commit.
    this.#mark = this.#before;
    try {
      ftruncateSync(this.#handle, this.#before.end);
      fdatasyncSync(this.#handle);
    } catch (error) {
      this.#broken ??= String((error as { code?: string }).code ?? 'journal');
    }
    this.#before = null;
  }

  /** The transaction around it committed: what was written stays. */
  keep(): void {
    this.#before = null;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #nextFile(): void {
    const file = this.#mark.file + 1;
    // Never over lines that are there already, however they came to be.
    const handle = openSync(join(this.#folder, journalName(file)), 'wx+', 0o600);
    syncFolder(this.#folder);
    closeSync(this.#handle);
    this.#handle = handle;
    this.#inPlace = inPlace(join(this.#folder, journalName(file)));
    this.#mark = { ...this.#mark, file, end: 0 };
  }
}

function openForAppend(folder: string, file: number): number {
  const path = join(folder, journalName(file));
  const isNew = !existsSync(path);
  const handle = openSync(path, isNew ? 'wx+' : 'r+', 0o600);
  if (isNew) syncFolder(folder);
  return handle;
}

/** What stands behind `mark` in its file: whole entries, then perhaps a torn one. */
export interface JournalTail {
  entries: { event: unknown; mark: JournalMark }[];
  /** From the first line on that does not follow; a crash leaves a part of one, never confirmed to anybody. */
  torn: Buffer | null;
  /** The mark itself cannot be found: lines are missing or changed. */
  missing: boolean;
}

/** Reads what stands behind `mark` in its file; normally nothing does. */
export function readTail(folder: string, mark: JournalMark): JournalTail {
  const tail: JournalTail = { entries: [], torn: null, missing: false };
  const path = join(folder, journalName(mark.file));
  if (!existsSync(path)) return { ...tail, missing: mark.end > 0 };
  const bytes = readFrom(path, mark.end);
  if (bytes === null) return { ...tail, missing: true };
  let at = mark;
  let start = 0;
  for (;;) {
    const newline = bytes.indexOf(10, start);
    if (newline < 0) break;
    const read = readLine(bytes.toString('utf8', start, newline));
    const good = 'entry' in read && writeLine(read.entry, at.hash).hash === read.hash;
    if (!good) break;
    const event = JSON.parse(read.entry) as { n: number };
    at = { n: event.n, hash: read.hash, file: at.file, end: at.end + (newline + 1 - start) };
    tail.entries.push({ event, mark: at });
    start = newline + 1;
  }
  if (start < bytes.length) tail.torn = bytes.subarray(start);
  return tail;
}

/** The bytes behind `offset`, or null when the file is shorter than that. */
function readFrom(path: string, offset: number): Buffer | null {
  const handle = openSync(path, 'r');
  try {
    const length = fstatSync(handle).size - offset;
    if (length < 0) return null;
    const bytes = Buffer.alloc(length);
    let read = 0;
    while (read < length) {
      const got = readSync(handle, bytes, read, length - read, offset + read);
      if (got === 0) break;
      read += got;
    }
    return bytes.subarray(0, read);
  } finally {
    closeSync(handle);
  }
}
