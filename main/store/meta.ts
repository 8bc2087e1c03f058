import type { Database } from 'better-sqlite3';
import { prepared } from './prepared.ts';

/** Small facts about the station that belong into the same transaction as the rows they describe. */

export function getMeta(db: Database, name: string): string | null {
  const row = prepared(db, 'SELECT value FROM meta WHERE name = ?').get(name) as
    | { value: string }
    | undefined;
  return row?.value ?? null;
}

export function setMeta(db: Database, name: string, value: string | null): void {
  if (value === null) prepared(db, 'DELETE FROM meta WHERE name = ?').run(name);
  else {
    prepared(
      db,
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ).run(name, value);
  }
}
