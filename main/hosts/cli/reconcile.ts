import { placesOf } from '../../reconcile/reconcile.ts';
import { reconcilePlaces } from '../../store/reconcile.ts';
import { options, print, type Status, taken, unwrap, withStation } from './command.ts';

/** `reconcile [--group G] [--batch TAG]`: one object a batch; 1 when anything drifted, 3 when the cloud cannot be asked. */
export async function reconcileCommand(args: string[]): Promise<Status> {
  const { values } = options(args, { group: { type: 'string' }, batch: { type: 'string' } });
  return withStation(values.data, async ({ parts }) => {
    const wish = { groupId: values.group, tag: values.batch };
    const places = unwrap(placesOf(reconcilePlaces(parts.store.db), wish));
    let drifted = false;
    for (const place of places) {
      const found = unwrap(await parts.reconciling.batch(place));
      drifted ||= found.drifts.length > 0;
      print(found);
      await taken();
    }
    return drifted ? 1 : 0;
  });
}
