import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { diskProblem, isDiskError } from '../../store/disk-problem.ts';
import { copyWhole, makeFolder } from '../../store/files.ts';

/**
 * The station's own copies of files that are being brought in: a folder each, gone when it is over. An import that a power cut
 * stopped goes on from here, whatever became of the stick that the file came on.
 */
export interface ImportFolder {
  source(id: string): string;
  plan(id: string): string;
  /** Rows that a plan would not take, one a line. */
  refused(id: string): string;
  /** The same for people, with their reasons. */
  mended(id: string): string;
  /** What a plan said of each row, and how the deed differed from that (`differences.ts`). */
  kinds(id: string): string;
  differences(id: string): string;
  begin(id: string): Result<object>;
  /** Writes a piece where it belongs; pieces may come again, not in another order. */
  put(id: string, offset: number, bytes: Uint8Array): Result<{ received: number }>;
  copyFrom(id: string, path: string): Promise<Result<{ bytes: number }>>;
  /** Makes what was put durable and says what it is, in hex. */
  sha256(id: string): Promise<Result<string>>;
  /** Its copy of the file goes, or all of it. */
  forget(id: string, all: boolean): void;
  /** What a draft of an earlier process left goes. */
  keepOnly(wanted: (id: string) => boolean): void;
}

export function importFolder(station: string): ImportFolder {
  const root = join(station, 'imports');
  const of = (id: string) => join(root, id);
  const source = (id: string) => join(of(id), 'source');
  const tried = <T>(work: () => T): Result<T> => {
    try {
      return ok(work());
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return { ok: false, problem: diskProblem(error, root) };
    }
  };

  function forget(id: string, all: boolean): void {
    rmSync(all ? of(id) : source(id), { recursive: true, force: true });
    if (all) return;
    for (const name of ['refused.ndjson', 'planned.bin'])
      rmSync(join(of(id), name), { force: true });
  }

  return {
    source,
    plan: (id) => join(of(id), 'plan.json'),
    refused: (id) => join(of(id), 'refused.ndjson'),
    kinds: (id) => join(of(id), 'planned.bin'),
    differences: (id) => join(of(id), 'differences.json'),
    mended: (id) => join(of(id), 'refused.csv'),
    begin: (id) =>
      tried(() => {
        makeFolder(of(id));
        closeSync(openSync(source(id), 'wx', 0o600));
        return {};
      }),
    put: (id, offset, bytes) =>
      tried(() => {
        const handle = openSync(source(id), 'r+');
        try {
          const { size } = fstatSync(handle);
          // A hole would be read as zeros.
          if (offset > size) return { received: size };
          for (let at = 0; at < bytes.length; ) {
            at += writeSync(handle, bytes, at, bytes.length - at, offset + at);
          }
          return { received: Math.max(size, offset + bytes.length) };
        } finally {
          closeSync(handle);
        }
      }),
    async copyFrom(id, path) {
      try {
        makeFolder(of(id));
        await copyWhole(path, source(id));
        const handle = await openFile(source(id), 'r');
        const { size } = await handle.stat();
        await handle.close();
        return ok({ bytes: size });
      } catch (error) {
        if (!isDiskError(error)) throw error;
        return { ok: false, problem: diskProblem(error, path) };
      }
    },
    async sha256(id) {
      if (!existsSync(source(id))) return fail('import-source-gone');
      try {
        const handle = openSync(source(id), 'r+');
        fsyncSync(handle);
        closeSync(handle);
        const hash = createHash('sha256');
        for await (const piece of createReadStream(source(id))) hash.update(piece as Uint8Array);
        return ok(hash.digest('hex'));
      } catch (error) {
        if (!isDiskError(error)) throw error;
        return { ok: false, problem: diskProblem(error, root) };
      }
    },
    forget,
    keepOnly(wanted) {
      // What cannot be cleared away now is in nobody's way.
      tried(() => {
        if (!existsSync(root)) return;
        for (const name of readdirSync(root)) if (!wanted(name)) forget(name, true);
      });
    },
  };
}
