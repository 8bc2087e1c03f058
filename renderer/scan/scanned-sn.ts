import { fail, ok, type Result } from '../../shared/problems.ts';
import { findSn } from '../../shared/serial/find-sn.ts';

/**
 * The SN in what was scanned or typed, for a form that asks for one: a plain SN, a link, GS1, JSON or
 * our own label. The group's rule is the station's part; a structure that holds no SN is never taken
 * for one.
 */
export function scannedSn(text: string, groupId: string): Result<string> {
  const { candidates, format, why } = findSn(text);
  const [first] = candidates;
  if (!first && why) return { ok: false, problem: why };
  if (!first || first.deviceSn === '') return fail('read-no-sn', { format });
  if (first.groupId !== undefined && first.groupId !== groupId) {
    return fail('wrong-group', { found: first.groupId, expected: groupId });
  }
  return ok(first.deviceSn);
}
