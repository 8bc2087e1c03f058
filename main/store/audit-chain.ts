import { createHash } from 'node:crypto';
import { type AuditContent, auditBeginText, auditText } from '../../shared/models/audit.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the first entry of a station follows. */
export const auditBegin = (stationId: string): string => sha256(auditBeginText(stationId));

/** The hash of an entry behind the one with the hash `before`. */
export const auditHash = (before: string, entry: AuditContent): string =>
  sha256(`${before}\n${auditText(entry)}`);

/** Where the chain stands: number and hash of its last entry; 0 and the beginning while it is empty. */
export interface AuditHead {
  n: number;
  hash: string;
}
