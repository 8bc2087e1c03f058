import { catalogMisfit } from '../../shared/catalog-rules.ts';
import { describeIssues } from '../../shared/describe-issues.ts';
import { type CatalogFile, catalogFileSchema } from '../../shared/models/catalog.ts';
import type { CatalogSaved } from '../../shared/models/catalog-edit.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { secretNames, type Vault } from '../security/vault.ts';
import type { Store } from '../store/store.ts';
import { isThere, putItem } from './catalog.ts';

export interface Imported extends CatalogSaved {
  /** Registration groups in the file; 0 when it was not saved. */
  groups: number;
  secretsRefused: { groupId: string; problem: Problem }[];
}

/**
 * Reads a catalog file (docs/catalog.md) and takes it in whole or not at all. Items that are not in
 * the file stay as they are. Secrets go to the vault; one that the vault cannot take is reported and
 * the rest of the catalog still comes in, since scanning does not need it.
 */
export function importCatalog(store: Store, vault: Vault, text: string): Result<Imported> {
  const parsed = parseCatalog(text);
  if (!parsed.ok) return parsed;
  const { file } = parsed.value;
  const wrong = catalogMisfit(file, (kind, id) => isThere(store.db, kind, id));
  if (wrong) return fail('catalog-invalid', { detail: wrong });
  const written = store.write(() => putCatalog(store, file));
  if (!written.ok) return written;
  const secretsRefused: Imported['secretsRefused'] = [];
  for (const { groupId, groupSecret } of file.registrationGroups) {
    if (groupSecret === undefined) continue;
    const kept = vault.put(secretNames.group(groupId), groupSecret);
    if (!kept.ok) secretsRefused.push({ groupId, problem: kept.problem });
  }
  return ok({ saved: true, uses: [], groups: file.registrationGroups.length, secretsRefused });
}

/**
 * Text -> catalog, and as it was written; `catalog-not-json` or `catalog-invalid` with the first places
 * that do not fit.
 */
export function parseCatalog(text: string): Result<{ file: CatalogFile; written: object }> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return fail('catalog-not-json', { detail: (error as Error).message.slice(0, 200) });
  }
  const checked = catalogFileSchema.safeParse(json);
  if (checked.success) {
    const empty = Object.values(checked.data).every((list) => list.length === 0);
    if (empty) return fail('catalog-invalid', { detail: 'it holds nothing' });
    return ok({ file: checked.data, written: json as object });
  }
  return fail('catalog-invalid', { detail: describeIssues(checked.error) });
}

function putCatalog({ db }: Store, file: CatalogFile): void {
  for (const each of file.environments) putItem(db, 'environment', each.regionId, each);
  for (const each of file.gateways) putItem(db, 'gateway', each.id, each);
  for (const each of file.masterDataTemplates) {
    putItem(db, 'masterDataTemplate', each.identifier, each);
  }
  for (const each of file.masterDataGroups) putItem(db, 'masterDataGroup', each.id, each);
  for (const { groupSecret: _, ...group } of file.registrationGroups) {
    putItem(db, 'registrationGroup', group.groupId, group);
  }
}
