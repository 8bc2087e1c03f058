import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { AuditEntry } from '../../shared/models/audit.ts';
import { type AuditFileHead, auditSigned } from '../../shared/models/audit-file.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { certificateKey } from '../certificate/key.ts';
import { auditAfter, auditHead } from '../store/audit.ts';
import { type AuditHead, auditBegin } from '../store/audit-chain.ts';
import { journalMark } from '../store/journal.ts';
import type { Store } from '../store/store.ts';
import { fingerprintOf } from './ed25519.ts';
import type { Vault } from './vault.ts';

/** Entries that are written at a stretch. */
const slice = 500;

export interface AuditExport {
  store: Pick<Store, 'db' | 'identity'>;
  vault: Vault;
  station: string;
  now: number;
}

/**
 * The log as a signed file, in pieces of text, from behind entry `after` to how it stands now. Problems before the
 * first piece: those of the vault, `audit-no-entry` where there is no entry `after`.
 */
export function auditFile(
  needs: AuditExport,
  after: number,
): Result<{ head: AuditFileHead; fingerprint: string; pieces: AsyncGenerator<string> }> {
  const { db, identity } = needs.store;
  const key = certificateKey(needs.vault);
  if (!key.ok) return key;
  const before = headAt(db, identity.stationId, after);
  if (!before) return fail('audit-no-entry', { n: after });
  const { n, hash } = journalMark(db);
  const head: AuditFileHead = {
    lineside: 'audit',
    version: 1,
    stationId: identity.stationId,
    station: needs.station,
    exportedAt: new Date(needs.now).toISOString(),
    after,
    before: before.hash,
    end: auditHead(db),
    journal: { n, hash },
  };
  const { publicKey } = key.value;
  const fingerprint = fingerprintOf(publicKey);
  const { sign } = key.value;

  async function* pieces(): AsyncGenerator<string> {
    const sum = createHash('sha256');
    const counted = (lines: (AuditFileHead | AuditEntry)[]) => {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      sum.update(text);
      return text;
    };
    yield counted([head]);
    for (let at = after; at < head.end.n; ) {
      const entries = auditAfter(db, at, slice).filter((entry) => entry.n <= head.end.n);
      if (entries.length === 0) break;
      at = entries.at(-1)?.n ?? at;
      yield counted(entries);
      await setImmediate();
    }
    const signature = sign(Buffer.from(auditSigned(sum.digest('hex'))));
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const foot = { key: hex(publicKey), fingerprint, signature: hex(signature) };
    yield `${JSON.stringify(foot)}\n`;
  }
  return ok({ head, fingerprint, pieces: pieces() });
}

function headAt(db: Store['db'], stationId: string, n: number): AuditHead | null {
  if (n === 0) return { n: 0, hash: auditBegin(stationId) };
  const [entry] = auditAfter(db, n - 1, 1);
  return entry?.n === n ? { n, hash: entry.hash } : null;
}
