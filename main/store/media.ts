import type { Database } from 'better-sqlite3';
import type { Media } from '../../shared/models/printing.ts';
import type { EventOf } from './events.ts';
import { prepared } from './prepared.ts';

/** Rolls and packets of sheets: what is left on them is counted by the ledger. */

export function saveMedia(db: Database, event: EventOf<'media-saved'>): void {
  const { id, kind, name, width, height, labels, by, at } = event;
  prepared(
    db,
    `INSERT INTO media (id, kind, name, width, height, labels, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, labels = excluded.labels`,
  ).run(id, kind, name, width, height, labels, by, at);
}

export function loadMedia(db: Database, event: EventOf<'media-loaded'>): void {
  const { id, printer, over, left, at } = event;
  if (printer !== null) {
    prepared(db, 'UPDATE media SET printer = NULL WHERE printer = ?').run(printer);
  }
  prepared(db, 'UPDATE media SET printer = ?, ended_at = ? WHERE id = ?').run(
    printer,
    over ? at : null,
    id,
  );
  if (left !== undefined) {
    // What was counted is right; the labels that it had when new are what is corrected.
    prepared(db, 'UPDATE media SET labels = used + ? WHERE id = ?').run(left, id);
  }
}

/** Labels of this range were taken from what is in their printer (1), or were not after all (-1). */
export function takeFromMedia(
  db: Database,
  [job, first, last]: readonly [number, number, number],
  sign: 1 | -1,
): void {
  prepared(
    db,
    `UPDATE media SET used = used + @sign * (SELECT count(*) FROM label
       WHERE job = @job AND seq BETWEEN @first AND @last AND media = media.id)
     WHERE id IN (SELECT DISTINCT media FROM label
       WHERE job = @job AND seq BETWEEN @first AND @last AND media IS NOT NULL)`,
  ).run({ job, first, last, sign });
  if (sign === 1) return;
  prepared(
    db,
    'UPDATE label SET media = NULL WHERE job = ? AND seq BETWEEN ? AND ? AND media IS NOT NULL',
  ).run(job, first, last);
}

interface Row {
  id: string;
  kind: 'roll' | 'sheet';
  name: string;
  width: number;
  height: number;
  labels: number;
  used: number;
  printer: string | null;
  by: string;
  at: number;
  ended_at: number | null;
}

const toMedia = (row: Row): Omit<Media, 'forecast'> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  width: row.width,
  height: row.height,
  labels: row.labels,
  left: row.labels - row.used,
  printer: row.printer,
  by: row.by,
  at: row.at,
  endedAt: row.ended_at,
});

/** Those in printers first, then the newest; what is over last. */
export const listMedia = (db: Database, limit: number): Omit<Media, 'forecast'>[] =>
  (
    prepared(
      db,
      'SELECT * FROM media ORDER BY ended_at IS NOT NULL, printer IS NULL, at DESC, id LIMIT ?',
    ).all(limit) as Row[]
  ).map(toMedia);

export const findMedia = (db: Database, id: string): Omit<Media, 'forecast'> | null => {
  const row = prepared(db, 'SELECT * FROM media WHERE id = ?').get(id) as Row | undefined;
  return row ? toMedia(row) : null;
};

/** What is in a printer now. */
export const mediaIn = (db: Database, printer: string): Omit<Media, 'forecast'> | null => {
  const row = prepared(db, 'SELECT * FROM media WHERE printer = ?').get(printer) as Row | undefined;
  return row ? toMedia(row) : null;
};
