import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import type { Topic } from './topic.ts';

export function makerHandlers({ makers, ranges, leases }: AppParts): Topic<'makers'> {
  return {
    'makers.next': ({ source }, caller) => ok(makers.next(source, caller)),
    'makers.make': ({ count, source }, caller) => makers.make(count, source, caller),
    'makers.cancel': () => {
      makers.cancel();
      return ok({});
    },
    'makers.ranges': ({ limit }) => ok({ items: ranges.list(limit), fromCloud: leases.given() }),
    'makers.setRange': (wish, { by }) => ranges.set(wish, by),
    'makers.lease': async ({ groupId, batchTag, count }) => {
      if (!leases.given()) return fail('cloud-no-catalog');
      const held = await leases.ensure(groupId, batchTag ?? null, count);
      return held.ok ? ok({}) : held;
    },
    'makers.endRange': ({ id }, { by }) => ranges.end(id, by),
    'makers.confirmClock': ({ groupId }, { by }) => ranges.confirmClock(groupId, by),
  };
}
