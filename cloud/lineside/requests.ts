import type { z } from 'zod';
import { complaintOf, isStorable, readBody } from '../http/body.ts';
import { EnosError } from '../http/envelope.ts';

/** The body of a request of ours. @throws EnosError 99400 (HTTP 400) that says what is wrong with it. */
export function checked<T>(schema: z.ZodType<T>, body: string): T {
  const parsed = schema.safeParse(readBody(body));
  if (!parsed.success) throw badRequest(complaintOf(parsed.error));
  return parsed.data;
}

export const badRequest = (reason: string): EnosError =>
  new EnosError(99400, `Invalid Argument ${reason}`, 400);

/** A request every text of which can be looked for and kept. */
export function storable<T>(schema: z.ZodType<T>, body: string): T {
  const request = checked(schema, body);
  if (!isStorable(request)) throw badRequest('body: it holds text that cannot be stored');
  return request;
}

/** A position in a feed: a whole number, 0 for the beginning. */
export function cursorOf(query: URLSearchParams, name = 'cursor'): number {
  const text = query.get(name) ?? '0';
  const cursor = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(cursor)) throw badRequest(`${name}: not a whole number`);
  return cursor;
}
