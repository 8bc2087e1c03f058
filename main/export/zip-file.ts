import { constants, crc32, deflateRawSync } from 'node:zlib';
import { Zip, ZipDeflate, type ZipInputFile, ZipPassThrough } from 'fflate';

/** Of every file: nothing in an archive comes from the clock. The first day that the format knows. */
const never = new Date(1980, 0, 1);

/** An archive that is written as it grows. */
export interface ZipFile {
  /** One file at once; `packed` ones are left as they are. */
  add(name: string, bytes: Uint8Array, packed: boolean): void;
  /** One file part by part; the next one begins when this one was ended. */
  begin(name: string): { write(bytes: Uint8Array): void; end(): void };
  end(): void;
}

export function openZip(write: (bytes: Uint8Array) => void): ZipFile {
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    write(bytes);
  });
  const place = (file: ZipDeflate | ZipPassThrough) => {
    file.mtime = never;
    zip.add(file);
    return file;
  };
  return {
    add(name, bytes, packed) {
      const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      place(file).push(bytes, true);
    },
    begin(name) {
      const file = longFile(name);
      zip.add(file.entry);
      return file;
    },
    end: () => zip.end(),
  };
}

/** Bytes that are packed at once. */
const piece = 256 * 1024;

/** A file of any length, packed by zlib itself, which is several times as quick; a piece refers to nothing before it. */
function longFile(filename: string) {
  const entry: ZipInputFile & { mtime: Date } = {
    filename,
    mtime: never,
    size: 0,
    crc: 0,
    compression: 8,
  };
  let held: Uint8Array[] = [];
  let length = 0;
  const pack = (last: boolean): void => {
    const bytes = Buffer.concat(held);
    held = [];
    length = 0;
    entry.size += bytes.length;
    entry.crc = crc32(bytes, entry.crc);
    const finishFlush = last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    entry.ondata?.(null, deflateRawSync(bytes, { level: 1, finishFlush }), last);
  };
  return {
    entry,
    write(bytes: Uint8Array) {
      held.push(bytes);
      length += bytes.length;
      if (length >= piece) pack(false);
    },
    end: () => pack(true),
  };
}
