import { bucketMs } from '../../shared/line/pace.ts';
import type { State } from '../../shared/models/state.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { calmState, now, sampleDevices } from './pretend-scenes.ts';
import type { PretendHandlers, PretendTopic, Push } from './pretend-topic.ts';

/** The line's calls of the pretend station: what was decided is shown at once, and kept nowhere. */

type Batch = NonNullable<State['batch']>;

function withBatch(state: State, push: Push, part: Partial<Batch>): Result<Batch> {
  if (!state.batch) return fail('batch-not-open');
  const batch = { ...state.batch, ...part, now: { ...state.batch.now, hold: null } };
  push({ ...state, batch });
  return ok(batch);
}

const bars = [3, 9, 14, 16, 15, 17, 16, 2, 0, 0, 12, 16, 17, 15, 18, 16, 17, 14, 16, 18, 17, 9];

export const lineCalls: Pick<
  PretendHandlers,
  'batches.pace' | 'batches.article' | 'batches.approve' | 'batches.answer' | 'batches.confirm'
> &
  PretendTopic<'golden'> = {
  'batches.pace': ({ hours }, state) => {
    const many = hours * 12;
    const last = Math.floor(now / bucketMs) * bucketMs;
    const quiet = (state.batch?.accepted ?? 0) < 3;
    const good = (index: number) => (quiet ? 0 : (bars[index - (many - bars.length)] ?? 0));
    const left = state.batch?.target ? (state.batch.target - state.batch.accepted) * 17_400 : null;
    return ok({
      takt: quiet ? null : 17_400,
      perHour: quiet ? null : 206.9,
      left: quiet ? null : left,
      buckets: Array.from({ length: many }, (_, index) => ({
        from: last - (many - 1 - index) * bucketMs,
        good: good(index),
        refused: good(index) > 0 && index % 6 === 1 ? 1 + (index % 3) : 0,
      })),
    });
  },
  'batches.article': () => {
    const device = sampleDevices(1)[0] ?? null;
    return ok({ device: device && { ...device, labelState: 'printed' }, scannedBack: null });
  },
  'batches.approve': ({ deviceSn, checks, reason }, state, push) => {
    if (checks.length < 4 && reason === '') return fail('article-reason');
    return withBatch(state, push, {
      article: { deviceSn, checks, reason, at: Date.now(), by: 'line-lead' },
    });
  },
  'batches.answer': (_, state, push) => withBatch(state, push, { stop: null }),
  'batches.confirm': ({ right }, state, push) => {
    const { batch } = state;
    const asked = batch?.now.asked;
    if (!batch || !asked) return fail('unlike-none');
    push({
      ...state,
      batch: { ...batch, now: { ...batch.now, asked: right ? { ...asked, right } : null } },
    });
    return ok({});
  },
  'golden.list': ({ groupId }) =>
    ok({
      items: [
        {
          groupId,
          text: 'INV5K1-900001',
          expected: 'good',
          note: 'locker 3',
          checkedAt: now - 3_600_000,
          right: true,
        },
        {
          groupId,
          text: 'INV5K1_BAD-LABEL',
          expected: 'bad',
          note: 'smeared on purpose',
          checkedAt: null,
          right: null,
        },
      ],
    }),
  'golden.declare': () => ok({}),
  'golden.withdraw': () => ok({}),
};

/** A batch in one of its special states. */
export const batchWith = (part: Partial<Batch>): State => {
  const state = calmState();
  return { ...state, batch: state.batch && { ...state.batch, ...part } };
};
