import { expect, test } from 'vitest';
import type { Read } from '../../shared/models/read.ts';
import { must, mustFail, openStation } from '../support/station.ts';

test('an engineer gets the last reads as they came, newest first; a technician does not', async () => {
  const app = await openStation();
  const engineer = { role: 'engineer' } as const;
  const source = { kind: 'typed', name: '' } as const;
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B1' }, engineer));
  for (const text of [']Q1AB-0001', 'low', 'AB-0001']) {
    must(await app.call('station.read', { text, source }, engineer));
  }
  const { items } = must(await app.call('reads.list', { limit: 1000 }, engineer)) as {
    items: Read[];
  };
  expect(items.map(({ text, verdict }) => [text, verdict])).toEqual([
    ['AB-0001', 'seen'],
    ['low', 'refused'],
    [']Q1AB-0001', 'accepted'],
  ]);
  expect(mustFail(await app.call('reads.list', {}, { role: 'line-lead' })).code).toBe(
    'role-missing',
  );
});

test('the newest hundred thousand reads are kept, however long a station runs', async () => {
  const app = await openStation();
  const { db } = app.parts.store;
  const old = db.prepare(
    "INSERT INTO read (id, at, source_kind, source_name, text, verdict) VALUES (?, 0, 'typed', '', 'old', 'refused')",
  );
  for (const id of [5, 500, 501]) old.run(id);
  db.prepare("UPDATE sqlite_sequence SET seq = 100499 WHERE name = 'read'").run();
  app.parts.station.receive('AB-0001', { kind: 'typed', name: '' });
  const left = db.prepare('SELECT id FROM read ORDER BY id').pluck().all();
  expect(left).toEqual([501, 100_500]);
});
