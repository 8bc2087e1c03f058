import type { Problem } from '../../shared/problems.ts';

/** An SN cut around the characters that its problem is about; null where it is about none of them. */
export function marked(sn: string, problem: Problem | null): [string, string, string] | null {
  const { position, found } = problem?.params ?? {};
  if (!problem?.code.startsWith('sn-') || typeof position !== 'number') return null;
  const characters = [...sn];
  const from = position - 1;
  const several = problem.code !== 'sn-pattern' && typeof found === 'string';
  const to = from + Math.max(1, several ? [...found].length : 1);
  if (from < 0 || from >= characters.length) return null;
  const part = (begin: number, end?: number) => characters.slice(begin, end).join('');
  return [part(0, from), part(from, to), part(to)];
}
