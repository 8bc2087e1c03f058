import { bucketMs, bucketsOf, paceOf } from '../../shared/line/pace.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import type { Handlers } from '../dispatch.ts';
import { batchById, currentBatch } from '../store/batches.ts';
import { findDevice } from '../store/devices.ts';
import { firstArticleOf, goldenSamples, lineNow } from '../store/line.ts';
import { bucketsSince, lastTimes } from '../store/pace.ts';
import type { Topic } from './topic.ts';

type LineCalls = Pick<
  Handlers,
  'batches.pace' | 'batches.article' | 'batches.approve' | 'batches.answer' | 'batches.confirm'
>;

/** So many units tell the takt. */
const recent = 21;

export function lineHandlers(parts: AppParts): LineCalls & Topic<'golden'> {
  const { answers, store, world } = parts;
  const { db } = store;
  return {
    'batches.pace'({ id, hours }) {
      const batch = batchById(db, id);
      if (!batch) return fail('batch-unknown', { tag: id });
      const now = world.clock.now();
      const left = batch.target === null ? null : Math.max(0, batch.target - batch.accepted);
      const counts = bucketsSince(db, id, now - hours * 3_600_000 - bucketMs);
      return ok({
        ...paceOf(lastTimes(db, id, recent), left),
        buckets: bucketsOf(counts, now, hours),
      });
    },
    'batches.article'() {
      const batch = currentBatch(db);
      if (!batch) return fail('batch-not-open');
      const deviceSn = firstArticleOf(db, batch.id);
      const device = deviceSn === null ? null : findDevice(db, batch.groupId, deviceSn);
      return ok({ device, scannedBack: lineNow(db, batch.id).scannedBack });
    },
    'batches.approve': (input, { by }) => answers.approve(input, by),
    'batches.answer': (input, { by }) => answers.answer(input, by),
    'batches.confirm': (input, { by }) => answers.confirm(input, by),
    'golden.list': ({ groupId }) => ok({ items: goldenSamples(db, groupId) }),
    'golden.declare': (input, { by }) => answers.declare(input, by),
    'golden.withdraw': (input, { by }) => answers.withdraw(input, by),
  };
}
