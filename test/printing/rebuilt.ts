import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { apply } from '../../main/store/apply.ts';
import { eventSchema, type StationEvent } from '../../main/store/events.ts';
import { migrate } from '../../main/store/migrate.ts';
import { must } from '../support/must.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** Databases that events alone give. */

let empty: Buffer | undefined;

export function emptyDatabase(): Database.Database {
  if (!empty) {
    const db = new Database(':memory:');
    must(migrate(db, { backups: temporaryFolder(), now: 1 }));
    empty = db.serialize();
  }
  return new Database(empty);
}

export function rebuiltFrom(events: readonly StationEvent[]): Database.Database {
  const db = emptyDatabase();
  for (const event of events) apply(db, eventSchema.parse(JSON.parse(JSON.stringify(event))));
  return db;
}

/** All that the journal of a station's folder says. */
export function journalOf(folder: string): StationEvent[] {
  const files = readdirSync(folder).filter((name) => /^journal-\d+\.ndjson$/.test(name));
  return files.toSorted().flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => eventSchema.parse((JSON.parse(line) as { entry: object }).entry)),
  );
}

/** Everything that is said of labels. */
export const labelRows = (db: Database.Database) => ({
  jobs: db.prepare('SELECT * FROM print_job ORDER BY nr').all(),
  labels: db.prepare('SELECT * FROM label ORDER BY job, seq').all(),
  entries: db.prepare('SELECT * FROM label_entry ORDER BY id').all(),
  void: db.prepare('SELECT * FROM void_label ORDER BY id').all(),
  media: db.prepare('SELECT * FROM media ORDER BY id').all(),
  counts: db.prepare('SELECT * FROM label_count ORDER BY batch_id').all(),
  files: db.prepare('SELECT * FROM printed_file ORDER BY file').all(),
  devices: db.prepare('SELECT id, gone, label_state, label_file FROM device ORDER BY id').all(),
  history: db.prepare("SELECT * FROM history WHERE what LIKE 'label%' ORDER BY id").all(),
});
