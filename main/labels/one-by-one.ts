import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../shared/problems.ts';
import { labelFailed } from './label-failed.ts';

/** A worker beside the station's own thread that does one job after the other. */
export interface OneByOne<Job, Answer, Question, Reply> {
  /**
   * Jobs are done in order; what the worker asks while it does one is answered by `tell`. Never rejects: a worker that
   * dies is `label-failed` for the job it died of, and the next job gets a new one.
   */
  run(job: Job, tell?: (question: Question) => Reply): Promise<Answer>;
  /** Ends the worker; jobs that are not done, and later ones, are `label-failed`. */
  close(): Promise<void>;
}

/** What goes to a worker: a job, the reply to its question (or why there is none), or that no more comes. */
export type ToWorker<Job, Reply> = { job: Job } | { reply: Reply } | { refused: string } | 'end';

/** What comes from it. */
export type FromWorker<Answer, Question> = { answer: Answer } | { question: Question };

/**
 * Of a worker's heap, MiB: what is made for one label is soon done with, and V8 by itself would gather a hundred before it
 * clears away. There is no limit to what it may keep.
 */
const young = 16;

/**
 * Milliseconds that a worker has to come to the end of what it does, and then to end by itself. To tear one down in the
 * middle of compiling or decoding has brought a whole process down with it.
 */
const patience = 1_000;

/**
 * The worker starts with the first job and stays warm; it never keeps the process alive by itself. `answerOf`: what is
 * answered where it could not be done. Its file calls `serve`.
 */
export function createOneByOne<Job, Answer, Question = never, Reply = never>(
  workerFile: URL,
  answerOf: (problem: Problem) => Answer,
): OneByOne<Job, Answer, Question, Reply> {
  const failed = (error: unknown) => answerOf(labelFailed(error));
  let worker: Worker | undefined;
  let busy = false;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  function start(): Worker {
    const started = new Worker(workerFile, { resourceLimits: { maxYoungGenerationSizeMb: young } });
    // A crash is told as an error and as an exit; the job under way listens, and when there is none,
    // an error that nobody hears would end the station.
    started.on('error', () => {});
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  function give(job: Job, tell?: (question: Question) => Reply): Promise<Answer> {
    if (closed) return Promise.resolve(failed('closed'));
    worker ??= start();
    const current = worker;
    const post = (message: ToWorker<Job, Reply>) => current.postMessage(message);
    busy = true;
    return new Promise<Answer>((resolve) => {
      const settle = (answer: Answer) => {
        busy = false;
        current.off('message', onMessage).off('error', onError).off('exit', onExit);
        current.unref();
        resolve(answer);
      };
      const onMessage = (message: FromWorker<Answer, Question>) => {
        if ('answer' in message) return settle(message.answer);
        try {
          if (closed) throw new Error('closed');
          post({ reply: (tell as (question: Question) => Reply)(message.question) });
        } catch (error) {
          post({ refused: error instanceof Error ? error.message : String(error) });
        }
      };
      const onError = (error: unknown) => {
        worker = undefined;
        settle(failed(error));
      };
      const onExit = (code: number) => {
        settle(failed(`exit ${code}`));
      };
      current.on('message', onMessage).once('error', onError).once('exit', onExit);
      current.ref();
      try {
        post({ job });
      } catch (error) {
        settle(failed(error));
      }
    });
  }

  return {
    run(job, tell) {
      const answer = last.then(() => give(job, tell)).catch(failed);
      last = answer;
      return answer;
    },
    async close() {
      closed = true;
      await soon(last);
      if (worker && !busy) await endIdle(worker);
      await worker?.terminate();
    },
  };
}

async function endIdle(worker: Worker): Promise<void> {
  worker.ref();
  const over = once(worker, 'exit').catch(() => {});
  worker.postMessage('end');
  await soon(over);
}

/** Waits for what never rejects, but not for long. */
async function soon(over: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  await Promise.race([over, setTimeout(patience, null, { signal: late.signal }).catch(() => {})]);
  late.abort();
}
