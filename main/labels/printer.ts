import { URL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { fail, type Result } from '../../shared/problems.ts';
import type { PrintOptions } from './pdf.ts';
import type { Sheet } from './sheet.ts';
import type { LabelAnswer, LabelJob } from './worker.ts';

/** Makes label PDFs beside the station's own thread, so that no scan ever waits for paper. */
export interface LabelPrinter {
  /**
   * The PDF of these records in order, or the reason why not; see `renderPdf` for the problems.
   * Jobs are done one after the other. Never rejects: a worker that dies is `label-failed` for the
   * job it died of, and the next job gets a new one.
   */
  print(
    records: readonly LabelRecord[],
    template: string | LabelDesign,
    options?: PrintOptions,
  ): Promise<Result<Uint8Array>>;
  /** A sheet of commands, in the same way. */
  sheet(sheet: Sheet): Promise<Result<Uint8Array>>;
  /** Ends the worker; jobs that are not done, and later ones, are `label-failed`. */
  close(): Promise<void>;
}

const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

const failed = (error: unknown) =>
  fail('label-failed', { detail: error instanceof Error ? error.message : String(error) });

/** The worker starts with the first job and stays warm; it never keeps the process alive by itself. */
export function createLabelPrinter(
  workerFile = new URL(`./worker.${ending}`, import.meta.url),
): LabelPrinter {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  function start(): Worker {
    const started = new Worker(workerFile);
    // A crash is told as an error and as an exit; the job under way listens, and when there is none,
    // an error that nobody hears would end the station.
    started.on('error', () => {});
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  function run(job: LabelJob): Promise<LabelAnswer> {
    if (closed) return Promise.resolve(fail('label-failed', { detail: 'closed' }));
    worker ??= start();
    const current = worker;
    return new Promise((resolve) => {
      const settle = (answer: LabelAnswer) => {
        current.off('message', settle).off('error', onError).off('exit', onExit);
        current.unref();
        resolve(answer);
      };
      const onError = (error: unknown) => {
        worker = undefined;
        settle(failed(error));
      };
      const onExit = (code: number) => {
        settle(fail('label-failed', { detail: `exit ${code}` }));
      };
      current.once('message', settle).once('error', onError).once('exit', onExit);
      current.ref();
      current.postMessage(job);
    });
  }

  function enqueue(job: LabelJob): Promise<LabelAnswer> {
    const answer = last.then(() => run(job)).catch(failed);
    last = answer;
    return answer;
  }

  return {
    print: (records, template, options = {}) => enqueue({ records, template, options }),
    sheet: (sheet) => enqueue({ sheet }),
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}
