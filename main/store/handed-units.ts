import type { Database } from 'better-sqlite3';
import type { HandedUnit } from '../../shared/handover/batch-content.ts';
import { prepared } from './prepared.ts';

/** Units of batches that other stations have handed over. */

interface OfBatch {
  groupId: string;
  batchTag: string;
}

/** Who told of them, and by which hand-over. */
interface Teller {
  giver: string;
  handover: string;
}

export function addHandedUnit(
  db: Database,
  { groupId, batchTag }: OfBatch,
  { giver, handover }: Teller,
  unit: HandedUnit,
): void {
  prepared(
    db,
    `INSERT INTO handed_unit
       (group_id, device_sn, batch_tag, giver, handover, station_id, station, at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (group_id, device_sn) DO UPDATE SET batch_tag = excluded.batch_tag,
       giver = excluded.giver, handover = excluded.handover, station_id = excluded.station_id,
       station = excluded.station, at = excluded.at, body = excluded.body`,
  ).run(
    groupId,
    unit.deviceSn,
    batchTag,
    giver,
    handover,
    unit.station.id,
    unit.station.name,
    unit.at,
    JSON.stringify(unit),
  );
}

/** Those that an earlier hand-over of the batch told of and this one does not any more. */
export function dropHandedBefore(
  db: Database,
  { groupId, batchTag }: OfBatch,
  { giver, handover }: Teller,
): void {
  prepared(
    db,
    `DELETE FROM handed_unit
     WHERE group_id = ? AND batch_tag = ? AND giver = ? AND handover <> ?`,
  ).run(groupId, batchTag, giver, handover);
}

/** Registered elsewhere, as a hand-over told. */
export interface HandedElsewhere {
  station: string;
  batchTag: string;
  at: number;
}

export function findHanded(
  db: Database,
  groupId: string,
  deviceSn: string,
): HandedElsewhere | null {
  const row = prepared(
    db,
    `SELECT station, batch_tag AS batchTag, at FROM handed_unit WHERE group_id = ? AND device_sn = ?`,
  ).get(groupId, deviceSn);
  return (row as HandedElsewhere | undefined) ?? null;
}

/** They are no devices of this station. */
const notHere = `NOT EXISTS (SELECT 1 FROM device d WHERE d.group_id = u.group_id
  AND d.device_sn = u.device_sn AND d.gone IS NULL)`;

/** Units of a batch that are known by hand-overs only. */
export function countHanded(db: Database, { groupId, batchTag }: OfBatch): number {
  const row = prepared(
    db,
    `SELECT count(*) AS n FROM handed_unit u WHERE u.group_id = ? AND u.batch_tag = ? AND ${notHere}`,
  ).get(groupId, batchTag);
  return (row as { n: number }).n;
}

/** A page of them, in the order of SNs. */
export function handedUnits(
  db: Database,
  { groupId, batchTag }: OfBatch,
  page: { after: string; limit: number },
): HandedUnit[] {
  const rows = prepared(
    db,
    `SELECT u.body FROM handed_unit u
     WHERE u.group_id = ? AND u.batch_tag = ? AND u.device_sn > ? AND ${notHere}
     ORDER BY u.device_sn LIMIT ?`,
  ).all(groupId, batchTag, page.after, page.limit) as { body: string }[];
  return rows.map(({ body }) => JSON.parse(body) as HandedUnit);
}
