import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type RecoveryReport, recoveryReportSchema } from '../../shared/models/recovery.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { journalMark } from '../store/journal.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import { doubtQueued } from '../store/operations.ts';
import { openRangeIds } from '../store/ranges.ts';
import type { Store } from '../store/store.ts';
import { lostSns } from './lost-lines.ts';
import { type Draft, draftFile } from './restore.ts';

/**
 * The last step of a restore, once the journal was applied: what waits to be sent is in doubt, numbers that may have been given
 * out in lost lines are never given again, and the report is kept until somebody has read it. Does nothing where
 * nothing was restored; done again after a crash.
 */
export function finishRestore(store: Store, now: number): Result<object> {
  const file = join(store.folder, draftFile);
  if (!existsSync(file)) return ok({});
  const { entry, ...draft } = JSON.parse(readFileSync(file, 'utf8')) as Draft;
  const { n } = journalMark(store.db);
  const broken = store.findings.some(({ code }) => /^journal-(?:torn|behind)$/.test(code));
  const report: RecoveryReport = {
    ...draft,
    replayed: Math.max(0, n - entry),
    missing: broken ? { since: lastScanAt(store), ...lostSns(store.folder, draft.at) } : null,
  };
  const done = store.group(() => {
    doubtQueued(store.db);
    setMeta(store.db, 'recovery', JSON.stringify(report));
    const by = 'recovery';
    const about = `${report.from}, ${report.replayed} entries, ${broken ? 'with' : 'without'} a gap`;
    store.commit({ type: 'audited', at: now, by, what: 'restored', about });
    const ids = broken ? openRangeIds(store.db) : [];
    if (ids.length > 0) {
      const why = 'the journal broke off: numbers may be on units already';
      store.commit({ type: 'ranges-ended', at: now, by, ids, why });
    }
  });
  if (done.ok) rmSync(file, { force: true });
  return done.ok ? ok({}) : done;
}

/** What a restore left for people to read; null where there is nothing, or it was read. */
export function readReport(store: Store): RecoveryReport | null {
  const text = getMeta(store.db, 'recovery');
  if (text === null) return null;
  const read = recoveryReportSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

/** Somebody has read it and will scan what has to be scanned again. */
export function closeReport(store: Store, by: string, now: number): Result<object> {
  if (getMeta(store.db, 'recovery') === null) return ok({});
  return store.commit(
    { type: 'audited', at: now, by, what: 'restore-read', about: 'the report of a restore' },
    () => setMeta(store.db, 'recovery', null),
  );
}

/** When the last unit that is still known was registered. */
const lastScanAt = ({ db }: Store): number | null =>
  (db.prepare('SELECT max(registered_at) AS at FROM device').get() as { at: number | null }).at;
