import type { z } from 'zod';
import { EnosError } from './envelope.ts';

/** Largest request body, in bytes: 1,000 operations with 8 KiB each. */
export const bodyLimit = 8 * 1024 * 1024;
/** The same where a whole catalog file comes: a station takes 32 MiB of it, and there is a little around. */
export const catalogFileLimit = 33 * 1024 * 1024;
const deepest = 32;

/**
 * The object in a request body.
 * @throws EnosError 99400 (HTTP 400) when it is not one, or holds text that cannot be kept.
 */
export function readBody(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EnosError(99400, 'Invalid Argument body:body is not JSON', 400);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new EnosError(99400, 'Invalid Argument body:body is not an object', 400);
  }
  return value as Record<string, unknown>;
}

/** PostgreSQL keeps neither U+0000 nor half of a surrogate pair; nor is endless nesting welcome. */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= deepest) return false;
  return Object.entries(value).every(
    ([name, inner]) => isStorable(name) && isStorable(inner, depth + 1),
  );
}

/** First complaint of zod as one line: where, then what. */
export function complaintOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const where = issue?.path.join('.') ?? '';
  return where ? `${where}: ${issue?.message}` : (issue?.message ?? 'invalid');
}
