import type { Database } from 'better-sqlite3';
import { prepared } from './prepared.ts';

/** What is on record of a device that a label may tell. */
export interface LabelFacts {
  id: number;
  groupId: string;
  deviceSn: string;
  batchTag: string | null;
  description: string;
  /** JSON of its master data. */
  masterData: string;
  /** Epoch milliseconds. */
  registeredAt: number;
  /** Who was on duty then; null where nobody was. */
  operator: string | null;
  /** It is the nth device of its batch; null where it has none. */
  position: number | null;
}

/** Of these devices, gone or not, in the order given and as often as they are given, in one statement. */
export const labelFacts = (db: Database, ids: readonly number[]): LabelFacts[] =>
  prepared(
    db,
    `WITH wanted AS (SELECT key AS place, value AS id FROM json_each(?)),
     batches AS (SELECT DISTINCT d.batch_id FROM wanted w JOIN device d ON d.id = w.id
       WHERE d.batch_id IS NOT NULL),
     places AS (SELECT id, row_number() OVER (PARTITION BY batch_id ORDER BY id) AS n
       FROM device WHERE batch_id IN (SELECT batch_id FROM batches))
     SELECT d.id, d.group_id AS groupId, d.device_sn AS deviceSn,
       coalesce(d.tag, b.tag) AS batchTag, d.description, d.master_data AS masterData,
       d.registered_at AS registeredAt, p.n AS position,
       (SELECT h.by FROM history h WHERE h.group_id = d.group_id AND h.device_sn = d.device_sn
         AND h.what = 'registered' ORDER BY h.id DESC LIMIT 1) AS operator
     FROM wanted w JOIN device d ON d.id = w.id
     LEFT JOIN batch b ON b.id = d.batch_id LEFT JOIN places p ON p.id = d.id
     ORDER BY w.place`,
  ).all(JSON.stringify(ids)) as LabelFacts[];
