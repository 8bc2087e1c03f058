import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { apply } from '../../main/store/apply.ts';
import { eventSchema } from '../../main/store/events.ts';
import { migrate } from '../../main/store/migrate.ts';
import { designOf, keptTemplates, templateVersions } from '../../main/store/templates.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { must, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const rows = (db: Database.Database) => ({
  versions: db.prepare('SELECT * FROM label_template ORDER BY id, version').all(),
  retired: db.prepare('SELECT * FROM label_template_retired ORDER BY id').all(),
});

/** The rows that a journal alone gives. */
function rebuilt(folder: string) {
  const db = new Database(':memory:');
  must(migrate(db, { backups: temporaryFolder(), now: 1 }));
  const files = readdirSync(folder).filter((name) => /^journal-\d+\.ndjson$/.test(name));
  for (const file of files.toSorted()) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      if (line !== '') apply(db, eventSchema.parse((JSON.parse(line) as { entry: object }).entry));
    }
  }
  return rows(db);
}

test('every version of a template is kept as it was, through retiring and in the journal alone', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  onTestFinished(() => store.close());
  const save = (version: number, name: string) => {
    const design = { ...sampleDesign, version, name };
    must(store.commit({ type: 'template-saved', at: version, by: 'A. Li', design, note: name }));
  };
  save(1, 'first');
  save(2, 'second');
  // A version that labels were printed with is never another.
  save(1, 'forged');
  const { db } = store;
  expect(designOf(db, 'own-1')).toEqual({ ...sampleDesign, version: 2, name: 'second' });
  expect(designOf(db, 'own-1', 1)?.name).toBe('first');
  expect(designOf(db, 'own-1', 3)).toBeNull();
  expect(templateVersions(db, 'own-1').map(({ note }) => note)).toEqual(['second', 'first']);

  must(store.commit({ type: 'template-retired', at: 9, by: 'A. Li', id: 'own-1' }));
  must(store.commit({ type: 'template-retired', at: 9, by: 'A. Li', id: 'never-was' }));
  expect(keptTemplates(db)).toMatchObject([{ retired: true, design: { version: 2 } }]);
  expect(designOf(db, 'own-1')?.version).toBe(2);
  expect(rebuilt(folder)).toEqual(rows(db));

  save(3, 'back again');
  expect(keptTemplates(db)).toMatchObject([{ retired: false, design: { version: 3 } }]);
  expect(rebuilt(folder)).toEqual(rows(db));
});
