import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { findTags } from '../store/batch-tags.ts';
import { listBatches } from '../store/batches.ts';
import type { lineHandlers } from './line.ts';
import type { Topic } from './topic.ts';

export function batchHandlers({
  batches,
  store,
}: AppParts): Omit<Topic<'batches'>, keyof ReturnType<typeof lineHandlers>> {
  return {
    'batches.start': (input) => batches.start(input),
    'batches.pause': () => batches.move('paused'),
    'batches.resume': () => batches.move('open'),
    'batches.finish': (_, { role }) => batches.finish(role),
    'batches.list': ({ limit }) => ok({ items: listBatches(store.db, limit) }),
    'batches.tags': ({ search, limit }) => ok({ items: findTags(store.db, search, limit) }),
  };
}
