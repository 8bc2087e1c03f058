import { operationStates } from '../../shared/models/operation.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { undoOperation } from '../devices/undo.ts';
import { listOperations, operationBySeq, parkedKeys } from '../store/operations.ts';
import type { Topic } from './topic.ts';

export function syncHandlers(parts: AppParts): Topic<'sync'> {
  const { store, sync, world } = parts;
  const { db } = store;
  const now = () => world.clock.now();
  const nudged = <T>(result: Result<T>): Result<T> => {
    if (result.ok) {
      parts.changed();
      sync.nudge();
    }
    return result;
  };
  return {
    'sync.operations'({ states = [...operationStates], after = 0, limit }) {
      const items = listOperations(db, { states, after, limit });
      return ok({ items, next: items.length === limit ? (items.at(-1)?.seq ?? null) : null });
    },
    'sync.now'() {
      sync.now();
      return ok({});
    },
    'sync.retry'({ seq }, { by }) {
      const keys = parkedKeys(db, seq);
      if (seq !== undefined && keys.length === 0) return fail('operation-not-parked');
      if (keys.length === 0) return ok({ retried: 0 });
      const retried = store.commit({ type: 'operations-retried', at: now(), keys, by });
      return nudged(retried.ok ? ok({ retried: keys.length }) : retried);
    },
    'sync.discard'({ seq, reason }, { by }) {
      const found = operationBySeq(db, seq);
      if (!found) return fail('operation-unknown');
      if (found.state !== 'parked') return fail('operation-not-parked');
      const { key } = found;
      return nudged(store.commit({ type: 'operation-discarded', at: now(), key, reason, by }));
    },
    'sync.undo': ({ seq, reason }, { by }) =>
      nudged(undoOperation({ store, now, newId: parts.newId }, seq, by, reason)),
  };
}
