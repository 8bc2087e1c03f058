import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { ProblemError } from '../../../shared/problems.ts';
import type { Bytes } from '../text/bytes.ts';
import { workbookLimits } from './limits.ts';

/** An archive whose list of files was read; nothing of it is inflated but what is asked for (APPNOTE.TXT 6.3.10). */
export interface Zip {
  has(name: string): boolean;
  /**
   * One file, piece by piece. Throws `import-workbook-bomb` before it has more than `most` bytes or far more than it is
   * packed, `import-workbook-damaged` where it is not what the list says, or there is none.
   */
  read(name: string, most: number): AsyncGenerator<Uint8Array>;
}

interface Entry {
  name: string;
  /** Of its local header. */
  offset: number;
  packed: number;
  size: number;
  crc: number;
  method: number;
}

export const damaged = (part: string) => new ProblemError('import-workbook-damaged', { part });

/** Throws `import-workbook-damaged`, `import-workbook-heavy`, `import-old-workbook` (a password), what reading fails with. */
export async function openZip(bytes: Bytes): Promise<Zip> {
  const entries = entriesOf(await directoryOf(bytes));
  const find = (name: string) => entries.get(name.toLowerCase());
  return {
    has: (name) => find(name) !== undefined,
    async *read(name, most) {
      const entry = find(name);
      if (!entry) throw damaged(name);
      if (tooLarge(entry.size, entry.packed, most)) throw bomb(name, most);
      yield* inflated(bytes, entry, most);
    },
  };
}

const bomb = (part: string, most: number) =>
  new ProblemError('import-workbook-bomb', { part, max: Math.floor(most / 1024 / 1024) });

const tooLarge = (size: number, packed: number, most: number) =>
  size > most || (size > workbookLimits.small && size > packed * workbookLimits.ratio);

async function bytesAt(bytes: Bytes, from: number, length: number): Promise<Buffer> {
  const whole = from >= 0 && length >= 0 && from + length <= bytes.size;
  if (!whole) throw damaged('ZIP');
  const parts: Buffer[] = [];
  for await (const chunk of bytes.chunks(from, from + length)) {
    if (!chunk.ok) throw new ProblemError(chunk.problem.code, chunk.problem.params);
    parts.push(Buffer.from(chunk.value));
  }
  return Buffer.concat(parts);
}

/** 64-bit numbers of an archive; none of ours is near what a double cannot hold. */
const long = (from: Buffer, at: number) => Number(from.readBigUInt64LE(at));

/** The list stands at the end, and behind it where it begins (4.3.12 to 4.3.16). */
async function directoryOf(bytes: Bytes): Promise<Buffer> {
  const tailStart = Math.max(0, bytes.size - 22 - 65_535);
  const tail = await bytesAt(bytes, tailStart, bytes.size - tailStart);
  const end = tail.lastIndexOf(Buffer.of(0x50, 0x4b, 5, 6));
  if (end < 0 || end + 22 > tail.length) throw damaged('ZIP');
  let count = tail.readUInt16LE(end + 10);
  let size = tail.readUInt32LE(end + 12);
  let start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
    if (end < 20 || tail.readUInt32LE(end - 20) !== 0x07064b50) throw damaged('ZIP');
    const wide = await bytesAt(bytes, long(tail, end - 12), 56);
    if (wide.readUInt32LE(0) !== 0x06064b50) throw damaged('ZIP');
    count = long(wide, 32);
    size = long(wide, 40);
    start = long(wide, 48);
  }
  if (count > workbookLimits.entries || size > workbookLimits.directory) {
    throw new ProblemError('import-workbook-heavy', { part: 'ZIP' });
  }
  return bytesAt(bytes, start, size);
}

function entriesOf(directory: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    const flags = directory.readUInt16LE(at + 8);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      directory.readUInt16LE(at + field),
    ) as [number, number, number];
    const extraStart = at + 46 + nameLength;
    if (extraStart + extraLength > directory.length) throw damaged('ZIP');
    if ((flags & 1) !== 0) throw new ProblemError('import-old-workbook');
    const name = directory.toString('utf8', at + 46, extraStart).replaceAll('\\', '/');
    const entry: Entry = {
      name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    widen(entry, directory.subarray(extraStart, extraStart + extraLength));
    // Two files of one name are two workbooks in one: who looks at it may see the other.
    if (entries.has(name.toLowerCase())) throw damaged('ZIP');
    entries.set(name.toLowerCase(), entry);
    at = extraStart + extraLength + commentLength;
  }
  if (at !== directory.length) throw damaged('ZIP');
  return entries;
}

/** Numbers that have no room in 32 bits stand in an extra field, in this order (4.5.3). */
function widen(entry: Entry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const key of ['size', 'packed', 'offset'] as const) {
      if (entry[key] !== 0xffffffff) continue;
      if (field + 8 > extra.length) throw damaged('ZIP');
      entry[key] = long(extra, field);
      field += 8;
    }
  }
}

async function* inflated(bytes: Bytes, entry: Entry, most: number): AsyncGenerator<Uint8Array> {
  const { name, offset, packed, size, method } = entry;
  const header = await bytesAt(bytes, offset, 30);
  if (header.readUInt32LE(0) !== 0x04034b50) throw damaged(name);
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + packed > bytes.size || (method !== 0 && method !== 8)) throw damaged(name);
  let length = 0;
  let crc = 0;
  for await (const piece of unpacked(bytes, start, start + packed, entry)) {
    length += piece.length;
    if (tooLarge(length, packed, most)) throw bomb(name, most);
    if (length > size) throw damaged(name);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (length !== size || crc !== entry.crc) throw damaged(name);
}

async function* unpacked(
  bytes: Bytes,
  from: number,
  to: number,
  { name, method }: Entry,
): AsyncGenerator<Buffer> {
  async function* packed() {
    for await (const chunk of bytes.chunks(from, to)) {
      if (!chunk.ok) throw new ProblemError(chunk.problem.code, chunk.problem.params);
      // A stream keeps what it is given for a while, and the buffer is used again.
      yield Buffer.from(chunk.value);
    }
  }
  if (method === 0) return yield* packed();
  const source = Readable.from(packed());
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  try {
    yield* inflate;
  } catch (error) {
    throw error instanceof ProblemError ? error : damaged(name);
  } finally {
    source.destroy();
    inflate.destroy();
  }
}
