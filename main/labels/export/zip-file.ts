import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Of every file: nothing in an archive comes from the clock. The first day that the format knows. */
const never = new Date(1980, 0, 1);

/** An archive that is written as it grows. */
export function openZip(write: (bytes: Uint8Array) => void): {
  add(name: string, bytes: Uint8Array, packed: boolean): void;
  end(): void;
} {
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    write(bytes);
  });
  return {
    add(name, bytes, packed) {
      const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      file.mtime = never;
      zip.add(file);
      file.push(bytes, true);
    },
    end: () => zip.end(),
  };
}
