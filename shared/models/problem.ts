import { z } from 'zod';
import { type Problem, problemCodes } from '../problems.ts';

/**
 * A problem that comes from elsewhere: a journal, a database, another process. Apart from `problems.ts`, since
 * whoever only makes problems (the label worker) need not load a schema library.
 */
export const problemSchema = z.object({
  code: z.enum(problemCodes),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
}) satisfies z.ZodType<Problem>;
