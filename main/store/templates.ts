import type { Database } from 'better-sqlite3';
import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';
import type { EventOf } from './events.ts';
import { prepared } from './prepared.ts';

/** Label templates that were made on this station. */

/** One version with who made it, when, and what they say has changed. */
export interface KeptTemplate {
  design: LabelDesign;
  note: string;
  by: string;
  /** Epoch milliseconds. */
  at: number;
  retired: boolean;
}

interface Row {
  design: string;
  note: string;
  by: string;
  at: number;
  retired: number;
}

const toKept = ({ design, retired, ...row }: Row): KeptTemplate => ({
  design: labelDesignSchema.parse(JSON.parse(design)),
  ...row,
  retired: retired === 1,
});

/** A version that is there already stays as it is: labels were printed with it. */
export function keepTemplate(db: Database, event: EventOf<'template-saved'>): void {
  const { id, version, name } = event.design;
  prepared(
    db,
    `INSERT INTO label_template (id, version, name, design, note, by, at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, version) DO NOTHING`,
  ).run(id, version, name, JSON.stringify(event.design), event.note, event.by, event.at);
  prepared(db, 'DELETE FROM label_template_retired WHERE id = ?').run(id);
}

export function retireTemplate(db: Database, { id, by, at }: EventOf<'template-retired'>): void {
  prepared(
    db,
    `INSERT INTO label_template_retired (id, by, at)
     SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM label_template WHERE id = ?)
     ON CONFLICT (id) DO NOTHING`,
  ).run(id, by, at, id);
}

/** The newest version, or the one asked for, also of a retired template; null where there is none. */
export function keptTemplate(db: Database, id: string, version?: number): KeptTemplate | null {
  const row = prepared(
    db,
    `SELECT t.design, t.note, t.by, t.at, r.id IS NOT NULL AS retired
     FROM label_template t LEFT JOIN label_template_retired r ON r.id = t.id
     WHERE t.id = ? AND t.version = coalesce(?, t.version) ORDER BY t.version DESC LIMIT 1`,
  ).get(id, version ?? null) as Row | undefined;
  return row ? toKept(row) : null;
}

export const designOf = (db: Database, id: string, version?: number): LabelDesign | null =>
  keptTemplate(db, id, version)?.design ?? null;

/** The newest version of each, retired or not, by name. */
export const keptTemplates = (db: Database): KeptTemplate[] =>
  (
    prepared(
      db,
      `SELECT t.design, t.note, t.by, t.at, r.id IS NOT NULL AS retired
       FROM label_template t LEFT JOIN label_template_retired r ON r.id = t.id
       WHERE t.version = (SELECT max(version) FROM label_template WHERE id = t.id)
       ORDER BY t.name, t.id`,
    ).all() as Row[]
  ).map(toKept);

/** Newest first. */
export const templateVersions = (
  db: Database,
  id: string,
): { version: number; at: number; by: string; note: string }[] =>
  prepared(
    db,
    'SELECT version, at, by, note FROM label_template WHERE id = ? ORDER BY version DESC',
  ).all(id) as { version: number; at: number; by: string; note: string }[];
