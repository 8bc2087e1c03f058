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

export const recoveryCalls: PretendTopic<'backups' | 'recovery' | 'reconcile'> = {
  'reconcile.run': () => ok({ batches: [], more: 0 }),
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
