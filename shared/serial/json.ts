import { bestNamed, snNames, trimEdges } from './names.ts';

/** True for what can only be JSON, also when it is torn: half of it must never pass for a bare SN. */
export const looksLikeJson = (text: string): boolean => /^(?:\{|\[\s*["{[])/.test(text);

/** The SN that a JSON object holds at its top, and the registration group beside it; null when none. */
export function fromJson(text: string): { deviceSn: string; groupId?: string } | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, asWritten);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const entries = Object.entries(parsed).map(
    ([key, value]) => [key, typeof value === 'string' ? trimEdges(value) : ''] as const,
  );
  const deviceSn = bestNamed(entries, [...snNames, 's']);
  if (deviceSn === null) return null;
  const named = entries.some(([key, value]) => key.toLowerCase() === 'groupid' && value !== '');
  if (!named) return { deviceSn };
  const groupId = bestNamed(entries, ['groupid']);
  return groupId === null ? null : { deviceSn, groupId };
}

/**
 * A number is its digits as they were written: as a number, long ones would lose digits and `1e3`
 * would turn into another text. What is not plain digits is no SN.
 */
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const written = context?.source ?? (Number.isSafeInteger(value) ? String(value) : '');
  return /^[0-9]+$/.test(written) ? written : null;
}
