import type { Database } from 'better-sqlite3';
import { emptyLikeness, type Likeness, learn } from '../../shared/line/likeness.ts';
import type { Batch } from '../../shared/models/batch.ts';
import { rowBefore, snsAfter } from '../store/line.ts';

/** So many units tell what a batch looks like after a restart. */
const enough = 400;

/**
 * What the batch in work looks like, kept between reads and learned on from its rows: what was taken back
 * or rolled back makes it be learned anew.
 */
export function createLikenessOfBatch(db: Database): (batch: Batch) => Likeness {
  let kept: { batchId: string; likeness: Likeness; last: number; accepted: number } | null = null;
  return ({ id, accepted }) => {
    if (kept?.batchId !== id || accepted < kept.accepted) {
      const last = rowBefore(db, id, enough);
      kept = { batchId: id, likeness: emptyLikeness(), last, accepted: 0 };
    }
    if (kept.accepted !== accepted) {
      for (const { id: row, deviceSn } of snsAfter(db, id, kept.last)) {
        learn(kept.likeness, deviceSn);
        kept.last = row;
      }
      kept.accepted = accepted;
    }
    return kept.likeness;
  };
}
