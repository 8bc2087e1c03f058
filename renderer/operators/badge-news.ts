import type { Read } from '../../shared/models/read.ts';
import type { Problem } from '../../shared/problems.ts';

/** What came of the last scan, where it was about people and happened while looking on. */
export function badgeNews(read: Read | undefined, openedAt: number): Problem | null {
  if (!read?.problem || read.at < openedAt || read.verdict !== 'refused') return null;
  return read.problem.code.startsWith('operator-') ? read.problem : null;
}
