import { z } from 'zod';
import { exportInfoSchema, exportOrderSchema } from '../models/export.ts';

const id = z.string().min(1).max(64);
const done: z.ZodType<object> = z.object({});

/** What the station knows as files, as rows of the contract. How far each is stands in the State. */
export const exportCalls = {
  /** Begins one in the background, from the data as they are now; one at a time (`export-busy`). */
  'exports.begin': {
    input: exportOrderSchema,
    output: exportInfoSchema,
    role: 'technician',
    maxInput: 2 * 1024 * 1024,
  },
  /** Ends one that is at work, without a trace; one that ended is thrown away. */
  'exports.drop': { input: z.object({ id }), output: done, role: 'technician' },
  /** The file of one that is done, in pieces; `next` is where the next one begins, null after the last. */
  'exports.take': {
    input: z.object({ id, offset: z.int().min(0).default(0) }),
    output: z.object({ name: z.string(), base64: z.string(), next: z.int().nullable() }),
    role: 'technician',
  },
} as const;
