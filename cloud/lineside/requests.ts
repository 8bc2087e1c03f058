import type { z } from 'zod';
import { complaintOf, readBody } from '../http/body.ts';
import { EnosError } from '../http/envelope.ts';

/** The body of a request of ours. @throws EnosError 99400 (HTTP 400) that says what is wrong with it. */
export function checked<T>(schema: z.ZodType<T>, body: string): T {
  const parsed = schema.safeParse(readBody(body));
  if (!parsed.success) throw badRequest(complaintOf(parsed.error));
  return parsed.data;
}

export const badRequest = (reason: string): EnosError =>
  new EnosError(99400, `Invalid Argument ${reason}`, 400);
