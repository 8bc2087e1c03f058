import type { Database } from 'better-sqlite3';
import type { CertifiedUnit } from '../../shared/certificate/certificate.ts';
import { prepared } from './prepared.ts';

interface Row {
  deviceSn: string;
  sn: string | null;
  assetId: string | null;
  productKey: string | null;
  label: 'verified' | 'printed' | 'none';
  operator: string | null;
  at: number;
}

/** The units of a batch as a certificate tells them, in the order in which they were accepted. */
export function* certifiedUnits(db: Database, batchId: string): IterableIterator<CertifiedUnit> {
  const rows = prepared(
    db,
    `SELECT d.device_sn AS deviceSn, d.sn, d.asset_id AS assetId, json_extract(d.cloud, '$.productKey') AS productKey,
       CASE WHEN EXISTS (SELECT 1 FROM label l WHERE l.device = d.id AND l.account = 'applied' AND l.void_label IS NULL)
         THEN 'verified'
         WHEN d.label_state = 'printed' OR EXISTS (SELECT 1 FROM label l WHERE l.device = d.id AND l.account = 'printed'
           AND l.void_label IS NULL) THEN 'printed' ELSE 'none' END AS label,
       (SELECT h.by FROM history h WHERE h.group_id = d.group_id AND h.device_sn = d.device_sn
         AND h.what = 'registered' ORDER BY h.id DESC LIMIT 1) AS operator,
       d.registered_at AS at
     FROM device d WHERE d.batch_id = ? AND d.gone IS NULL ORDER BY d.id`,
  ).iterate(batchId) as Iterable<Row>;
  for (const { at, label, operator, ...names } of rows) {
    const time = new Date(at).toISOString();
    yield { ...names, verdict: 'accepted', label, operator, at: time };
  }
}

/** How many units of a batch are none any more. */
export const goneUnits = (db: Database, batchId: string): number =>
  (
    prepared(db, 'SELECT count(*) AS n FROM device WHERE batch_id = ? AND gone IS NOT NULL').get(
      batchId,
    ) as { n: number }
  ).n;
