import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type {
  Catalog,
  MasterDataGroup,
  RegistrationGroup,
  RetiredItems,
  Target,
} from '../../shared/models/catalog.ts';
import { type CatalogKind, catalogBodies } from '../../shared/models/catalog-edit.ts';
import type { CloudLink } from '../../shared/models/settings.ts';
import { prepared } from '../store/prepared.ts';

/** The cached catalog: what was imported or pulled last, without secrets. */

const schemas = catalogBodies;
type Body<K extends CatalogKind> = z.output<(typeof schemas)[K]>;

/** Stores an item whole; runs inside the caller's transaction. */
export function putItem<K extends CatalogKind>(
  db: Database,
  kind: K,
  id: string,
  body: Body<K>,
  retired = false,
): void {
  prepared(
    db,
    `INSERT INTO catalog_item (kind, id, body, retired) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, retired = excluded.retired`,
  ).run(kind, id, JSON.stringify(body), retired ? 1 : 0);
}

function items<K extends CatalogKind>(db: Database, kind: K, retired = false): Body<K>[] {
  const rows = prepared(
    db,
    'SELECT body FROM catalog_item WHERE kind = ? AND retired = ? ORDER BY id',
  ).all(kind, retired ? 1 : 0) as { body: string }[];
  return rows.map((row) => schemas[kind].parse(JSON.parse(row.body)) as Body<K>);
}

function item<K extends CatalogKind>(db: Database, kind: K, id: string): Body<K> | null {
  const row = prepared(
    db,
    'SELECT body FROM catalog_item WHERE kind = ? AND id = ? AND retired = 0',
  ).get(kind, id) as { body: string } | undefined;
  return row ? (schemas[kind].parse(JSON.parse(row.body)) as Body<K>) : null;
}

export const findGroup = (db: Database, groupId: string): RegistrationGroup | null =>
  item(db, 'registrationGroup', groupId);

/** An item, retired or not; null where it never was. */
export function findAnyItem<K extends CatalogKind>(
  db: Database,
  kind: K,
  id: string,
): { body: Body<K>; retired: boolean } | null {
  const row = prepared(db, 'SELECT body, retired FROM catalog_item WHERE kind = ? AND id = ?').get(
    kind,
    id,
  ) as { body: string; retired: number } | undefined;
  if (!row) return null;
  return {
    body: schemas[kind].parse(JSON.parse(row.body)) as Body<K>,
    retired: row.retired === 1,
  };
}

/** Those that are not retired. */
export const listGroups = (db: Database): RegistrationGroup[] => items(db, 'registrationGroup');

/** Retired or not: devices of a retired group live on. */
export const findAnyGroup = (db: Database, groupId: string): RegistrationGroup | null =>
  findAnyItem(db, 'registrationGroup', groupId)?.body ?? null;

/** Retired or not: groups that link to a retired one keep it. */
export const findMasterDataGroup = (db: Database, id: string): MasterDataGroup | null =>
  findAnyItem(db, 'masterDataGroup', id)?.body ?? null;

/** True when it is there and not retired. */
export const isThere = (db: Database, kind: CatalogKind, id: string): boolean =>
  findAnyItem(db, kind, id)?.retired === false;

/** Registration groups that link to this master data group or gateway. */
export function groupsLinkedTo(
  db: Database,
  link: 'masterDataGroupId' | 'gatewayId',
  id: string,
): { groupId: string; retired: boolean }[] {
  const rows = prepared(
    db,
    `SELECT id, retired FROM catalog_item
     WHERE kind = 'registrationGroup' AND json_extract(body, '$.' || ?) = ? ORDER BY id`,
  ).all(link, id) as { id: string; retired: number }[];
  return rows.map((row) => ({ groupId: row.id, retired: row.retired === 1 }));
}

/** True when the catalog knows this environment and OU. */
export const hasTarget = (db: Database, target: Target): boolean =>
  item(db, 'environment', target.regionId)?.ous.some((ou) => ou.orgId === target.orgId) ?? false;

export const countGroups = (db: Database): number =>
  (
    prepared(
      db,
      "SELECT count(*) AS n FROM catalog_item WHERE kind = 'registrationGroup' AND retired = 0",
    ).get() as { n: number }
  ).n;

/** Where the catalog lives: a Lineside cloud has an API for it, EnOS has none. */
export const catalogHome = (link: CloudLink | null): Catalog['home'] =>
  link?.kind === 'lineside' ? 'cloud' : 'station';

/** Everything that is in use, in the order of identifiers. */
export function readCatalog(
  db: Database,
  about: { home: Catalog['home']; secretHeld(groupId: string): boolean },
): Catalog {
  const { registrationGroups, ...rest } = allItems(db, false);
  return {
    home: about.home,
    ...rest,
    registrationGroups: registrationGroups.map((group) => ({
      ...group,
      secretHeld: about.secretHeld(group.groupId),
    })),
  };
}

/** Everything that is not in use any more. */
export const readRetired = (db: Database): RetiredItems => allItems(db, true);

const allItems = (db: Database, retired: boolean): RetiredItems => ({
  environments: items(db, 'environment', retired),
  gateways: items(db, 'gateway', retired),
  masterDataTemplates: items(db, 'masterDataTemplate', retired),
  masterDataGroups: items(db, 'masterDataGroup', retired),
  registrationGroups: items(db, 'registrationGroup', retired),
});
