import { setImmediate } from 'node:timers/promises';
import type { AuditCheck, AuditEntry } from '../../shared/models/audit.ts';
import { auditAfter, auditHead } from './audit.ts';
import { auditFromJournal } from './audit-begin.ts';
import { type AuditHead, auditBegin, auditHash } from './audit-chain.ts';
import { walkJournal } from './journal-check.ts';
import type { Store } from './store.ts';

/** Entries that are hashed at a stretch, so that a scan never waits for a check. */
const slice = 1000;
/** Faults that are told, at most: after the first all the rest may follow from it. */
const mostFaults = 20;

/**
 * Whether the log is as it was written: each entry's hash and number, and the end against what the journal holds
 * of it. `known` are further ends that somebody kept elsewhere (a signed export). Changes nothing.
 */
export async function checkAudit(
  store: Pick<Store, 'db' | 'folder' | 'identity'>,
  known: readonly AuditHead[] = [],
): Promise<AuditCheck> {
  const { db, folder, identity } = store;
  const faults: AuditCheck['faults'] = [];
  const wrong = (n: number, detail: string) => {
    if (faults.length < mostFaults) faults.push({ n, detail });
  };
  // Entries that come in while this looks are for the next look.
  const until = auditHead(db);
  let head: AuditHead = { n: 0, hash: auditBegin(identity.stationId) };
  while (head.n < until.n) {
    const entries = auditAfter(db, head.n, slice).filter(({ n }) => n <= until.n);
    if (entries.length === 0) break;
    for (const entry of entries) {
      const fault = linkFault(head, entry);
      if (fault !== null) wrong(entry.n, fault);
      head = { n: entry.n, hash: entry.hash };
    }
    await setImmediate();
  }
  const hashOf = (n: number) =>
    db.prepare('SELECT hash FROM audit WHERE n = ?').pluck().get(n) as string | undefined;
  const compare = ({ n, hash }: AuditHead, where: string) => {
    const here = n === 0 ? hash : hashOf(n);
    if (here === undefined) wrong(n, `${where} knows entry ${n}, which is not in the log any more`);
    else if (here !== hash) wrong(n, `${where} knows another entry ${n}`);
  };
  let told: AuditHead = { n: auditFromJournal(db), hash: '' };
  let anchors = 0;
  const { fault } = await walkJournal(folder, (_, { audit }) => {
    if (!audit) return;
    anchors++;
    told = audit;
    if (audit.n <= until.n || hashOf(audit.n) === undefined) compare(audit, 'the journal');
  });
  if (fault) wrong(0, `the journal itself: ${fault.file}, line ${fault.line}: ${fault.detail}`);
  if (told.n < until.n) {
    wrong(told.n + 1, `the journal knows of ${told.n} entries, the log has ${until.n}`);
  }
  for (const end of known) compare(end, 'the export');
  return {
    sound: faults.length === 0,
    entries: until.n,
    head: until.hash,
    fromJournal: auditFromJournal(db),
    anchors,
    faults,
  };
}

/** What is wrong with an entry behind `before`; null: nothing. */
export function linkFault(before: AuditHead, { hash, ...content }: AuditEntry): string | null {
  const { n } = content;
  if (n !== before.n + 1) return `entry ${n} follows entry ${before.n}: entries are missing`;
  if (auditHash(before.hash, content) !== hash) {
    return `entry ${n} or the one before it was changed`;
  }
  return null;
}
