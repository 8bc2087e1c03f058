import type { Database } from 'better-sqlite3';
import type { Batch } from '../../shared/models/batch.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { mediaIn } from '../store/media.ts';

/** Units that a batch still expects; null where nobody said how many it has. */
export const unitsToCome = ({ target, accepted }: Pick<Batch, 'target' | 'accepted'>) =>
  target === null ? null : Math.max(0, target - accepted);

/**
 * `media-short` where the roll or packet in the printer of green reads ends before the batch does: each unit to come takes
 * a label, and so does each that waits. Null where it lasts, or where nobody can know.
 */
export function mediaShort(
  db: Database,
  batch: Pick<Batch, 'target' | 'accepted' | 'template'>,
  { printer, waiting }: { printer: string; waiting: number },
): Problem | null {
  const units = unitsToCome(batch);
  if (units === null || batch.template === null) return null;
  const media = mediaIn(db, printer);
  const needed = units + waiting;
  if (!media || media.left >= needed) return null;
  return problem('media-short', { media: media.id, left: Math.max(0, media.left), needed });
}
