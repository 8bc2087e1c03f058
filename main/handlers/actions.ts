import { fail } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import type { Topic } from './topic.ts';

export function actionHandlers(_parts: AppParts): Topic<'jobs' | 'conflicts'> {
  const notYet = fail('internal', { where: 'actions' });
  return {
    'jobs.list': () => notYet,
    'jobs.move': () => notYet,
    'jobs.results': () => notYet,
    'jobs.file': () => notYet,
    'conflicts.show': () => notYet,
    'conflicts.resolve': () => notYet,
  };
}
