import { expect, onTestFinished, test } from 'vitest';
import { chooseRows, countRows, eachRow, rowsSql } from '../../main/store/export-rows.ts';
import { createIndexWork } from '../../main/store/search/build.ts';
import type { Store } from '../../main/store/store.ts';
import type { ExportChoice } from '../../shared/models/export.ts';
import { addBatches, addDevices, change, plainly, randomAsk } from '../store/search-work.ts';
import { type Random, seeded } from '../support/random.ts';
import { must, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** Which devices go out as a file: those that the Devices screen shows, found by the same index. */

async function openWith(count: number, random: Random): Promise<Store> {
  const store = must(await openStoreIn(temporaryFolder()));
  onTestFinished(() => store.close());
  addBatches(store.db);
  addDevices(store.db, random, count);
  const index = createIndexWork(store);
  while (index.step(() => false));
  return store;
}

const rowsOf = ({ db }: Store, choice: ExportChoice) =>
  [...eachRow(db, chooseRows(db, 'devices', choice))].map(([groupId, deviceSn]) => ({
    groupId,
    deviceSn,
  }));

test('whatever is asked of devices, a file has what the screen shows, oldest first', async () => {
  const random = seeded();
  const store = await openWith(5000, random);
  const { db } = store;
  for (let nr = 0; nr < 40; nr++) change(db, random, 5000);
  addDevices(db, random, 70);
  const nameOf = db.prepare(
    'SELECT group_id AS groupId, device_sn AS deviceSn FROM device WHERE id = ?',
  );
  for (let turn = 0; turn < 60; turn++) {
    const { status: state, since: from, until: to, ...rest } = randomAsk(random, db);
    const asked = {
      ...rest,
      ...(state && { status: state }),
      ...(from !== undefined && { since: from }),
      ...(to !== undefined && { until: to }),
    };
    const expected = plainly(db, asked)
      .toReversed()
      .map((id) => nameOf.get(id));
    const choice = { ...rest, state, from, to };
    expect(rowsOf(store, choice)).toEqual(expected);
    expect(countRows(db, chooseRows(db, 'devices', choice))).toBe(expected.length);
  }
});

test('chosen by name, or all that match but for some', async () => {
  const random = seeded();
  const store = await openWith(300, random);
  const all = rowsOf(store, {}) as { groupId: string; deviceSn: string }[];
  const [first, second, third] = all as [(typeof all)[0], (typeof all)[0], (typeof all)[0]];
  expect(rowsOf(store, { devices: [third, first, { groupId: 'G', deviceSn: 'none' }] })).toEqual([
    first,
    third,
  ]);
  expect(rowsOf(store, { except: [second] })).toEqual(all.toSpliced(1, 1));
  const group = all.filter(({ groupId }) => groupId === 'G1');
  expect(rowsOf(store, { groupId: 'G1', except: group.slice(1) })).toEqual(group.slice(0, 1));
});

test('a search reads the rows that it found and no others', async () => {
  const store = await openWith(20, seeded());
  const plan = (choice: ExportChoice) => {
    const chosen = chooseRows(store.db, 'devices', choice);
    const rows = store.db.prepare(`EXPLAIN QUERY PLAN ${rowsSql(chosen)}`).all(chosen.bound);
    return (rows as { detail: string }[]).map(({ detail }) => detail);
  };
  const byId = [
    'SEARCH d USING INTEGER PRIMARY KEY (rowid=?)',
    'LIST SUBQUERY 1',
    'SCAN json_each VIRTUAL TABLE INDEX 1:',
    'SEARCH b USING INDEX sqlite_autoindex_batch_1 (id=?) LEFT-JOIN',
  ];
  expect(plan({ search: '0007' })).toEqual(byId);
  expect(plan({ batchTag: '50%_A', state: 'parked' })).toEqual(byId);
  expect(plan({ except: [{ groupId: 'G', deviceSn: 'x' }] })).toEqual(byId);
});
