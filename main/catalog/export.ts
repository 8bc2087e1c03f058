import type { Database } from 'better-sqlite3';
import type { Catalog, CatalogFile } from '../../shared/models/catalog.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { secretNames, type Vault } from '../security/vault.ts';
import { findAnyItem, readCatalog } from './catalog.ts';

/**
 * The whole catalog as a catalog file (docs/catalog.md), without secrets. What is retired stays behind,
 * unless a group still links to it: a file has to hold what its own groups need.
 */
export function exportCatalog(db: Database): CatalogFile {
  const { home: _, ...lists } = readCatalog(db, { home: 'station', secretHeld: () => false });
  const groups = lists.registrationGroups.map(({ secretHeld: _held, ...group }) => group);
  const missing = <T extends { id: string }>(there: readonly T[], wanted: readonly string[]) =>
    [...new Set(wanted)].filter((id) => !there.some((each) => each.id === id));
  const linkedTo = (
    kind: 'masterDataGroup' | 'gateway',
    there: readonly { id: string }[],
    wanted: readonly string[],
  ) =>
    missing(there, wanted).flatMap((id) => {
      const found = findAnyItem(db, kind, id);
      return found ? [found.body] : [];
    });
  const masterData = groups.map((group) => group.masterDataGroupId);
  const gateways = groups.map((group) => group.gatewayId);
  return {
    ...lists,
    masterDataGroups: [
      ...lists.masterDataGroups,
      ...linkedTo('masterDataGroup', lists.masterDataGroups, masterData),
    ] as Catalog['masterDataGroups'],
    gateways: [
      ...lists.gateways,
      ...linkedTo('gateway', lists.gateways, gateways),
    ] as Catalog['gateways'],
    registrationGroups: groups,
  };
}

/** As a file holds it: people read it too. */
export const catalogText = (file: CatalogFile): string => `${JSON.stringify(file, null, 2)}\n`;

/**
 * The same with the group secrets that the vault holds: keys to whole fleets, so only for an audited
 * act. `missing`: groups whose secret is not here.
 */
export function withSecrets(
  file: CatalogFile,
  vault: Vault,
): Result<{ file: CatalogFile; missing: string[] }> {
  const missing: string[] = [];
  const groups: CatalogFile['registrationGroups'] = [];
  for (const group of file.registrationGroups) {
    const name = secretNames.group(group.groupId);
    if (!vault.holds(name)) {
      missing.push(group.groupId);
      groups.push(group);
      continue;
    }
    const secret = vault.get(name);
    if (!secret.ok) return secret;
    groups.push({ ...group, groupSecret: secret.value });
  }
  return ok({ file: { ...file, registrationGroups: groups }, missing });
}
