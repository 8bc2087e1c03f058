import { z } from 'zod';

/** One thing the doctor looked at. */
export const checkSchema = z.object({ check: z.string(), ok: z.boolean(), detail: z.string() });
export type Check = z.infer<typeof checkSchema>;
