import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

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
      const file = place(new ZipDeflate(name, { level: 1 }));
      return {
        write: (bytes) => file.push(bytes),
        end: () => file.push(new Uint8Array(0), true),
      };
    },
    end: () => zip.end(),
  };
}
