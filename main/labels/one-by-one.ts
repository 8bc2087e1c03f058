import { Worker } from 'node:worker_threads';
import { type Problem, problem } from '../../shared/problems.ts';

/** A worker beside the station's own thread that does one job after the other. */
export interface OneByOne<Job, Answer> {
  /**
   * Jobs are done in order. Never rejects: a worker that dies is `label-failed` for the job it died of, and the next
   * job gets a new one.
   */
  run(job: Job): Promise<Answer>;
  /** Ends the worker; jobs that are not done, and later ones, are `label-failed`. */
  close(): Promise<void>;
}

/** The worker's file as it is called beside `here`, in the source as in what was built. */
export const workerBeside = (here: string, name: string): URL =>
  new URL(`./${name}.${here.endsWith('.ts') ? 'ts' : 'js'}`, here);

/** `label-failed` with what was thrown. */
export const labelFailed = (error: unknown): Problem =>
  problem('label-failed', { detail: error instanceof Error ? error.message : String(error) });

/**
 * The worker starts with the first job and stays warm; it never keeps the process alive by itself. `answerOf`: what is
 * answered where it could not be done.
 */
export function createOneByOne<Job, Answer>(
  workerFile: URL,
  answerOf: (problem: Problem) => Answer,
): OneByOne<Job, Answer> {
  const failed = (error: unknown) => answerOf(labelFailed(error));
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

  function give(job: Job): Promise<Answer> {
    if (closed) return Promise.resolve(failed('closed'));
    worker ??= start();
    const current = worker;
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        current.off('message', settle).off('error', onError).off('exit', onExit);
        current.unref();
        resolve(answer);
      };
      const onError = (error: unknown) => {
        worker = undefined;
        settle(failed(error));
      };
      const onExit = (code: number) => {
        settle(failed(`exit ${code}`));
      };
      current.once('message', settle).once('error', onError).once('exit', onExit);
      current.ref();
      current.postMessage(job);
    });
  }

  return {
    run(job) {
      const answer = last.then(() => give(job)).catch(failed);
      last = answer;
      return answer;
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}
