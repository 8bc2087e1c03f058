import type { Database } from 'better-sqlite3';
import { isNarrowed, type Narrowing, narrowings } from '../../shared/catalog-narrowing.ts';
import type { Environment, MasterDataValues, MasterDatum } from '../../shared/models/catalog.ts';
import type { CatalogEdit, CatalogUse } from '../../shared/models/catalog-edit.ts';
import { prepared } from '../store/prepared.ts';
import { findAnyItem, findMasterDataGroup, groupsLinkedTo } from './catalog.ts';

/** Devices looked at in one stretch; between two of them scans are heard. */
const slice = 1000;
/** As many as the model holds. */
const mostSamples = 20;
const mostUses = 200;

/**
 * Who on this station uses what an edit retires or narrows, compared with what is there now. Nothing of
 * it is destroyed by the edit; the person only has to know.
 */
export async function usesOf(db: Database, edit: CatalogEdit): Promise<CatalogUse[]> {
  const uses = edit.retired ? await usesOfRetired(db, edit) : await usesOfNarrowed(db, edit);
  return uses.filter(({ count }) => count > 0).slice(0, mostUses);
}

async function usesOfRetired(db: Database, edit: CatalogEdit): Promise<CatalogUse[]> {
  switch (edit.kind) {
    case 'environment':
      return usesOfOus(db, edit.body, new Set());
    case 'gateway':
      return [linked(db, 'gatewayId', edit.body.id)];
    case 'masterDataTemplate':
      return [];
    case 'masterDataGroup':
      return [linked(db, 'masterDataGroupId', edit.body.id)];
    case 'registrationGroup': {
      const use = emptyUse('devices', edit.body.groupId);
      for await (const device of devicesOf(db, edit.body.groupId)) add(use, device.sn);
      return [use];
    }
  }
}

async function usesOfNarrowed(db: Database, edit: CatalogEdit): Promise<CatalogUse[]> {
  if (edit.kind === 'environment') {
    const was = findAnyItem(db, 'environment', edit.body.regionId)?.body;
    return was ? usesOfOus(db, was, new Set(edit.body.ous.map((ou) => ou.orgId))) : [];
  }
  if (edit.kind === 'masterDataGroup') {
    const { id, masterData } = edit.body;
    const was = findMasterDataGroup(db, id)?.masterData ?? [];
    const groups = groupsLinkedTo(db, 'masterDataGroupId', id).map((group) => group.groupId);
    return usesOfValues(db, groups, was, masterData);
  }
  if (edit.kind === 'registrationGroup') {
    const { groupId, masterDataGroupId } = edit.body;
    const was = findAnyItem(db, 'registrationGroup', groupId)?.body;
    if (!was || was.masterDataGroupId === masterDataGroupId) return [];
    const masterData = (id: string) => findMasterDataGroup(db, id)?.masterData ?? [];
    const [before, after] = [masterData(was.masterDataGroupId), masterData(masterDataGroupId)];
    return usesOfValues(db, [groupId], before, after);
  }
  return [];
}

function linked(db: Database, link: 'masterDataGroupId' | 'gatewayId', id: string): CatalogUse {
  const use = emptyUse('linked-groups', id);
  for (const group of groupsLinkedTo(db, link, id)) if (!group.retired) add(use, group.groupId);
  return use;
}

async function usesOfValues(
  db: Database,
  groupIds: readonly string[],
  before: readonly MasterDatum[],
  after: readonly MasterDatum[],
): Promise<CatalogUse[]> {
  const counted = narrowings(before, after).map(
    (narrowing): { narrowing: Narrowing; use: CatalogUse } => ({
      narrowing,
      use: emptyUse(narrowing.what, narrowing.datum.identifier),
    }),
  );
  if (counted.length === 0) return [];
  for (const groupId of groupIds) {
    for await (const device of devicesOf(db, groupId)) {
      const values = JSON.parse(device.values) as MasterDataValues;
      for (const { narrowing, use } of counted) {
        if (isNarrowed(narrowing, values)) add(use, device.sn);
      }
    }
  }
  return counted.map(({ use }) => use);
}

/** Devices that belong to an OU of this environment which is not in `kept`. */
async function usesOfOus(
  db: Database,
  { regionId, ous }: Environment,
  kept: ReadonlySet<string>,
): Promise<CatalogUse[]> {
  const gone = ous.filter((ou) => !kept.has(ou.orgId));
  if (gone.length === 0) return [];
  const uses = new Map(
    gone.map((ou) => [ou.orgId, emptyUse('devices', `${regionId}/${ou.orgId}`)]),
  );
  const read = prepared(
    db,
    `SELECT id, device_sn AS sn, region_id AS regionId, org_id AS orgId FROM device
     WHERE id > ? AND gone IS NULL ORDER BY id LIMIT ?`,
  );
  for (let after = 0; ; await pause()) {
    const rows = read.all(after, slice) as {
      id: number;
      sn: string;
      regionId: string | null;
      orgId: string | null;
    }[];
    for (const row of rows) {
      const use = row.regionId === regionId ? uses.get(row.orgId ?? '') : undefined;
      if (use) add(use, row.sn);
    }
    if (rows.length < slice) return [...uses.values()];
    after = rows.at(-1)?.id ?? after;
  }
}

async function* devicesOf(
  db: Database,
  groupId: string,
): AsyncGenerator<{ sn: string; values: string }> {
  const read = prepared(
    db,
    `SELECT device_sn AS sn, master_data AS "values" FROM device
     WHERE group_id = ? AND gone IS NULL AND device_sn > ? ORDER BY device_sn LIMIT ?`,
  );
  for (let after = ''; ; await pause()) {
    const rows = read.all(groupId, after, slice) as { sn: string; values: string }[];
    yield* rows;
    if (rows.length < slice) return;
    after = rows.at(-1)?.sn ?? after;
  }
}

const pause = () => new Promise((resolve) => setImmediate(resolve));

const emptyUse = (what: CatalogUse['what'], subject: string): CatalogUse => ({
  what,
  subject,
  count: 0,
  samples: [],
});

function add(use: CatalogUse, sample: string): void {
  use.count++;
  if (use.samples.length < mostSamples) use.samples.push(sample);
}
