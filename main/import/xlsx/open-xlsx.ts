import { Worker } from 'node:worker_threads';
import type { Row } from '../../../shared/import/row.ts';
import type { FoundSheet } from '../../../shared/import/source.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { workerBeside } from '../../worker-beside.ts';
import { workbookLimits } from './limits.ts';

/** The file that the station looked at: another one of that name is not read. */
export interface WorkbookFile {
  path: string;
  size: number;
  mtimeMs: number;
  sheet?: string | undefined;
}

export type WorkbookQuestion = { id: number } & (
  | { ask: 'sheet' }
  | { ask: 'next' | 'end'; reading: number }
);
export interface WorkbookAnswer {
  id: number;
  /** JSON, or null where there is no more. */
  result: Result<string | null>;
}

/** A sheet of a workbook, read in a worker as often as one likes. */
export interface OpenSheet {
  sheet: FoundSheet;
  rows(): AsyncGenerator<Result<Row[]>>;
  close(): Promise<void>;
}

/**
 * Problems, here or as the last batch: `import-workbook-none`, `import-workbook-damaged`, `import-workbook-bomb`,
 * `import-workbook-heavy`, `import-workbook-entities`, `import-old-workbook` (with a password), `import-sheet-unknown`,
 * `import-changed`, `file-unreadable`, `import-too-large`.
 */
export async function openXlsx(file: WorkbookFile): Promise<Result<OpenSheet>> {
  const worker = startWorker(file);
  const first = await worker.ask({ ask: 'sheet' });
  if (!first.ok) {
    await worker.end();
    return first;
  }
  let readings = 0;
  return ok({
    sheet: JSON.parse(first.value ?? '') as FoundSheet,
    async *rows() {
      const reading = ++readings;
      // The worker reads on while what it found is taken.
      let next = worker.ask({ ask: 'next', reading });
      try {
        for (;;) {
          const batch = await next;
          if (!batch.ok) return yield batch;
          if (batch.value === null) return;
          next = worker.ask({ ask: 'next', reading });
          yield ok(JSON.parse(batch.value) as Row[]);
        }
      } finally {
        await next;
        await worker.ask({ ask: 'end', reading });
      }
    },
    close: worker.end,
  });
}

type Asked = { ask: 'sheet' } | { ask: 'next' | 'end'; reading: number };

function startWorker(file: WorkbookFile) {
  const worker = new Worker(workerBeside(import.meta.url, 'worker'), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: workbookLimits.heap, maxYoungGenerationSizeMb: 16 },
  });
  const waiting = new Map<number, (result: WorkbookAnswer['result']) => void>();
  let asked = 0;
  let over: { ok: false; problem: ReturnType<typeof fail>['problem'] } | undefined;

  const end = (result: NonNullable<typeof over>) => {
    over ??= result;
    for (const resolve of waiting.values()) resolve(over);
    waiting.clear();
  };
  worker.on('message', ({ id, result }: WorkbookAnswer) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const heavy = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    end(
      heavy
        ? fail('import-workbook-heavy', { part: 'XLSX' })
        : fail('import-workbook-damaged', { part: error.code ?? error.message }),
    );
  });
  worker.on('exit', () => end(fail('import-workbook-damaged', { part: 'XLSX' })));

  return {
    ask(question: Asked): Promise<WorkbookAnswer['result']> {
      if (over) return Promise.resolve(over);
      const id = ++asked;
      worker.ref();
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage({ ...question, id } satisfies WorkbookQuestion);
      });
    },
    async end() {
      end(fail('file-unreadable', { file: file.path, detail: 'closed' }));
      await worker.terminate();
    },
  };
}
