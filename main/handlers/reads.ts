import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { lastReads } from '../store/reads.ts';
import type { Topic } from './topic.ts';

export function readHandlers({ store }: AppParts): Topic<'reads'> {
  return {
    'reads.list': ({ limit }) => ok({ items: lastReads(store.db, limit) }),
  };
}
