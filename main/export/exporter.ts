import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportInfo, ExportOrder } from '../../shared/models/export.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { diskProblem, isDiskError } from '../store/disk-problem.ts';
import { pieceOfFile } from '../store/files.ts';
import { files } from '../store/identity.ts';
import type { Store } from '../store/store.ts';
import { type Exporting, type ExportWish, exportBeside } from './export-beside.ts';

/** Exports that windows ask for: made in the background, one at a time, and kept until they were fetched. */
export interface Exporter {
  /** Problems: `export-busy`, of the disk. What goes wrong later is in its info. */
  begin(order: ExportOrder, by: string): Result<ExportInfo>;
  drop(id: string): Result<object>;
  take(id: string, offset: number): Result<{ name: string; base64: string; next: number | null }>;
  /** Newest first. */
  shown(): ExportInfo[];
  stop(): Promise<void>;
}

/** Files kept for whoever has not fetched them yet. */
const kept = 3;

interface Made {
  info: ExportInfo;
  path: string;
  work: Exporting | null;
}

export function createExporter(needs: {
  store: Store;
  now(): number;
  newId(): string;
  onChange(): void;
}): Exporter {
  const { store, now, onChange } = needs;
  const folder = join(store.folder, 'exports');
  // What a window of an earlier run has not fetched nobody will.
  rmSync(folder, { recursive: true, force: true });
  let all: Made[] = [];

  const put = (made: Made, change: Partial<ExportInfo>): void => {
    made.info = { ...made.info, ...change };
    onChange();
  };
  const forget = (made: Made): void => {
    all = all.filter((one) => one !== made);
    rmSync(made.path, { force: true });
  };

  async function end(made: Made, work: Exporting): Promise<void> {
    const done = await work.done;
    made.work = null;
    // Thrown away meanwhile: it may have come to its end all the same.
    if (!all.includes(made)) return rmSync(made.path, { force: true });
    if (!done.ok) return put(made, { state: 'failed', problem: done.problem });
    const { rows } = done.value;
    put(made, { state: 'done', done: rows, of: rows, bytes: statSync(made.path).size });
  }

  return {
    begin(order, by) {
      if (all.some(({ work }) => work !== null)) return fail('export-busy');
      const id = needs.newId();
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
      } catch (error) {
        if (!isDiskError(error)) throw error;
        return { ok: false, problem: diskProblem(error, store.folder) };
      }
      const { topic, format } = order;
      const ending = format === 'enos' ? 'zip' : format;
      const day = new Date(now()).toISOString().slice(0, 10);
      const name = `${topic}${format === 'enos' ? '-enos' : ''}-${day}.${ending}`;
      const told = { id, topic, format, name, by, at: now() };
      const start = { state: 'running', done: 0, of: null, bytes: null, problem: null } as const;
      const made: Made = {
        info: { ...told, ...start },
        path: join(folder, `${id}.${ending}`),
        work: null,
      };
      for (const old of all.slice(kept - 1)) forget(old);
      all = [made, ...all];
      const work = exportBeside(
        join(store.folder, files.database),
        wishOf(order, made.path),
        ({ done, of }) => put(made, { done, of }),
      );
      made.work = work;
      void end(made, work);
      onChange();
      return ok(made.info);
    },
    drop(id) {
      const made = all.find(({ info }) => info.id === id);
      if (!made) return fail('export-unknown');
      made.work?.stop();
      forget(made);
      onChange();
      return ok({});
    },
    take(id, offset) {
      const made = all.find(({ info }) => info.id === id && info.state === 'done');
      if (!made) return fail('export-unknown');
      return ok({ name: made.info.name, ...pieceOfFile(made.path, offset) });
    },
    shown: () => all.map(({ info }) => info),
    async stop() {
      const working = all.flatMap(({ work }) => work ?? []);
      for (const work of working) work.stop();
      await Promise.all(working.map(({ done }) => done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const wishOf = ({ topic, choice, columns, format }: ExportOrder, path: string): ExportWish =>
  format === 'enos'
    ? { format, choice, file: path.slice(0, -'.zip'.length), template: null, zip: path }
    : { topic, choice, columns, format, file: path };
