import type { RangeInfo } from '../../shared/models/maker.ts';
import { seriesSchema } from '../../shared/models/series.ts';
import type { State } from '../../shared/models/state.ts';
import { ok } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** What makes the SNs below: year, week and five digits, from 1 again each week. */
export const sampleSeries = seriesSchema.parse({
  parts: [
    { kind: 'text', text: 'INV5K1-' },
    { kind: 'date', form: 'YY' },
    { kind: 'date', form: 'WW' },
    { kind: 'counter' },
  ],
  counter: { width: 5 },
  reset: 'week',
});

export const otherSeries = seriesSchema.parse({
  parts: [{ kind: 'text', text: 'MTR3P2-' }, { kind: 'counter' }],
  counter: { width: 7 },
});

/** A batch that makes its SNs, and the ranges that a station holds for it. */

export const makerOf = (): NonNullable<State['maker']> => ({
  period: '2026-W48',
  left: 872,
  nextSn: 'INV5K1-264800129',
  problem: null,
  making: null,
});

export function sampleRanges(): RangeInfo[] {
  const common = { groupId: 'INV5K1', origin: 'cloud', by: 'cloud', ended: null } as const;
  return [
    {
      ...common,
      id: 'r2',
      period: '2026-W49',
      first: 1001,
      last: 2000,
      next: 1001,
      at: Date.now() - 3_600_000,
      firstSn: 'INV5K1-264901001',
      lastSn: 'INV5K1-264902000',
      left: 1000,
      current: true,
    },
    {
      ...common,
      id: 'r1',
      period: '2026-W48',
      first: 1,
      last: 1000,
      next: 129,
      at: Date.now() - 90_000_000,
      firstSn: 'INV5K1-264800001',
      lastSn: 'INV5K1-264801000',
      left: 872,
      current: true,
    },
    {
      ...common,
      id: 'r0',
      period: '2026-W47',
      first: 1,
      last: 1000,
      next: 640,
      origin: 'hand',
      by: 'engineer',
      ended: 'the folder is a copy',
      at: Date.now() - 700_000_000,
      firstSn: 'INV5K1-264700001',
      lastSn: 'INV5K1-264701000',
      left: 0,
      current: false,
    },
  ];
}

const making = (total: number) => ({
  total,
  done: 0,
  skipped: 0,
  running: true,
  problem: null,
});

export const makerCalls: PretendTopic<'makers'> = {
  'makers.next'({ source }, state, push) {
    const deviceSn = state.maker?.nextSn ?? 'INV5K1-264800129';
    const number = Number(deviceSn.slice(-4)) + 1;
    const id = Math.max(200, state.reads[0]?.id ?? 0) + 1;
    const read = {
      id,
      at: Date.now(),
      text: deviceSn,
      deviceSn,
      verdict: 'accepted' as const,
      source: { kind: 'made' as const, name: source.name },
      groupId: 'INV5K1',
      batchTag: state.batch?.tag ?? null,
      by: null,
    };
    const nextSn = deviceSn.slice(0, -4) + String(number).padStart(4, '0');
    const left = (state.maker?.left ?? 1) - 1;
    push({
      ...state,
      maker: state.maker && { ...state.maker, nextSn, left },
      batch: state.batch && { ...state.batch, accepted: state.batch.accepted + 1 },
      reads: [read, ...state.reads].slice(0, 20),
    });
    return ok(read);
  },
  'makers.make'({ count }, state, push) {
    push({ ...state, maker: state.maker && { ...state.maker, making: making(count) } });
    return ok(making(count));
  },
  'makers.cancel'(_, state, push) {
    push({ ...state, maker: state.maker && { ...state.maker, making: null } });
    return ok({});
  },
  'makers.ranges': (_, { sync }) =>
    ok({ items: sampleRanges(), fromCloud: sync.link?.kind === 'lineside' }),
  'makers.setRange': () => ok(sampleRanges()[0] as RangeInfo),
  'makers.lease': () => ok({}),
  'makers.endRange': () => ok({}),
  'makers.confirmClock': () => ok({}),
};
