/**
 * One JSON object a line on stderr. Headers, bodies and SQL parameters are never given to it, so that
 * no secret can end in a log.
 */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  details: Record<string, string | number> = {},
): void {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, message, ...details })}\n`,
  );
}

/** The sentence inside whatever was thrown; `AggregateError`s of sockets have theirs inside. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.map(sentenceOf).join('; ');
  }
  return error instanceof Error ? error.message || error.name : String(error);
}
