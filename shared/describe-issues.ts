import type { z } from 'zod';

/** The first places that do not fit, as one sentence part: `a.b: expected number; c: …`. */
export function describeIssues(error: z.ZodError, most = 3): string {
  const told = error.issues.slice(0, most).map((issue) => {
    const place = issue.path.map(String).join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
  });
  const more = error.issues.length - told.length;
  return (told.join('; ') + (more > 0 ? `; and ${more} more` : '')).slice(0, 400);
}
