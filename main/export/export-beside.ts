import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ExportProgress } from '../../shared/models/export.ts';
import { fail, type Result } from '../../shared/problems.ts';
import { diskProblem, isDiskError } from '../store/disk-problem.ts';
import { workerBeside } from '../worker-beside.ts';
import type { EnosWish } from './enos/export-folder.ts';
import type { TableWish } from './export-table.ts';

export type ExportWish = TableWish | EnosWish;

/** What came of it. `files` counts those of a folder; one otherwise. */
export interface Exported {
  rows: number;
  files?: number;
}

/** What the thread is given. */
export interface ExportOrder {
  database: string;
  wish: ExportWish;
  /** One number: not 0 as soon as it shall stop. */
  stop: Int32Array<SharedArrayBuffer>;
}
/** What it says. */
export type FromExport = { progress: ExportProgress } | { done: Result<Exported> };

/** An export under way. */
export interface Exporting {
  done: Promise<Result<Exported>>;
  /** Ends it soon, without a trace: `done` is then `export-stopped`. */
  stop(): void;
}

/**
 * Makes an export in a thread of its own, from the database as it is when it begins: however long it takes, no scan waits
 * for it. Never rejects. Problems: those of `exportTable` and `exportFolder`.
 */
export function exportBeside(
  database: string,
  wish: ExportWish,
  heard: (progress: ExportProgress) => void = () => {},
): Exporting {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const order: ExportOrder = { database, wish, stop };
  const worker = new Worker(workerBeside(import.meta.url, 'worker'), {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const done = new Promise<Result<Exported>>((resolve) => {
    let answer: Result<Exported> | null = null;
    worker.on('message', (message: FromExport) => {
      if ('done' in message) answer = message.done;
      else heard(message.progress);
    });
    worker.on('error', (error: unknown) => {
      const problem = isDiskError(error)
        ? diskProblem(error, wish.file)
        : fail('internal', { where: 'export' }).problem;
      answer = { ok: false, problem };
    });
    worker.once('exit', () => {
      if (answer?.ok !== true) rmSync(`${wish.file}.new`, { recursive: true, force: true });
      resolve(answer ?? fail('internal', { where: 'export' }));
    });
  });
  return { done, stop: () => void Atomics.store(stop, 0, 1) };
}
