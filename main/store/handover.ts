import type { Database } from 'better-sqlite3';
import type { HandoverKind, HandoverStation } from '../../shared/models/handover.ts';
import { prepared } from './prepared.ts';

/** Stations that hand over, and what was taken of them. */

export interface TrustedStation {
  id: string;
  name: string;
  fingerprint: string;
  trustedAt: number;
  trustedBy: string;
}

const columns = `id, name, fingerprint, trusted_at AS trustedAt, trusted_by AS trustedBy`;

export const trustedStation = (db: Database, id: string): TrustedStation | null =>
  (prepared(db, `SELECT ${columns} FROM handover_station WHERE id = ?`).get(id) as
    | TrustedStation
    | undefined) ?? null;

export function trustStation(db: Database, station: TrustedStation): void {
  prepared(
    db,
    `INSERT INTO handover_station (id, name, fingerprint, trusted_at, trusted_by)
     VALUES (@id, @name, @fingerprint, @trustedAt, @trustedBy)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, fingerprint = excluded.fingerprint,
       trusted_at = excluded.trusted_at, trusted_by = excluded.trusted_by`,
  ).run(station);
}

/** With all that it told: its digest and the units of its batches. */
export function forgetStation(db: Database, id: string): void {
  dropDigests(db, id);
  prepared(db, 'DELETE FROM handed_unit WHERE giver = ?').run(id);
  prepared(db, 'DELETE FROM handover_taken WHERE station_id = ?').run(id);
  prepared(db, 'DELETE FROM handover_station WHERE id = ?').run(id);
}

export function dropDigests(db: Database, stationId: string, but = 0): void {
  const pages = `DELETE FROM sn_digest_page
    WHERE digest IN (SELECT nr FROM sn_digest WHERE station_id = ? AND nr <> ?)`;
  prepared(db, pages).run(stationId, but);
  prepared(db, 'DELETE FROM sn_digest WHERE station_id = ? AND nr <> ?').run(stationId, but);
}

/** By name. */
export function handoverStations(db: Database): HandoverStation[] {
  const rows = prepared(
    db,
    `SELECT ${columns}, (SELECT count(*) FROM handed_unit u WHERE u.giver = s.id) AS units,
       d.made_at AS madeAt, d.count FROM handover_station s
     LEFT JOIN sn_digest d ON d.station_id = s.id AND d.whole = 1 ORDER BY s.name, s.id`,
  ).all() as (TrustedStation & { units: number; madeAt: number | null; count: number | null })[];
  return rows.map(({ madeAt, count, ...station }) => ({
    ...station,
    digest: madeAt === null || count === null ? null : { madeAt, count },
  }));
}

export interface TakenHandover {
  id: string;
  kind: HandoverKind;
  stationId: string;
  subject: string;
  madeAt: number;
  takenAt: number;
}

export function noteTaken(db: Database, taken: TakenHandover): void {
  prepared(
    db,
    `INSERT INTO handover_taken (id, kind, station_id, subject, made_at, taken_at)
     VALUES (@id, @kind, @stationId, @subject, @madeAt, @takenAt)
     ON CONFLICT (id) DO UPDATE SET taken_at = excluded.taken_at`,
  ).run(taken);
}

/** When this very one was taken, epoch ms. */
export function takenAt(db: Database, id: string): number | null {
  const row = prepared(db, 'SELECT taken_at AS at FROM handover_taken WHERE id = ?').get(id);
  return (row as { at: number } | undefined)?.at ?? null;
}

/** When the newest of its kind and subject that was taken of this station was made, epoch ms. */
export function newestTaken(
  db: Database,
  { kind, stationId, subject }: Pick<TakenHandover, 'kind' | 'stationId' | 'subject'>,
): number | null {
  const row = prepared(
    db,
    `SELECT max(made_at) AS at FROM handover_taken
     WHERE station_id = ? AND kind = ? AND subject = ?`,
  ).get(stationId, kind, subject);
  return (row as { at: number | null }).at;
}
