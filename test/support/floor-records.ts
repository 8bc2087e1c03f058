import { join } from 'node:path';
import Database from 'better-sqlite3';
import type pg from 'pg';
import type { FloorStation } from './floor.ts';
import type { Json } from './json.ts';

/** What is really stored, in each station's SQLite and in the cloud's PostgreSQL, read with plain SQL. */

export interface StationOperation {
  station: string;
  seq: number;
  key: string;
  kind: string;
  lane: string;
  /** The lane of the device that a replacement takes the place of. */
  otherLane: string | null;
  payload: Json;
  state: string;
  problem: Json;
}

export interface StationRecords {
  name: string;
  stationId: string;
  operations: StationOperation[];
  /** Those that are devices still. */
  devices: Json[];
  /** Every lane that ever was a device here. */
  lanes: Set<string>;
  jobs: Map<string, { total: number; planned: number; state: string }>;
}

export interface CloudRecords {
  /** By key; the answer that was given. */
  operations: Map<string, Json>;
  devices: Json[];
  stationNames: Map<string, string>;
  /** What the cloud says happened, oldest first. */
  events: Json[];
}

const laneOf = (groupId: string, deviceSn: string): string => `${groupId} ${deviceSn}`;

/** The station must be closed. */
export function readStation({ name, folder }: FloorStation): StationRecords {
  const db = new Database(join(folder, 'station.db'), { readonly: true });
  try {
    const rows = (sql: string): Json[] => db.prepare(sql).all();
    const devices = rows('SELECT * FROM device');
    return {
      name,
      stationId: rows("SELECT value FROM meta WHERE name = 'station_id'")[0].value,
      operations: rows('SELECT * FROM operation ORDER BY seq').map((row) => ({
        station: name,
        seq: row.seq,
        key: row.key,
        kind: row.kind,
        lane: laneOf(row.group_id, row.device_sn),
        otherLane: row.other_sn === null ? null : laneOf(row.group_id, row.other_sn),
        payload: JSON.parse(row.payload),
        state: row.state,
        problem: row.problem === null ? null : JSON.parse(row.problem),
      })),
      devices: devices.filter((row) => row.gone === null).map(withLane),
      lanes: new Set(devices.map((row) => laneOf(row.group_id, row.device_sn))),
      jobs: new Map(
        rows('SELECT id, total, planned, state FROM job').map(({ id, ...job }) => [id, job]),
      ),
    };
  } finally {
    db.close();
  }
}

const withLane = (row: Json): Json => ({ ...row, lane: laneOf(row.group_id, row.device_sn) });

export async function readCloud(database: pg.Client): Promise<CloudRecords> {
  // Which transaction gave the answer: an operation that was refused first keeps the time of that.
  const operations = await database.query('select *, xmin::text::int as made_in from operation');
  const devices = await database.query('select * from device');
  const stations = await database.query('select station_id, name from station');
  const events = await database.query('select * from device_event order by seq');
  return {
    operations: new Map(operations.rows.map((row) => [row.key, withLane(row)])),
    devices: devices.rows.map(withLane),
    events: events.rows.map(withLane),
    stationNames: new Map(stations.rows.map((row) => [row.station_id, row.name])),
  };
}
