import type { Database } from 'better-sqlite3';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import { setWanted } from './device-rows.ts';
import type { Moved } from './moved.ts';
import type { OperationPayload } from './operations.ts';
import { prepared } from './prepared.ts';

/**
 * After a replacement or a reset has given a device other values: edits that were asked for later still
 * hold here, and begin from those values. Otherwise they would look like somebody else's change.
 * @param news what it gave: master data, or description and batch tag, or both.
 */
export function rebaseEdits(
  db: Database,
  op: Moved,
  news: { values: boolean; texts: boolean },
): void {
  const edits = prepared(
    db,
    `SELECT key, payload FROM operation WHERE group_id = ? AND device_sn = ? AND seq > ?
       AND kind = 'update' AND state IN ('queued','sending','in_doubt','parked') ORDER BY seq`,
  ).all(op.groupId, op.deviceSn, op.seq) as { key: string; payload: string }[];
  const now = edits.length > 0 ? valuesOf(db, op) : null;
  if (!now) return;
  for (const { key, payload } of edits) {
    const edit = JSON.parse(payload) as OperationPayload;
    const { before = {}, was = {} } = edit;
    const names = Object.keys(edit.deviceData);
    const values = Object.fromEntries(names.map((name) => [name, now.masterData[name] ?? null]));
    const texts = {
      ...(edit.description === undefined ? {} : { description: now.description }),
      ...(edit.batchTag === undefined ? {} : { batchTag: now.batchTag }),
    };
    const rebased: OperationPayload = {
      ...edit,
      before: {
        ...before,
        ...(news.values ? { deviceData: values } : {}),
        ...(news.texts ? texts : {}),
      },
      was: { ...was, ...(news.values ? { masterData: values } : {}), ...(news.texts ? texts : {}) },
    };
    prepared(db, 'UPDATE operation SET payload = ? WHERE key = ?').run(
      JSON.stringify(rebased),
      key,
    );
    now.masterData = { ...now.masterData, ...edit.deviceData };
    now.description = edit.description ?? now.description;
    now.batchTag = edit.batchTag ?? now.batchTag;
  }
  const kept = Object.entries(now.masterData).filter(([, value]) => value !== null);
  setWanted(db, op, {
    ...(news.values ? { masterData: Object.fromEntries(kept) } : {}),
    ...(news.texts ? { description: now.description, batchTag: now.batchTag } : {}),
  });
}

function valuesOf(
  db: Database,
  { groupId, deviceSn }: Moved,
): { masterData: MasterDataValues; description: string; batchTag: string | null } | null {
  const row = prepared(
    db,
    `SELECT d.master_data, d.description, coalesce(d.tag, b.tag) AS tag FROM device d
     LEFT JOIN batch b ON b.id = d.batch_id
     WHERE d.group_id = ? AND d.device_sn = ? AND d.gone IS NULL`,
  ).get(groupId, deviceSn) as
    | { master_data: string; description: string; tag: string | null }
    | undefined;
  if (!row) return null;
  const masterData = JSON.parse(row.master_data) as MasterDataValues;
  return { masterData, description: row.description, batchTag: row.tag };
}
