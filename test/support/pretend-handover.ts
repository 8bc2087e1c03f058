import type { HandoverInfo, HandoverPlan } from '../../shared/models/handover.ts';
import { ok } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** Hand-overs as windows see them. */

const at = Date.UTC(2026, 0, 15, 5, 48);
const fingerprint = '3fd80a91c2e7b645'.repeat(4);

export const sampleInfo: HandoverInfo = {
  id: 'c4a1'.repeat(16),
  kind: 'batch',
  madeAt: at,
  station: { id: '0197f2c0-0000-7000-8000-000000000007', name: 'ST-7' },
  fingerprint,
  rows: 412,
  bytes: 48_213,
};

export const samplePlan: HandoverPlan = {
  info: sampleInfo,
  trust: 'new',
  before: null,
  takenAt: null,
  problem: null,
  batch: {
    groupId: 'INV5K1',
    groupName: 'Inverter 5K',
    tag: 'WO-2026-0114',
    target: 500,
    units: 412,
    fresh: 409,
    left: 88,
    twice: { count: 3, sns: ['INV5K1-000121', 'INV5K1-000122', 'INV5K1-000123'] },
  },
  catalog: null,
  duplicates: null,
};

export const handoverCalls: PretendTopic<'handover'> = {
  'handover.make': ({ kind }) =>
    ok({
      name: `${kind}-ST-3-2026-01-15.handover`,
      base64: btoa('a hand-over of ST-3, '.repeat(200)),
      info: { ...sampleInfo, kind, station: { id: 'here', name: 'ST-3' } },
    }),
  'handover.offer'(_, state, push) {
    push({ ...state, handover: { frames: null, offer: sampleInfo } });
    return ok(samplePlan);
  },
  'handover.look': (_, { handover: { offer } }) =>
    ok({ plan: offer && { ...samplePlan, info: offer } }),
  'handover.accept': () => ok({ again: false, saved: true, batchId: 'batch-1' }),
  'handover.drop'(_, state, push) {
    push({ ...state, handover: { frames: null, offer: null } });
    return ok({});
  },
  'handover.stations': () =>
    ok({
      items: [
        {
          id: sampleInfo.station.id,
          name: 'ST-7',
          fingerprint,
          trustedAt: at,
          trustedBy: '王芳 (line-lead)',
          digest: { madeAt: at, count: 128_402 },
          units: 412,
        },
      ],
      own: 'ab12'.repeat(16),
    }),
  'handover.trust': () => ok({}),
  'handover.forget': () => ok({}),
};
