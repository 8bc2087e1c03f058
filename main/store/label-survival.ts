import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';
import type { Survival, SurvivalScore } from '../../shared/models/survival.ts';
import { prepared } from './prepared.ts';

/**
 * The last score of each design that was tried here. It is nothing that anybody did, so the journal does not have it: a
 * database that is built anew has none until somebody asks again.
 */

/** Of what is tried: a copy, or a version that changed its name only, is the same label. */
function keyOf(design: LabelDesign): string {
  const same = labelDesignSchema.parse({ ...design, id: 'same', version: 1, name: 'same' });
  return createHash('sha256').update(JSON.stringify(same)).digest('hex');
}

/** Keeps the score of the weakest code; a label without codes has none. */
export function keepSurvival(
  db: Database,
  design: LabelDesign,
  { codes, longest }: Survival,
): void {
  const [weakest] = codes.toSorted((a, b) => a.read / a.of - b.read / b.of);
  if (!weakest) return;
  prepared(
    db,
    `INSERT INTO label_survival (design, read, of, longest) VALUES (?, ?, ?, ?)
     ON CONFLICT (design) DO UPDATE
     SET read = excluded.read, of = excluded.of, longest = excluded.longest`,
  ).run(keyOf(design), weakest.read, weakest.of, longest ? 1 : 0);
}

/** Null where it was never tried. */
export function keptSurvival(db: Database, design: LabelDesign): SurvivalScore | null {
  const row = prepared(db, 'SELECT read, of, longest FROM label_survival WHERE design = ?').get(
    keyOf(design),
  ) as { read: number; of: number; longest: number } | undefined;
  return row ? { ...row, longest: row.longest === 1 } : null;
}
