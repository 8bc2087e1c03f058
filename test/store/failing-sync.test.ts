import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examine } from '../../main/store/doctor.ts';
import { createDisk } from '../sim/disk.ts';
import { must, mustFail, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { registered } from './events.ts';

const disk = createDisk();

test('P1: after a failed sync nothing is confirmed, and rows beside the journal move its mark nowhere', async () => {
  const folder = temporaryFolder();
  disk.watch(folder);
  const store = must(await openStoreIn(folder));
  must(store.commit(registered('A')));
  disk.fail(folder, { on: 'sync', code: 'EIO', times: 2 });
  expect(mustFail(store.commit(registered('B'))).code).toBe('disk-failed');
  expect(mustFail(store.commit(registered('C'))).code).toBe('disk-failed');
  // A refused read is remembered without a line of the journal.
  must(store.group(() => {}));
  store.share(
    () => must(store.join(null, () => {})),
    (kept) => must(kept),
  );
  store.close();
  const again = must(await openStoreIn(folder));
  expect(again.findings).toEqual([]);
  must(again.commit(registered('D')));
  expect((await examine(again)).filter(({ ok }) => !ok)).toEqual([]);
  again.close();
});

test('P1: for every write and sync that fails, and from it on, what was confirmed is there and nothing else', async () => {
  for (const on of ['write', 'sync'] as const) {
    for (const times of [1, 1_000_000]) {
      for (let after = 0; after < 3; after++) {
        const folder = temporaryFolder();
        disk.watch(folder);
        const store = must(await openStoreIn(folder));
        const kept: string[] = [];
        for (const [index, sn] of ['A', 'B', 'C', 'D', 'E', 'F'].entries()) {
          if (index === after) {
            disk.fail(folder, { on, code: on === 'sync' ? 'EIO' : 'ENOSPC', times });
          }
          if (store.commit(registered(sn)).ok) kept.push(sn);
        }
        disk.calm(folder);
        store.close();
        const again = must(await openStoreIn(folder));
        const text = readFileSync(join(folder, 'journal-000001.ndjson'), 'utf8');
        const there = again.db.prepare('SELECT device_sn FROM device ORDER BY id').pluck().all();
        expect(there, `${on} ${times} after ${after}`).toEqual(kept);
        expect(text.split('\n').length - 1).toBe(kept.length);
        expect((await examine(again)).filter(({ ok }) => !ok)).toEqual([]);
        again.close();
      }
    }
  }
});
