import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { apply } from '../../main/store/apply.ts';
import { eventSchema } from '../../main/store/events.ts';
import { migrate } from '../../main/store/migrate.ts';
import { must } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { lineStation, sources } from './support.ts';

const rows = (db: Database.Database) => ({
  batches: (
    db
      .prepare('SELECT id, line, stop, article, accepted FROM batch ORDER BY place')
      .all() as Record<'id' | 'line' | 'stop' | 'article', string>[]
  ).map(({ line, stop, article, ...rest }) => ({
    ...rest,
    ...Object.fromEntries(
      Object.entries({ line, stop, article }).map(([name, text]) => [name, JSON.parse(text)]),
    ),
  })),
  samples: db.prepare('SELECT * FROM golden_sample ORDER BY place').all(),
  good: db.prepare('SELECT sum(good) FROM batch_pace').pluck().get(),
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

test('stops, answers, first articles and golden samples are rebuilt from the journal alone', async () => {
  const options = { parts: ['unit', 'box'], persons: 2, boxScanner: 'B', firstArticle: true };
  const line = await lineStation(options);
  must(await line.call('golden.declare', { groupId: 'INV5K1', text: 'GOLD-1', expected: 'good' }));
  await line.read('GOLD-1');
  for (const sn of ['SN-1', 'SN-2', 'SN-3']) await line.read(sn, sources.unit);
  await line.read('SN-1', sources.box);
  must(await line.call('batches.approve', { deviceSn: 'SN-1', checks: [], reason: 'known' }));
  await line.read('SN-3', sources.box);
  expect(rows(line.app().parts.store.db).batches).toMatchObject([
    { stop: { kind: 'ahead', units: ['SN-2', 'SN-3'] }, article: { reason: 'known' } },
  ]);
  expect(rebuilt(line.folder)).toEqual(rows(line.app().parts.store.db));
  must(await line.call('batches.answer', { way: 'keep', reason: 'label found' }));
  expect(rebuilt(line.folder)).toEqual(rows(line.app().parts.store.db));
});

test('a journal from before the line is read as it was', () => {
  const before = {
    type: 'batch-started',
    at: 1,
    id: 'b',
    groupId: 'G',
    tag: 'T',
    target: null,
    template: null,
    allocateTo: null,
  };
  expect(eventSchema.parse(before)).toMatchObject({
    line: { parts: ['unit'], persons: 1, firstArticle: false, golden: null, mixUp: 'off' },
  });
});
