import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { checkDatabase, type Identity } from '../store/identity.ts';
import { journalMark } from '../store/journal.ts';

/**
 * Opens a copy of a database and looks at all of it: pages, whose it is, and where it stands in the journal.
 * @returns the last journal entry that it holds; null where it is not good
 */
export function checkedEntry(file: string, identity: Pick<Identity, 'stationId'>): number | null {
  if (!existsSync(file)) return null;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 });
    if (!checkDatabase(db, identity).ok) return null;
    return journalMark(db).n;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
