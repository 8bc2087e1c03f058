import type { ReconciledBatch } from '../../shared/models/reconcile.ts';
import type { RecoveryReport } from '../../shared/models/recovery.ts';
import { fail, ok, problem } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** A station that was restored this morning, as windows see it. */
export const sampleReport: RecoveryReport = {
  at: Date.parse('2026-03-04T09:12:00Z'),
  why: problem('store-damaged', { detail: 'database disk image is malformed' }),
  from: 'backup',
  backupAt: Date.parse('2026-03-04T06:00:00Z'),
  replayed: 3_412,
  salvaged: 57,
  quarantine: 'quarantine/database-1772615520000',
  missing: {
    since: Date.parse('2026-03-04T09:08:00Z'),
    deviceSns: ['INV5K1-00412', 'INV5K1-00413', 'INV5K1-00415'],
    more: 0,
  },
};

const evenBatch: ReconciledBatch = {
  groupId: 'INV5K1',
  tag: 'WO-2025-1146',
  compared: 500,
  waiting: 0,
  same: 500,
  different: 0,
  onlyHere: 0,
  onlyThere: 0,
  hereSha256: 'a'.repeat(64),
  thereSha256: 'a'.repeat(64),
  drifts: [],
};

const driftedBatch: ReconciledBatch = {
  ...evenBatch,
  tag: 'WO-2025-1147',
  compared: 126,
  waiting: 2,
  same: 124,
  different: 1,
  onlyHere: 1,
  thereSha256: 'b'.repeat(64),
  drifts: [
    {
      deviceSn: 'INV5K1-000117',
      problem: problem('drift-different', {
        deviceSn: 'INV5K1-000117',
        fields: 'allocation, site',
      }),
      fields: [
        { field: 'allocation', here: 'beta/o-solar', there: 'beta/o-wind' },
        { field: 'site', here: 'Hall 3', there: '' },
      ],
    },
    {
      deviceSn: 'INV5K1-000121',
      problem: problem('drift-only-here', { deviceSn: 'INV5K1-000121' }),
      fields: [],
    },
  ],
};

export const recoveryCalls: PretendTopic<'backups' | 'recovery' | 'reconcile'> = {
  'reconcile.run': () => ok({ batches: [evenBatch, driftedBatch], more: 3 }),
  'reconcile.last': () => ok({ last: null }),
  'backups.make'(_, state, push) {
    const backups = { ...state.backups, lastAt: Date.now(), problem: null };
    push({ ...state, backups });
    return ok(backups);
  },
  'backups.setUp'({ second }, state, push) {
    if (second === '/mnt/away') {
      return fail('backup-folder-missing', { folder: second, detail: 'it is not there' });
    }
    const there = second === null ? null : { folder: second, at: Date.now(), problem: null };
    const backups = { ...state.backups, second: there };
    push({ ...state, backups });
    return ok(backups);
  },
  'recovery.read'(_, state, push) {
    push({ ...state, recovery: null });
    return ok({});
  },
};
