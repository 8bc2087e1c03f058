import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** SNs named in a report, at most; `missing.more` says how many stand behind them. */
export const mostNamed = 200;

/** What became of a station whose database could not be read. Times are epoch milliseconds. */
export const recoveryReportSchema = z.object({
  at: z.int(),
  /** Why it had to be. */
  why: problemSchema,
  /** What it was built from; `journal`: there was no good backup, everything was read from the journal. */
  from: z.enum(['backup', 'journal']),
  /** When that backup was made. */
  backupAt: z.int().nullable(),
  /** Journal entries that were applied behind it. */
  replayed: z.int(),
  /** Rows of what no journal holds (catalog, secrets, reads), read from the damaged database. */
  salvaged: z.int(),
  /** Where the damaged files lie, below the station's folder; null where there were none. */
  quarantine: z.string().nullable(),
  /** Null: nothing that was confirmed is missing. */
  missing: z
    .object({
      /** Units scanned since then may be missing. */
      since: z.int().nullable(),
      /** SNs that could be read where the journal broke off: they need a second scan. */
      deviceSns: z.array(z.string()).max(mostNamed),
      more: z.int(),
    })
    .nullable(),
});
export type RecoveryReport = z.infer<typeof recoveryReportSchema>;

/** How a station is kept safe. */
export const backupStateSchema = z.object({
  /** The newest good one; null: none yet. */
  lastAt: z.int().nullable(),
  /** In bytes. */
  size: z.int().nullable(),
  busy: z.boolean(),
  everyHours: z.int(),
  problem: problemSchema.nullable(),
  /** The second folder and when it last got everything; null: none is set. */
  second: z
    .object({ folder: z.string(), at: z.int().nullable(), problem: problemSchema.nullable() })
    .nullable(),
});
export type BackupState = z.infer<typeof backupStateSchema>;

/** How a station's backups are made. */
export const backupSettingsSchema = z.object({
  /** From backup to backup: a shift. */
  everyHours: z.int().min(1).max(24),
  /** A folder outside of this computer; null: none. */
  second: z.string().min(1).max(1024).nullable(),
});
export type BackupSettings = z.infer<typeof backupSettingsSchema>;

export const usualBackup: BackupSettings = { everyHours: 8, second: null };
