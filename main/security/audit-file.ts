import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../shared/models/audit.ts';
import {
  type AuditFileCheck,
  type AuditFileFault,
  type AuditFileHead,
  auditFileEntrySchema,
  auditFileFootSchema,
  auditFileHeadSchema,
  auditSigned,
} from '../../shared/models/audit-file.ts';
import { type AuditHead, auditBegin } from '../store/audit-chain.ts';
import { linkFault } from '../store/audit-check.ts';
import { linesOf } from '../store/lines.ts';
import { fingerprintOf, isSigned } from './ed25519.ts';

/**
 * Whether a file is an audit log as a station signed it, without that station and without a network. `fingerprint`:
 * of the key it must be signed with, blanks and case aside; without it any key will do. Throws what the file system throws.
 */
export async function checkAuditFile(file: string, fingerprint?: string): Promise<AuditFileCheck> {
  const sum = createHash('sha256');
  const wrong = (why: AuditFileFault, line: number, detail = ''): AuditFileCheck => ({
    sound: false,
    why,
    line,
    detail,
  });
  let head: AuditFileHead | null = null;
  let at: AuditHead = { n: 0, hash: '' };
  let fault: AuditFileCheck | null = null;
  let line = 0;
  // A line is judged when the next one is there: the last one is the signature, and is not summed.
  let held: string | null = null;
  const take = (text: string) => {
    sum.update(`${text}\n`);
    if (line === 1) {
      head = auditFileHeadSchema.safeParse(json(text)).data ?? null;
      if (head) at = { n: head.after, hash: head.before };
      return;
    }
    const entry = auditFileEntrySchema.safeParse(json(text));
    const broken = entry.success
      ? linkFault(at, entry.data as AuditEntry)
      : 'this line is no entry of an audit log';
    if (broken !== null) fault ??= wrong('chain', line, broken);
    if (entry.success) at = { n: entry.data.n, hash: entry.data.hash };
  };
  for await (const text of linesOf(file)) {
    if (held !== null) {
      line++;
      take(held);
      if (line === 1 && !head) return wrong('not-an-audit', 1);
    }
    held = text;
  }
  if (!head) {
    const alone = auditFileHeadSchema.safeParse(json(held ?? '')).success;
    return wrong(alone ? 'cut-off' : 'not-an-audit', 1);
  }
  const { after, before, end, stationId } = head as AuditFileHead;
  const foot = auditFileFootSchema.safeParse(json(held ?? ''));
  if (!foot.success) return wrong('cut-off', line + 1);
  const { key, signature } = foot.data;
  const signed = Buffer.from(auditSigned(sum.digest('hex')));
  const keyBytes = Buffer.from(key, 'hex');
  const own = fingerprintOf(keyBytes);
  if (fault) return fault;
  if (own !== foot.data.fingerprint || !isSigned(keyBytes, Buffer.from(signature, 'hex'), signed)) {
    return wrong('signature', line + 1);
  }
  const wanted = fingerprint?.replace(/\s/g, '').toLowerCase();
  if (wanted !== undefined && wanted !== own) return wrong('other-key', line + 1, own);
  if (after === 0 && before !== auditBegin(stationId))
    return wrong('chain', 1, 'another beginning');
  if (at.n !== end.n || at.hash !== end.hash) {
    return wrong('end', line, `entry ${end.n} was to be the last, and ${at.n} is`);
  }
  return { sound: true, head, entries: end.n - after, fingerprint: own };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
