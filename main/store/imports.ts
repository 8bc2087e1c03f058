import type { Database } from 'better-sqlite3';
import { type Mapping, mappingSchema } from '../../shared/import/mapping/mapping.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import {
  type ImportCounts,
  type ImportOptions,
  importCountsSchema,
  importOptionsSchema,
} from '../../shared/models/import.ts';
import type { Before } from './events-imports.ts';
import { beforeSchema } from './events-imports.ts';
import { prepared } from './prepared.ts';

/** Files of devices that were brought in, as they stand. */

/** One that was begun. */
export interface ImportRun {
  id: string;
  name: string;
  bytes: number;
  sha256: string;
  options: ImportOptions;
  state: 'running' | 'paused' | 'cancelled' | 'done' | 'undoing' | 'undone';
  by: string;
  startedAt: number;
  endedAt: number | null;
  total: number;
  position: number;
  counts: ImportCounts;
  firstDevice: number | null;
  undoDevice: number | null;
  undoChange: number | null;
  undone: number;
  kept: number;
}

interface Row {
  id: string;
  name: string;
  bytes: number;
  sha256: string;
  options: string;
  state: ImportRun['state'];
  by: string;
  started_at: number;
  ended_at: number | null;
  total: number;
  position: number;
  counts: string;
  first_device: number | null;
  undo_device: number | null;
  undo_change: number | null;
  undone: number;
  kept: number;
}

const toRun = (row: Row): ImportRun => ({
  id: row.id,
  name: row.name,
  bytes: row.bytes,
  sha256: row.sha256,
  options: importOptionsSchema.parse(JSON.parse(row.options)),
  state: row.state,
  by: row.by,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  total: row.total,
  position: row.position,
  counts: importCountsSchema.parse(JSON.parse(row.counts)),
  firstDevice: row.first_device,
  undoDevice: row.undo_device,
  undoChange: row.undo_change,
  undone: row.undone,
  kept: row.kept,
});

export function findImport(db: Database, id: string): ImportRun | null {
  const row = prepared(db, 'SELECT * FROM import_run WHERE id = ?').get(id) as Row | undefined;
  return row ? toRun(row) : null;
}

/** How it stands, asked for after every slice. */
export const stateOfImport = (db: Database, id: string): ImportRun['state'] | null =>
  (prepared(db, 'SELECT state FROM import_run WHERE id = ?').pluck().get(id) as
    | ImportRun['state']
    | undefined) ?? null;

/** Newest first. */
export const listImports = (db: Database, limit: number): ImportRun[] =>
  (
    prepared(db, 'SELECT * FROM import_run ORDER BY started_at DESC, id DESC LIMIT ?').all(
      limit,
    ) as Row[]
  ).map(toRun);

/** Those that are not over, oldest first: what a crash may leave. */
export const unfinishedImports = (db: Database): ImportRun[] =>
  (
    prepared(
      db,
      `SELECT * FROM import_run INDEXED BY import_unfinished
       WHERE state IN ('running','paused','undoing') ORDER BY started_at, id`,
    ).all() as Row[]
  ).map(toRun);

/** The newest of the same file with the same wish that is not over. */
export const sameImport = (db: Database, sha256: string, groupId: string): ImportRun | null =>
  unfinishedImports(db).findLast(
    (run) => run.sha256 === sha256 && run.options.groupId === groupId && run.state !== 'undoing',
  ) ?? null;

/** Its devices that are still ones, from a number downwards. */
export const devicesOfImport = (
  db: Database,
  run: Pick<ImportRun, 'id' | 'firstDevice'>,
  upTo: number,
  limit: number,
): (DeviceName & { id: number })[] =>
  prepared(
    db,
    `SELECT id, group_id AS groupId, device_sn AS deviceSn FROM device
     WHERE id BETWEEN ? AND ? AND source_kind = 'import' AND source_name = ? AND gone IS NULL
     ORDER BY id DESC LIMIT ?`,
  ).all(run.firstDevice ?? upTo + 1, upTo, run.id, limit) as (DeviceName & { id: number })[];

/** What devices were before it changed them, from a number downwards. */
export function changesOfImport(
  db: Database,
  importId: string,
  upTo: number,
  limit: number,
): (DeviceName & { id: number; before: Before })[] {
  const rows = prepared(
    db,
    `SELECT id, group_id AS groupId, device_sn AS deviceSn, before FROM import_change
     WHERE import_id = ? AND id <= ? ORDER BY id DESC LIMIT ?`,
  ).all(importId, upTo, limit) as (DeviceName & { id: number; before: string })[];
  return rows.map((row) => ({ ...row, before: beforeSchema.parse(JSON.parse(row.before)) }));
}

/** The columns that were chosen for this heading before; null: never. Runs outside of any transaction. */
export function mappingFor(db: Database, signature: string): Mapping | null {
  const row = prepared(db, 'SELECT mapping FROM import_mapping WHERE signature = ?').get(
    signature,
  ) as { mapping: string } | undefined;
  const read = row && mappingSchema.safeParse(JSON.parse(row.mapping));
  return read?.data ?? null;
}

/** Runs inside the caller's transaction. */
export function keepMapping(db: Database, signature: string, mapping: Mapping, at: number): void {
  prepared(
    db,
    `INSERT INTO import_mapping (signature, mapping, at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET mapping = excluded.mapping, at = excluded.at`,
  ).run(signature, JSON.stringify(mapping), at);
}

/** Runs inside the caller's transaction. */
export function keepRefusal(db: Database, importId: string, row: number, body: string): void {
  prepared(
    db,
    'INSERT INTO import_refusal (import_id, row, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(importId, row, body);
}

export const refusalsAfter = (
  db: Database,
  importId: string,
  after: number,
  limit: number,
): { row: number; body: string }[] =>
  prepared(
    db,
    'SELECT row, body FROM import_refusal WHERE import_id = ? AND row > ? ORDER BY row LIMIT ?',
  ).all(importId, after, limit) as { row: number; body: string }[];
