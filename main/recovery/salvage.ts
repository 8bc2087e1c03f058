import type { Database } from 'better-sqlite3';
import { openDatabase } from '../store/open-database.ts';

/**
 * What stands in no journal. Only what is missing is taken over: what a backup has is known to be whole, and of a damaged
 * file nobody knows which bytes were changed.
 */
const unjournaled = [
  'catalog_item',
  'known_device',
  'vault_key',
  'secret',
  'verifier',
  'import_mapping',
  'label_survival',
  'read',
] as const;

/** Rows copied at a time. */
const some = 200;

/**
 * Copies those rows out of a damaged database as far as they can be read, into one that is being restored.
 * @returns rows that were added; 0 where the damaged file cannot be opened at all
 */
export function salvage(into: string, damaged: string): number {
  const db = openDatabase(into, { mustExist: true });
  try {
    db.pragma('foreign_keys = OFF');
    db.prepare('ATTACH DATABASE ? AS damaged').run(damaged);
    return unjournaled.reduce((sum, table) => sum + copyTable(db, table), 0);
  } catch {
    return 0;
  } finally {
    db.close();
  }
}

function copyTable(db: Database, table: (typeof unjournaled)[number]): number {
  const columns = (schema: 'main' | 'damaged') =>
    (
      db.prepare('SELECT name FROM pragma_table_info(?, ?) WHERE pk >= 0').all(table, schema) as {
        name: string;
      }[]
    ).map(({ name }) => name);
  let added = 0;
  try {
    const theirs = new Set(columns('damaged'));
    const both = columns('main').filter((name) => theirs.has(name));
    if (both.length === 0) return 0;
    const list = both.map((name) => `"${name}"`).join(', ');
    // Names of our own schema only; no value of the file gets into the text.
    const read = db.prepare(`SELECT ${list} FROM damaged."${table}" LIMIT ? OFFSET ?`).raw();
    const marks = both.map(() => '?').join(', ');
    const add = db.prepare(`INSERT OR IGNORE INTO main."${table}" (${list}) VALUES (${marks})`);
    for (let at = 0; ; at += some) {
      const rows = read.all(some, at) as unknown[][];
      db.transaction(() => {
        for (const row of rows) added += add.run(...row).changes;
      })();
      if (rows.length < some) return added;
    }
  } catch {
    // From the broken page on nothing more can be had from this table.
    return added;
  }
}
