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

/**
 * Of these devices, gone or not, in the order given and as often as they are given, in one statement.
 * Places are counted between the first and the last of them only: each green read asks for one device of a
 * batch that may hold tens of thousands.
 */
export const labelFacts = (db: Database, ids: readonly number[]): LabelFacts[] =>
  prepared(
    db,
    `WITH wanted AS (SELECT key AS place, value AS id FROM json_each(?)),
     spans AS (SELECT d.batch_id, min(d.id) AS first, max(d.id) AS last FROM wanted w
       JOIN device d ON d.id = w.id WHERE d.batch_id IS NOT NULL GROUP BY d.batch_id),
     starts AS (SELECT s.batch_id, s.first, s.last, (SELECT count(*) FROM device d
       WHERE d.batch_id = s.batch_id AND d.id < s.first) AS before FROM spans s),
     places AS (SELECT d.id, s.before + row_number() OVER (PARTITION BY d.batch_id ORDER BY d.id) AS n
       FROM starts s JOIN device d ON d.batch_id = s.batch_id AND d.id BETWEEN s.first AND s.last)
     SELECT d.id, d.group_id AS groupId, d.device_sn AS deviceSn,
       coalesce(d.tag, b.tag) AS batchTag, d.description, d.master_data AS masterData,
       d.registered_at AS registeredAt, p.n AS position,
       (SELECT h.by FROM history h WHERE h.group_id = d.group_id AND h.device_sn = d.device_sn
         AND h.what = 'registered' ORDER BY h.id DESC LIMIT 1) AS operator
     FROM wanted w JOIN device d ON d.id = w.id
     LEFT JOIN batch b ON b.id = d.batch_id LEFT JOIN places p ON p.id = d.id
     ORDER BY w.place`,
  ).all(JSON.stringify(ids)) as LabelFacts[];
