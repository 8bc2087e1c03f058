import { z } from 'zod';
import { auditEntrySchema } from './audit.ts';

/**
 * An audit log as a file (NDJSON): a line that says what it is, one line an entry in their order, and a last line with
 * the signature. The signature (Ed25519) is over `auditSigned` of the SHA-256 of all bytes before the last line.
 */

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

export const auditFileHeadSchema = z.object({
  lineside: z.literal('audit'),
  version: z.literal(1),
  stationId: z.string(),
  station: z.string(),
  /** ISO 8601. */
  exportedAt: z.string(),
  /** The file holds the entries behind this one: 0 = from the first. */
  after: z.int().min(0),
  /** Hash of that entry, or what a station's first entry follows. */
  before: hex(32),
  /** Number and hash of the last entry in the file; where the journal stood then. */
  end: z.object({ n: z.int().min(0), hash: hex(32) }),
  journal: z.object({ n: z.int().min(0), hash: hex(32) }),
});
export type AuditFileHead = z.infer<typeof auditFileHeadSchema>;

export const auditFileEntrySchema = auditEntrySchema.strict();

export const auditFileFootSchema = z.strictObject({
  key: hex(32),
  /** SHA-256 of the key: to compare with what the station shows. */
  fingerprint: hex(32),
  signature: hex(64),
});

/** The text that is signed, of the SHA-256 (hex) of all lines but the last. */
export const auditSigned = (sha256: string): string => `lineside audit file 1\n${sha256}`;

/** What can be wrong with such a file; each has words in every language. */
export const auditFileFaults = [
  'not-an-audit',
  'cut-off',
  'signature',
  'other-key',
  'chain',
  'end',
] as const;
export type AuditFileFault = (typeof auditFileFaults)[number];

export type AuditFileCheck =
  | { sound: true; head: AuditFileHead; entries: number; fingerprint: string }
  | { sound: false; why: AuditFileFault; line: number; detail: string };
