import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { placesOf } from '../reconcile/reconcile.ts';
import { reconcilePlaces } from '../store/reconcile.ts';
import type { Topic } from './topic.ts';

/** Batches of one answer. */
const mostBatches = 50;

export const reconcileHandlers = (parts: AppParts): Topic<'reconcile'> => ({
  async 'reconcile.run'(wish) {
    const places = placesOf(reconcilePlaces(parts.store.db), wish);
    if (!places.ok) return places;
    const batches = [];
    for (const place of places.value.slice(0, mostBatches)) {
      const found = await parts.reconciling.batch(place);
      if (!found.ok) return found;
      batches.push(found.value);
    }
    return ok({ batches, more: Math.max(0, places.value.length - mostBatches) });
  },
  'reconcile.last': () => ok({ last: parts.reconciling.last() }),
});
