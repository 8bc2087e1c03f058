import type { Database } from 'better-sqlite3';
import { explained, type Problem } from '../shared/problems.ts';
import { explainText, ruleCodes } from '../shared/serial/explain.ts';
import { nearSns } from '../shared/serial/nearest.ts';
import type { SnCheck } from '../shared/serial/rule.ts';
import type { Understood } from '../shared/serial/understand.ts';
import { knownAmong } from './store/nearest.ts';

/**
 * The reason of a refused read with the nearest explanation behind it: what the text is instead, or the
 * known SN that it may be, misread. Only refused reads come here; a good one never waits for it.
 */
export function explainRefusal(
  db: Database,
  { groupId, check }: { groupId: string; check: SnCheck },
  text: string,
  refused: Extract<Understood, { ok: false }>,
): Problem {
  const { problem, deviceSn, aim } = refused;
  const said = explainText(problem, { text, aim, deviceSn }, check);
  if (said !== problem || deviceSn === undefined || !ruleCodes.has(problem.code)) return said;
  for (const wave of nearSns(deviceSn)) {
    const known = knownAmong(
      db,
      groupId,
      wave.map((near) => near.deviceSn),
    );
    const near = wave.find((each) => known.has(each.deviceSn));
    if (near) {
      const { kind, deviceSn: sn, place, known: right, read } = near;
      return explained(problem, `nearest-${kind}`, { near: sn, place, known: right, read });
    }
  }
  return problem;
}
