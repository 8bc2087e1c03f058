import type { CatalogEdit } from './models/catalog-edit.ts';
import { sameJson } from './same-json.ts';

/** An item as it is now, where an edit meets it; null where it never was. */
export type CatalogStanding = { body: CatalogEdit['body']; retired: boolean } | null;

/** False when somebody else changed it since the person began. */
export function isAsBefore({ before, retired }: CatalogEdit, now: CatalogStanding): boolean {
  // What was retired may be made again, under the identifier that devices carry.
  if (before === null) return (now === null || now.retired) && !retired;
  return now !== null && !now.retired && sameJson(now.body, before);
}

/** True when all is as the edit wants it already: it was done before, and only the answer was lost. */
export function isSaved(edit: CatalogEdit, now: CatalogStanding): boolean {
  if (now === null || now.retired !== edit.retired) return false;
  return edit.retired || sameJson(now.body, edit.body);
}

/** A retired item stays as it was. */
export const bodyToKeep = ({ body, before, retired }: CatalogEdit): CatalogEdit['body'] =>
  retired ? (before ?? body) : body;

/** The group secret that an edit brings along, if it does. */
export const secretIn = (edit: CatalogEdit): string | null =>
  edit.kind === 'registrationGroup' ? (edit.groupSecret ?? null) : null;
