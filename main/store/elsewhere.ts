import type { Database } from 'better-sqlite3';
import { type Problem, problem } from '../../shared/problems.ts';
import { findKnown } from './devices.ts';
import { findHanded } from './handed-units.ts';
import { findInDigests } from './sn-digests.ts';

/**
 * Who else has this SN, as the cloud or another station told: a device that is not of this station. Null: nobody that is
 * known here.
 */
export function seenElsewhere(db: Database, groupId: string, deviceSn: string): Problem | null {
  const there = findKnown(db, groupId, deviceSn);
  if (there) {
    const who = { at: there.at, by: there.station ?? '–', batch: there.batchTag ?? '–' };
    return problem('seen-in-cloud', who);
  }
  const handed = findHanded(db, groupId, deviceSn);
  if (handed) {
    const who = { at: handed.at, by: handed.station, batch: handed.batchTag };
    return problem('seen-handed-over', who);
  }
  const digest = findInDigests(db, groupId, deviceSn);
  if (digest) return problem('seen-in-digest', { at: digest.madeAt, by: digest.station });
  return null;
}
