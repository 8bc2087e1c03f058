import { expect, test } from 'vitest';
import { seenElsewhere } from '../../main/store/elsewhere.ts';
import { must, mustFail } from '../support/station.ts';
import { hand } from './two-stations.ts';

const batch = (tag: string) => ({ groupId: 'INV5K1', tag });
const duplicates = { kind: 'duplicates' } as const;

test('a unit that another station registered is refused by its digest, which is named with its day', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch('WO-1')));
  await one.scan('SN-01', 'SN-02');
  const plan = await other.take(await one.make(duplicates));
  expect(plan.duplicates).toEqual({ count: 2, replaces: null });
  must(await other.call('batches.start', batch('WO-2')));
  expect(await other.scan('SN-01', 'SN-03', 'SN-02')).toEqual([
    'seen seen-in-digest',
    'accepted',
    'seen seen-in-digest',
  ]);
  const [read] = must(await other.call('reads.list', {})).items;
  expect(read?.problem).toMatchObject({ params: { by: 'ST-1', at: plan.info.madeAt } });
  expect(read?.problem?.message).toMatch(/ST-1.*\d{4}-\d\d-\d\d/);
  // The same SN in another group is another device.
  expect(seenElsewhere(other.app.parts.store.db, 'MTR3P2', 'SN-01')).toBeNull();
});

test('a newer digest takes the place of the older, and one of another station does not', async () => {
  const [one, two, other] = [await hand('ST-1'), await hand('ST-2'), await hand('ST-3')];
  must(await one.call('batches.start', batch('WO-1')));
  must(await two.call('batches.start', batch('WO-1')));
  await one.scan('SN-01', 'SN-02');
  await two.scan('SN-03');
  await other.take(await one.make(duplicates));
  await other.take(await two.make(duplicates));
  must(await one.call('undo.last', { reason: 'wrong' }));
  const plan = await other.take(await one.make(duplicates));
  expect(plan.duplicates).toMatchObject({ count: 1, replaces: expect.any(Number) });
  const { db } = other.app.parts.store;
  const seen = (sn: string) => seenElsewhere(db, 'INV5K1', sn)?.code ?? null;
  expect(['SN-01', 'SN-02', 'SN-03'].map(seen)).toEqual(['seen-in-digest', null, 'seen-in-digest']);
  expect(db.prepare('SELECT count(*) FROM sn_digest').pluck().get()).toBe(2);
  expect(db.prepare('SELECT count(DISTINCT digest) FROM sn_digest_page').pluck().get()).toBe(2);

  const id = one.app.parts.store.identity.stationId;
  must(await other.call('handover.forget', { stationId: id, reason: 'scrapped' }));
  expect(['SN-01', 'SN-02', 'SN-03'].map(seen)).toEqual([null, null, 'seen-in-digest']);
  expect(
    mustFail(await other.call('handover.forget', { stationId: id, reason: 'scrapped' })).code,
  ).toBe('handover-station-unknown');
});

test('what the cloud told and what others handed over is in a digest too, and it is looked up among many pages', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  const { db } = one.app.parts.store;
  db.transaction(() => {
    const add = db.prepare('INSERT INTO known_device VALUES (?, ?, ?, ?, ?)');
    for (let at = 0; at < 20_000; at++) add.run('INV5K1', `SN-${at}`, 'ST-9', '118', 0);
  })();
  const plan = await other.take(await one.make(duplicates));
  expect(plan.duplicates?.count).toBe(20_000);
  expect(plan.info.bytes).toBeLessThan(20_000 * 4.2);
  const there = other.app.parts.store.db;
  const found = (sn: string) => seenElsewhere(there, 'INV5K1', sn) !== null;
  expect(Array.from({ length: 20_000 }, (_, at) => `SN-${at}`).filter((sn) => !found(sn))).toEqual(
    [],
  );
  expect(Array.from({ length: 20_000 }, (_, at) => `XN-${at}`).filter(found)).toEqual([]);
});

test('an import and a corrected SN are held against it as well', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch('WO-1')));
  await one.scan('SN-01');
  await other.take(await one.make(duplicates));
  const text = 'deviceSn\nSN-01\nSN-02\n';
  const { id } = must(await other.call('imports.begin', { name: 'a.csv', bytes: text.length }));
  must(await other.call('imports.put', { id, offset: 0, base64: btoa(text) }));
  const look = must(await other.call('imports.look', { id, groupId: 'INV5K1' }));
  const options = {
    groupId: 'INV5K1',
    choice: {},
    mapping: look.mapping,
    batchId: null,
    allocateTo: null,
    answers: [],
  };
  must(await other.call('imports.plan', { id, options }));
  await other.app.parts.importer.settled();
  const { plan } = must(await other.call('imports.get', { id }));
  expect(plan?.counts).toMatchObject({ create: 1, conflict: 1 });
});

test('a digest that a crash left half written is not looked into, and is gone at the next start', async () => {
  const other = await hand('ST-2');
  const { store } = other.app.parts;
  store.db
    .prepare(
      "INSERT INTO sn_digest (station_id, station, made_at, salt, bits, count) VALUES ('X', 'X', 1, x'00', 30, 1)",
    )
    .run();
  store.db.prepare('INSERT INTO sn_digest_page VALUES (1, 0, zeroblob(8))').run();
  expect(seenElsewhere(store.db, 'INV5K1', 'SN-01')).toBeNull();
  const { folder } = store;
  await other.app.close();
  const again = await hand('ST-2', { folder, catalog: false });
  expect(
    again.app.parts.store.db.prepare('SELECT count(*) FROM sn_digest_page').pluck().get(),
  ).toBe(0);
});
