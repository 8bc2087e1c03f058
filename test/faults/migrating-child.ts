import { join } from 'node:path';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { openDatabase } from '../../main/store/open-database.ts';

/** Steps that a coming Lineside might bring, heavy enough to be hit in the middle. */
export const coming = [1, 2, 3].map((nr) => ({
  number: (migrations.at(-1)?.number ?? 0) + nr,
  title: `coming ${nr}`,
  sql: `CREATE TABLE coming_${nr} (device_sn TEXT NOT NULL, group_id TEXT NOT NULL) STRICT;
        INSERT INTO coming_${nr} SELECT device_sn, group_id FROM device;
        CREATE INDEX coming_${nr}_by_sn ON coming_${nr} (device_sn, group_id);
        UPDATE device SET description = ${nr};`,
}));

/** Brings the database of a folder to the schema that is coming, until it is killed. */
if (import.meta.main) {
  const folder = process.argv[2] ?? '';
  const db = openDatabase(join(folder, 'station.db'), { mustExist: true });
  process.stdout.write('migrating\n');
  migrate(db, {
    backups: join(folder, 'backups'),
    now: Date.now(),
    steps: [...migrations, ...coming],
  });
  db.close();
}
