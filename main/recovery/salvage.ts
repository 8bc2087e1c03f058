import type { Database } from 'better-sqlite3';
import { openDatabase } from '../store/open-database.ts';

/**
 * What stands in no journal, table by table. Only what is missing is taken over: what a backup has is known to be whole, and of a
 * damaged file nobody knows which bytes were changed. A table that has another form there gives nothing.
 */
const unjournaled = [
  [
    'SELECT 1 FROM damaged.catalog_item LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.catalog_item SELECT * FROM damaged.catalog_item LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.known_device LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.known_device SELECT * FROM damaged.known_device LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.vault_key LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.vault_key SELECT * FROM damaged.vault_key LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.secret LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.secret SELECT * FROM damaged.secret LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.verifier LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.verifier SELECT * FROM damaged.verifier LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.import_mapping LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.import_mapping SELECT * FROM damaged.import_mapping LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.label_survival LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.label_survival SELECT * FROM damaged.label_survival LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.read LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.read SELECT * FROM damaged.read LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.handover_station LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.handover_station SELECT * FROM damaged.handover_station LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.handover_taken LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.handover_taken SELECT * FROM damaged.handover_taken LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.handed_unit LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.handed_unit SELECT * FROM damaged.handed_unit LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.sn_digest LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.sn_digest SELECT * FROM damaged.sn_digest LIMIT ? OFFSET ?',
  ],
  [
    'SELECT 1 FROM damaged.sn_digest_page LIMIT 1 OFFSET ?',
    'INSERT OR IGNORE INTO main.sn_digest_page SELECT * FROM damaged.sn_digest_page LIMIT ? OFFSET ?',
  ],
] as const;

/** Rows copied at a time; one at a time where that fails. */
const together = 200;

/**
 * Copies those rows out of a damaged database as far as they can be read, into one that is being restored.
 * @returns rows that were added; 0 where the damaged file cannot be opened at all
 */
export function salvage(into: string, damaged: string): number {
  const db = openDatabase(into, { mustExist: true });
  try {
    db.pragma('foreign_keys = OFF');
    db.prepare('ATTACH DATABASE ? AS damaged').run(damaged);
    return unjournaled.reduce((sum, [any, some]) => sum + copy(db, any, some), 0);
  } catch {
    return 0;
  } finally {
    db.close();
  }
}

/** Rows of a table, at most: a damaged one may lead in a circle. */
const mostRows = 10_000_000;

function copy(db: Database, anyAt: string, someAt: string): number {
  let added = 0;
  try {
    const [any, copySome] = [db.prepare(anyAt), db.prepare(someAt)];
    let some = together;
    for (let at = 0; at < mostRows && any.get(at); ) {
      try {
        added += copySome.run(some, at).changes;
        at += some;
      } catch (error) {
        if (some === 1) throw error;
        some = 1;
      }
    }
  } catch {
    // From the broken page on nothing more can be had from this table.
  }
  return added;
}
