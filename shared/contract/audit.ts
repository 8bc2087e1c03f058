import { z } from 'zod';
import { auditCheckSchema, auditEntrySchema, auditFilterSchema } from '../models/audit.ts';

/** Entries that a window takes as one file; longer logs are exported by the command line. */
export const mostAuditInWindow = 50_000;

/** Who did what, as rows of the contract. */
export const auditCalls = {
  /**
   * Newest first; `before` is the `next` of the page above. A page may be short and not the last: where looking takes long, it goes
   * on with the next call.
   */
  'audit.list': {
    input: auditFilterSchema.extend({
      before: z.int().optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ items: z.array(auditEntrySchema), next: z.int().nullable() }),
    role: 'line-lead',
  },
  /** Whether it is as it was written. */
  'audit.check': { input: z.object({}), output: auditCheckSchema, role: 'line-lead' },
  /** All of it as a signed file (`docs/audit.md`); `audit-large` where that is for the command line. */
  'audit.export': {
    input: z.object({}),
    output: z.object({ name: z.string(), text: z.string(), fingerprint: z.string() }),
    role: 'admin',
  },
} as const;
