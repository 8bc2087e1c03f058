import { mayHaveDone } from '../../shared/action-roles.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { resultsFile } from '../devices/results-file.ts';
import { findJob, jobResults, listJobs } from '../store/jobs.ts';
import type { Topic } from './topic.ts';

export function actionHandlers(parts: AppParts): Topic<'jobs' | 'conflicts'> {
  const { store, actions, conflicts } = parts;
  const { db } = store;
  return {
    'jobs.list': ({ limit }) => ok({ items: listJobs(db, limit) }),
    'jobs.move'({ id, to }, { role, by }) {
      const job = findJob(db, id);
      const may = job ? mayHaveDone(role, job.action) : fail('job-unknown');
      return may.ok ? actions.move(id, to, by) : may;
    },
    'jobs.results'({ id, after = -1, limit }) {
      if (!findJob(db, id)) return fail('job-unknown');
      const items = jobResults(db, id, after, limit);
      const next = items.length === limit ? (items.at(-1)?.place ?? null) : null;
      return ok({ items, next });
    },
    'jobs.file': ({ id }) => resultsFile(db, id),
    'conflicts.show': ({ seq }) => conflicts.show(seq),
    'conflicts.resolve': ({ seq, ...decision }, { by }) =>
      conflicts.resolve(seq, { ...decision, by }),
  };
}
