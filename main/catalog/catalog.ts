import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  type Catalog,
  environmentSchema,
  gatewaySchema,
  type MasterDataGroup,
  masterDataGroupSchema,
  type RegistrationGroup,
  registrationGroupSchema,
  type Target,
} from '../../shared/models/catalog.ts';
import { prepared } from '../store/prepared.ts';

/** The cached catalog: what was imported or pulled last, without secrets. */

const schemas = {
  environment: environmentSchema,
  gateway: gatewaySchema,
  masterDataGroup: masterDataGroupSchema,
  registrationGroup: registrationGroupSchema,
};
export type CatalogKind = keyof typeof schemas;
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

function items<K extends CatalogKind>(db: Database, kind: K): Body<K>[] {
  const rows = prepared(
    db,
    'SELECT body FROM catalog_item WHERE kind = ? AND retired = 0 ORDER BY id',
  ).all(kind) as { body: string }[];
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

export const findMasterDataGroup = (db: Database, id: string): MasterDataGroup | null =>
  item(db, 'masterDataGroup', id);

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

/** Everything, in the order of identifiers. */
export function readCatalog(db: Database, secretHeld: (groupId: string) => boolean): Catalog {
  return {
    environments: items(db, 'environment'),
    gateways: items(db, 'gateway'),
    masterDataGroups: items(db, 'masterDataGroup'),
    registrationGroups: items(db, 'registrationGroup').map((group) => ({
      ...group,
      secretHeld: secretHeld(group.groupId),
    })),
  };
}
