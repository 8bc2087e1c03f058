import { z } from 'zod';
import { backupSettingsSchema, backupStateSchema } from '../models/recovery.ts';

const nothing = z.object({});
const done: z.ZodType<object> = z.object({});

/** Backups, and what a restore left to be read, as rows of the contract. */
export const recoveryCalls = {
  /** A backup now; it is whole and looked at when this answers. */
  'backups.make': { input: nothing, output: backupStateSchema, role: 'technician' },
  /** Where and how often. `backup-folder-missing` where the second folder is not there now. */
  'backups.setUp': {
    input: backupSettingsSchema,
    output: backupStateSchema,
    role: 'engineer',
  },
  /** The report of a restore was read: units that it names are scanned again. */
  'recovery.read': { input: nothing, output: done, role: 'line-lead' },
} as const;
