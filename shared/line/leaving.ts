import type { Batch } from '../models/batch.ts';
import type { Hold, LineState } from '../models/line.ts';

/**
 * Whether only a line lead may end a batch, or put another one of its group in its place: something about its
 * units is undecided, and a new batch would begin without knowing of it. Golden samples that are due before
 * the first unit hold back nothing yet.
 */
export function leavingNeedsLead(
  batch: Pick<Batch, 'state' | 'accepted' | 'line'>,
  { hold, asked }: { hold: Hold | null; asked: LineState['asked'] },
): boolean {
  if (batch.state === 'finished') return false;
  if (hold) return hold.kind !== 'golden' || batch.accepted > 0;
  return batch.line.mixUp === 'lead' && asked !== null && !asked.right;
}
