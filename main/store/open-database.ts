import Database from 'better-sqlite3';

/**
 * Opens a database the way every station database is opened. better-sqlite3 is compiled so that a
 * WAL database falls back to synchronous=NORMAL when it is opened again, which may lose the last
 * commits in a power cut: FULL is set on each open (and tested on a re-opened file).
 */
export function openDatabase(path: string, options: { mustExist: boolean }): Database.Database {
  const db = new Database(path, { fileMustExist: options.mustExist, timeout: 250 });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    if (process.platform === 'darwin') db.pragma('fullfsync = ON');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * What a statement needs to be taken back by itself is kept in memory. As it is by default, each statement that fires a
 * trigger asks for 64 KB that are given back right after it: an insert takes four times as long. For a connection whose
 * statements touch few rows each; a migration may touch all.
 */
export function keepStatementsInMemory(db: Database.Database): void {
  db.pragma('temp_store = MEMORY');
}

/**
 * The database at `path` as it is at this moment, for reading: what is written meanwhile, by this process or another, is not
 * seen until it is closed. Its write-ahead log grows until then.
 */
export function openSnapshot(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  db.pragma('trusted_schema = OFF');
  db.exec('BEGIN');
  return db;
}
