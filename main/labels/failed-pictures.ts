import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { makeFolder, writeFileWhole } from '../store/files.ts';

/** Pictures of labels that said something else than their records, for whoever has to find out why. */
export interface FailedPictures {
  /** Its name, for `picture` of the problem; null where it could not be kept, which keeps nothing else from going on. */
  keep(png: Uint8Array): string | null;
  /** The newest; `label-picture-missing` for one that is gone. */
  read(name: string): Result<Uint8Array>;
}

/** The newest so many are kept. */
const most = 20;
const pattern = /^failed-[0-9a-f-]{36}\.png$/;

export function openFailedPictures(stationFolder: string, newId: () => string): FailedPictures {
  const folder = join(stationFolder, 'failed-labels');
  return {
    keep(png) {
      const name = `failed-${newId()}.png`;
      try {
        makeFolder(folder);
        writeFileWhole(join(folder, name), png);
        // By name, which begins with the time.
        const old = readdirSync(folder).filter((each) => pattern.test(each));
        for (const each of old.toSorted().slice(0, -most)) rmSync(join(folder, each));
        return name;
      } catch {
        return null;
      }
    },
    read(name) {
      try {
        if (pattern.test(name)) return ok(readFileSync(join(folder, name)));
      } catch {
        // Gone, or not to be read: the same to who asks.
      }
      return fail('label-picture-missing');
    },
  };
}
