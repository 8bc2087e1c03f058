import { describeIssues } from '../../shared/describe-issues.ts';
import { misfit } from '../../shared/master-data.ts';
import { type CatalogFile, catalogFileSchema } from '../../shared/models/catalog.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { secretNames, type Vault } from '../security/vault.ts';
import type { Store } from '../store/store.ts';
import { findMasterDataGroup, putItem } from './catalog.ts';

export interface Imported {
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
  const file = parsed.value;
  const wrong = inconsistency(store, file);
  if (wrong) return fail('catalog-invalid', { detail: wrong });
  const written = store.write(() => putCatalog(store, file));
  if (!written.ok) return written;
  const secretsRefused: Imported['secretsRefused'] = [];
  for (const { groupId, groupSecret } of file.registrationGroups) {
    if (groupSecret === undefined) continue;
    const kept = vault.put(secretNames.group(groupId), groupSecret);
    if (!kept.ok) secretsRefused.push({ groupId, problem: kept.problem });
  }
  return ok({ groups: file.registrationGroups.length, secretsRefused });
}

/** Text -> catalog; `catalog-not-json` or `catalog-invalid` with the first places that do not fit. */
export function parseCatalog(text: string): Result<CatalogFile> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return fail('catalog-not-json', { detail: (error as Error).message.slice(0, 200) });
  }
  const checked = catalogFileSchema.safeParse(json);
  if (checked.success) {
    const empty = Object.values(checked.data).every((list) => list.length === 0);
    return empty ? fail('catalog-invalid', { detail: 'it holds nothing' }) : ok(checked.data);
  }
  return fail('catalog-invalid', { detail: describeIssues(checked.error) });
}

/** What zod cannot see: links that lead nowhere, identifiers used twice, rules that do not work. */
function inconsistency(store: Store, file: CatalogFile): string | null {
  const twice =
    repeated(file.registrationGroups.map((each) => each.groupId)) ??
    repeated(file.masterDataGroups.map((each) => each.id)) ??
    repeated(file.gateways.map((each) => each.id)) ??
    repeated(file.environments.map((each) => each.regionId));
  if (twice !== null) return `"${twice}" is there twice`;
  for (const { regionId, ous } of file.environments) {
    const again = repeated(ous.map((ou) => ou.orgId));
    if (again !== null) return `OU "${again}" is twice in environment "${regionId}"`;
  }
  const masterData = new Set(file.masterDataGroups.map((group) => group.id));
  for (const group of file.masterDataGroups) {
    const again = repeated(group.masterData.map((each) => each.identifier));
    if (again !== null) return `master data "${again}" is twice in group "${group.id}"`;
    for (const datum of group.masterData) {
      const wrong = misfit(datum, datum.default);
      if (wrong) return `default of "${datum.identifier}" in group "${group.id}": ${wrong}`;
    }
  }
  for (const group of file.registrationGroups) {
    const link = group.masterDataGroupId;
    if (!masterData.has(link) && !findMasterDataGroup(store.db, link)) {
      return `group "${group.groupId}" names the master data group "${link}", which is not there`;
    }
    const rule = compileRule(group.snRule, group.groupId);
    if (!rule.ok) return rule.problem.message;
  }
  return null;
}

function repeated(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
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
