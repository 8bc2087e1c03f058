import type { Database } from 'better-sqlite3';
import type { CatalogFile } from '../../shared/models/catalog.ts';
import type { CatalogKind } from '../../shared/models/catalog-edit.ts';
import type { HandoverPlan } from '../../shared/models/handover.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { sameJson } from '../../shared/same-json.ts';
import { findAnyItem } from '../catalog/catalog.ts';
import { catalogText, exportCatalog } from '../catalog/export.ts';
import { parseCatalog } from '../catalog/import.ts';
import type { HandoverContent } from './container.ts';

/** The whole catalog, as `catalog.export` gives it: no secret is in it. Problems: `catalog-invalid` where it is empty. */
export function catalogContent(db: Database): Result<HandoverContent> {
  const file = exportCatalog(db);
  const rows = items(file).length;
  if (rows === 0) return fail('catalog-invalid', { detail: 'it holds nothing' });
  return ok({ kind: 'catalog', rows, content: Buffer.from(catalogText(file)) });
}

export interface CatalogContent {
  text: string;
  file: CatalogFile;
}

/** Problems: `catalog-not-json`, `catalog-invalid`, `handover-secret` where somebody put one in. */
export function readCatalogContent(content: Uint8Array): Result<CatalogContent> {
  const text = new TextDecoder().decode(content);
  const parsed = parseCatalog(text);
  if (!parsed.ok) return parsed;
  const { file } = parsed.value;
  const secret = file.registrationGroups.some((group) => group.groupSecret !== undefined);
  return secret ? fail('handover-secret') : ok({ text, file });
}

/** What taking it would change here. */
export function lookAtCatalog(
  db: Database,
  file: CatalogFile,
): NonNullable<HandoverPlan['catalog']> {
  const found = { groups: file.registrationGroups.length, added: 0, changed: 0, same: 0 };
  for (const [kind, id, body] of items(file)) {
    const here = findAnyItem(db, kind, id);
    if (!here) found.added++;
    else if (!here.retired && sameJson(here.body, body)) found.same++;
    else found.changed++;
  }
  return found;
}

const items = (file: CatalogFile): [CatalogKind, string, object][] =>
  [
    ...file.environments.map((each) => ['environment', each.regionId, each] as const),
    ...file.gateways.map((each) => ['gateway', each.id, each] as const),
    ...file.masterDataTemplates.map(
      (each) => ['masterDataTemplate', each.identifier, each] as const,
    ),
    ...file.masterDataGroups.map((each) => ['masterDataGroup', each.id, each] as const),
    ...file.registrationGroups.map((each) => ['registrationGroup', each.groupId, each] as const),
  ].map(([kind, id, body]) => [kind, id, body]);
