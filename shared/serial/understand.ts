import { maxReadLength } from '../models/read.ts';
import { type Problem, problem } from '../problems.ts';
import { findSn } from './find-sn.ts';
import { maxSnLength, type SnCheck } from './rule.ts';

/** What a text means for a group: an SN that keeps the group's rule, or why there is none. */
export type Understood =
  | { ok: true; deviceSn: string; aim?: string }
  | { ok: false; problem: Problem; deviceSn?: string; aim?: string };

/**
 * Reads a text, from whatever source, under a registration group: AIM identifier, structure, rule.
 * Pure: the same text under the same rule always means the same. It does not know what was scanned
 * before; that is the station's part.
 */
export function understand(text: string, groupId: string, check: SnCheck): Understood {
  if (text.length > maxReadLength) {
    return { ok: false, problem: problem('read-too-long', { max: maxReadLength }) };
  }
  if (text.includes('\ufffd')) return { ok: false, problem: problem('read-not-text') };
  const found = findSn(text);
  const about = found.aim ? { aim: found.aim } : {};
  const [first] = found.candidates;
  if (!first) {
    return { ok: false, problem: problem('read-no-sn', { format: found.format }), ...about };
  }
  const named = first.groupId;
  if (named !== undefined && named !== groupId) {
    const refused = problem('wrong-group', { found: named, expected: groupId });
    return { ok: false, problem: refused, deviceSn: first.deviceSn, ...about };
  }
  for (const candidate of found.candidates) {
    if (check(candidate.deviceSn) === null) {
      return { ok: true, deviceSn: candidate.deviceSn, ...about };
    }
  }
  const refused = check(first.deviceSn) as Problem;
  const shown = first.deviceSn !== '' && first.deviceSn.length <= maxSnLength;
  return { ok: false, problem: refused, ...(shown ? { deviceSn: first.deviceSn } : {}), ...about };
}
