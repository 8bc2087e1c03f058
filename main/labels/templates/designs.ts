import type { Database } from 'better-sqlite3';
import { findDesign, papers } from '../../../shared/labels/papers.ts';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { designOf, keptTemplates } from '../../store/templates.ts';

/** Templates by id, wherever they come from. */

export const isBuiltIn = (id: string): boolean => papers.some((design) => design.id === id);

/**
 * The newest version of a template, or the one that labels were printed with, also of a retired one;
 * `template-unknown` with the ids there are.
 */
export function anyDesign(db: Database, id: string, version?: number): Result<LabelDesign> {
  if (isBuiltIn(id)) return findDesign(id, version);
  const design = designOf(db, id, version);
  if (design) return ok(design);
  const known = offered(db).map((each) => each.id);
  return fail('template-unknown', { template: id, known: known.join(', ') });
}

/** A template that work may begin with; `template-retired` where it is not offered any more. */
export function designToBegin(db: Database, id: string): Result<LabelDesign> {
  const design = anyDesign(db, id);
  if (!design.ok || offered(db).some((each) => each.id === id)) return design;
  return fail('template-retired', { template: design.value.name });
}

/** What may be chosen for new labels: built-in ones, then the station's own by name. */
export const offered = (db: Database): LabelDesign[] => [
  ...papers,
  ...keptTemplates(db).flatMap(({ design, retired }) => (retired ? [] : [design])),
];
