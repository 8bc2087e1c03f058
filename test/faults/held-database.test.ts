import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { registered } from '../store/events.ts';
import { must, mustFail, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

test('somebody else holds the database: the read is refused soon, and the next one is taken', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  const other = new Database(join(folder, 'station.db'));
  other.exec('BEGIN IMMEDIATE');
  const began = performance.now();
  expect(mustFail(store.commit(registered('A'))).code).toBe('folder-in-use');
  // The whole station stands still meanwhile.
  expect(performance.now() - began).toBeLessThan(5_000);
  other.exec('ROLLBACK');
  other.close();
  must(store.commit(registered('A')));
  store.close();
});
