import { plainLine } from '../../../shared/models/line.ts';
import type { Source, Verdict } from '../../../shared/models/read.ts';
import type { Fact } from '../../../shared/serial/reading.ts';
import type { App } from '../../app.ts';
import type { Job } from '../../job.ts';
import { misuse, targetOf, unwrap } from './command.ts';
import { givenValues } from './given-values.ts';

export const jobOptions = {
  group: { type: 'string' },
  batch: { type: 'string' },
  'allocate-to': { type: 'string' },
  set: { type: 'string', multiple: true },
} as const;

/** What the reads of one command are registered under. */
export interface OpenJob {
  receive(text: string, source: Source, facts?: readonly Fact[]): Verdict;
  /** Finishes the batch if this command started it or took it up again. */
  finish(): void;
}

/** Opens the group's job; a batch of that tag is started, or gone on with where it was. */
export function openJob(
  app: App,
  values: { group?: string; batch?: string; 'allocate-to'?: string; set?: string[] },
): OpenJob {
  const { station, batches } = app.parts;
  const { group, batch: tag } = values;
  if (group === undefined) misuse('--group G is needed');
  const allocateTo = targetOf(values['allocate-to']);
  const masterData = givenValues(app, group, values.set);
  if (tag === undefined) {
    const job = unwrap(station.prepare({ groupId: group, allocateTo, masterData, batchId: null }));
    return {
      receive: (text, source, facts) => station.receiveFor(job, text, source, facts),
      finish: () => {},
    };
  }
  if (tag.trim() === '' || tag.length > 64) misuse('--batch takes 1 to 64 characters');
  const start = {
    groupId: group,
    tag: tag.trim(),
    target: null,
    template: null,
    allocateTo,
    masterData,
    line: plainLine,
    makes: false,
  };
  const batch = unwrap(batches.openByTag(start));
  const target = allocateTo ?? batch.allocateTo;
  const job: Job = unwrap(station.prepare({ ...batch, allocateTo: target, batchId: batch.id }));
  return {
    receive: (text, source, facts) => station.receiveFor(job, text, source, facts),
    finish: () => void batches.moveById(batch.id, 'finished'),
  };
}

/** A verdict as scripts read it. */
export function verdictLine(verdict: Verdict): object {
  const { text, verdict: word, deviceSn, problem } = verdict;
  return {
    text,
    verdict: word,
    ...(deviceSn === undefined ? {} : { deviceSn }),
    ...(problem ? { problem: { code: problem.code, message: problem.message } } : {}),
  };
}
