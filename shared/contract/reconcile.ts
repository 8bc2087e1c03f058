import { z } from 'zod';
import { reconciledBatchSchema, reconciledSchema } from '../models/reconcile.ts';

/** Station against cloud, as rows of the contract. */
export const reconcileCalls = {
  /** All devices of these batches, looked at on both sides; nothing changes. No group: all of the station, 50 batches at most. */
  'reconcile.run': {
    input: z.object({
      groupId: z.string().min(1).max(64).optional(),
      tag: z.string().max(64).optional(),
    }),
    output: z.object({ batches: z.array(reconciledBatchSchema).max(50), more: z.int() }),
    role: 'technician',
  },
  /** How it stood when all were compared last. */
  'reconcile.last': {
    input: z.object({}),
    output: z.object({ last: reconciledSchema.nullable() }),
    role: 'technician',
  },
} as const;
