import { parentPort } from 'node:worker_threads';
import type { Problem } from '../../shared/problems.ts';
import { labelFailed } from './label-failed.ts';
import type { FromWorker, ToWorker } from './one-by-one.ts';

/** Asks whoever gave the job; rejects where the question cannot be answered. */
export type Ask<Question, Reply> = (question: Question) => Promise<Reply>;

/**
 * What the file of a `createOneByOne` worker does: `work` one job after the other. `failed`: the answer where it throws.
 */
export function serve<Job, Answer, Question = never, Reply = never>(
  work: (job: Job, ask: Ask<Question, Reply>) => Promise<Answer>,
  failed: (problem: Problem) => Answer,
  transfer: (answer: Answer) => ArrayBuffer[] = () => [],
): void {
  const port = parentPort;
  if (!port) throw new Error('this file is for a worker');
  let asked: { resolve(reply: Reply): void; reject(error: Error): void } | null = null;
  const post = (message: FromWorker<Answer, Question>, moved: ArrayBuffer[] = []) =>
    port.postMessage(message, moved);
  const ask: Ask<Question, Reply> = (question) =>
    new Promise((resolve, reject) => {
      asked = { resolve, reject };
      post({ question });
    });
  port.on('message', async (message: ToWorker<Job, Reply>) => {
    if (message === 'end') port.close();
    else if ('reply' in message) asked?.resolve(message.reply);
    else if ('refused' in message) asked?.reject(new Error(message.refused));
    else {
      const answer = await work(message.job, ask).catch((error) => failed(labelFailed(error)));
      post({ answer }, transfer(answer));
    }
  });
}
