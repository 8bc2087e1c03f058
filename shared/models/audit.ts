import { z } from 'zod';

/**
 * What can stand in the audit log. What is done for the whole station is named by whoever does it; what is done
 * to units, batches and paper follows from what the station confirms (`main/store/audit-of.ts`).
 */
export const auditActs = [
  // people
  'operator-on',
  'operator-off',
  'operator-idle',
  'operator-saved',
  'operator-removed',
  'operators-log-off',
  'badge-given',
  'badge-revoked',
  'kiosk-on',
  'kiosk-off',
  // how the station is set up
  'cloud-connect',
  'cloud-disconnect',
  'preferences-set',
  'scanner-added',
  'scanner-changed',
  'scanner-removed',
  'printer-added',
  'printer-changed',
  'printer-calibrated',
  'printer-removed',
  'unit-port-added',
  'unit-port-changed',
  'unit-port-removed',
  'command-key-set',
  'catalog-saved',
  'catalog-retired',
  'range-set',
  'ranges-ended',
  'maker-clock-confirmed',
  'template-saved',
  'template-retired',
  // secrets
  'group-secret-set',
  'credentials-shown',
  'credentials-copied',
  'command-key-shown',
  'catalog-exported-with-secrets',
  'vault-opened',
  // units
  'unit-registered',
  'unit-asked',
  'unit-adopted',
  'unit-removed',
  'unit-noted',
  'conflict-resolved',
  'operation-retried',
  'operation-discarded',
  'operation-withdrawn',
  'mix-up-confirmed',
  'mix-up-rejected',
  // batches and jobs
  'batch-started',
  'batch-paused',
  'batch-resumed',
  'batch-finished',
  'line-answered',
  'article-approved',
  'golden-declared',
  'golden-withdrawn',
  'job-started',
  'job-paused',
  'job-resumed',
  'job-cancelled',
  'import-started',
  'import-paused',
  'import-resumed',
  'import-cancelled',
  'import-done',
  'import-undoing',
  'import-undone',
  // paper
  'print-started',
  'labels-printed',
  'labels-moved',
  'labels-counted',
  'label-destroyed',
  'media-saved',
  'media-loaded',
  // hand-overs to and from other stations
  'handover-made',
  'handover-taken',
  'station-trusted',
  'station-forgotten',
  // copies of the station
  // the log itself
  'audit-begun',
  'audit-exported',
  'diagnostics-saved',
  // backups
  'backups-set-up',
  'restored',
  'restore-read',
] as const;
export type AuditAct = (typeof auditActs)[number];

const detailValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One line of the audit log. No secret is ever part of it. */
export const auditEntrySchema = z.object({
  /** 1, 2, 3 ... without a gap. */
  n: z.int().min(1),
  /** Epoch milliseconds by the station's clock; `n` is the order, not this. */
  at: z.int(),
  /** A person with the role, `A. Li (line-lead)`; a role alone where nobody has to log on; empty: nobody is known. */
  by: z.string(),
  /** One of `auditActs`; a newer Lineside may have written others. */
  what: z.string(),
  /** Through what: a scanner, a printer, the keyboard. */
  place: z.string(),
  groupId: z.string().nullable(),
  deviceSn: z.string().nullable(),
  /** Identifier of the batch, job or import that it belongs to. */
  ref: z.string(),
  /** What it was about, in a person's words: a batch's tag, a file's name. */
  about: z.string(),
  detail: z.record(z.string(), detailValue),
  /** 64 hex digits: SHA-256 over the hash before and `auditText`. */
  hash: z.string().length(64),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditContent = Omit<AuditEntry, 'hash'>;

/** The bytes of an entry that its hash covers: always the same for the same content, whoever writes them. */
export function auditText(entry: AuditContent): string {
  const detail = Object.entries(entry.detail).sort(([a], [b]) => (a < b ? -1 : 1));
  const { n, at, by, what, place, groupId, deviceSn, ref, about } = entry;
  return JSON.stringify([n, at, by, what, place, groupId, deviceSn, ref, about, detail]);
}

/** What the chain of a station begins with: another station's log is none of its own. */
export const auditBeginText = (stationId: string): string => `lineside audit 1 ${stationId}`;

export const auditFilterSchema = z.object({
  /** Anywhere in who, what, where, about what, or an SN. */
  search: z.string().trim().max(128).optional(),
  by: z.string().trim().max(128).optional(),
  /** A whole SN, in any case of letters. */
  unit: z.string().trim().max(64).optional(),
  what: z.enum(auditActs).optional(),
  /** Epoch milliseconds; `to` itself is not in it. */
  from: z.int().optional(),
  to: z.int().optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** Whether the log is as it was written, and what is wrong if it is not. */
export const auditCheckSchema = z.object({
  sound: z.boolean(),
  entries: z.int(),
  /** Hash of the last entry. */
  head: z.string(),
  /** When the log was begun on a station that is older than the log: how many entries were made from its journal. */
  fromJournal: z.int(),
  /** How many places in the journal were compared with. */
  anchors: z.int(),
  faults: z.array(z.object({ n: z.int(), detail: z.string() })),
});
export type AuditCheck = z.infer<typeof auditCheckSchema>;
