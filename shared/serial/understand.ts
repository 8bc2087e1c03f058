import { maxReadLength } from '../models/read.ts';
import { type Problem, type ProblemCode, problem } from '../problems.ts';
import { fieldsOf } from './facts.ts';
import { findSn } from './find-sn.ts';
import type { Fact } from './reading.ts';
import { maxSnLength, type SnCheck } from './rule.ts';

/** What a text means for a group: an SN that keeps the group's rule, or why there is none. */
export type Understood =
  | {
      ok: true;
      deviceSn: string;
      /** The text is the SN itself and nothing else. */
      bare: boolean;
      /** What else the code says; `scanned-data.ts` makes master data of it. */
      facts: readonly Fact[];
      aim?: string;
    }
  | { ok: false; problem: Problem; deviceSn?: string; aim?: string };

const shapeCodes = new Set<ProblemCode>(['sn-length', 'sn-characters', 'sn-pattern']);

/**
 * Reads a text, from whatever source, under a registration group: AIM identifier, structure, rule.
 * Pure: the same text under the same rule always means the same. It does not know what was scanned
 * before; that is the station's part. `beside` is what the source said with the text: a unit on a
 * cable gives its SN and its MAC apart; it counts as if the code had carried it.
 */
export function understand(
  text: string,
  groupId: string,
  check: SnCheck,
  beside: readonly Fact[] = [],
): Understood {
  if (text.length > maxReadLength) {
    return { ok: false, problem: problem('read-too-long', { max: maxReadLength }) };
  }
  if (text.includes('\ufffd')) return { ok: false, problem: problem('read-not-text') };
  const { candidates, facts: inside, format, aim, why, instead } = findSn(text);
  const facts = [...inside, ...beside];
  const about = aim ? { aim } : {};
  const [first] = candidates;
  if (!first) return { ok: false, problem: why ?? problem('read-no-sn', { format }), ...about };
  const named = first.groupId;
  if (named !== undefined && named !== groupId) {
    const refused = problem('wrong-group', { found: named, expected: groupId });
    return { ok: false, problem: refused, deviceSn: first.deviceSn, ...about };
  }
  const fields = fieldsOf(facts);
  for (const candidate of candidates) {
    if (check(candidate.deviceSn, fields) === null) {
      const bare = format === 'text' && candidate === first;
      return { ok: true, deviceSn: candidate.deviceSn, bare, facts, ...about };
    }
  }
  const refused = check(first.deviceSn, fields) as Problem;
  // A text of the right shape is a misread SN, even if it happens to be some other number as well.
  if (instead && shapeCodes.has(refused.code)) return { ok: false, problem: instead, ...about };
  const shown = first.deviceSn !== '' && first.deviceSn.length <= maxSnLength;
  return { ok: false, problem: refused, ...(shown ? { deviceSn: first.deviceSn } : {}), ...about };
}
