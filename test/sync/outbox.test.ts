import { expect, test } from 'vitest';
import { listDevices } from '../../main/store/device-list.ts';
import { type OutboxItem, queueCounts } from '../../main/store/operations.ts';
import type { Cloud, Outcome } from '../../main/sync/clouds/cloud.ts';
import { planErrands } from '../../main/sync/outbox.ts';
import { problem } from '../../shared/problems.ts';
import { must } from '../support/station.ts';
import { outbox, scripted } from './scripted-cloud.ts';

const done: Outcome = { kind: 'done', sn: 'S' };
const no: Outcome = {
  kind: 'refused',
  problem: problem('cloud-refused', { code: 1, message: 'no' }),
};

test('a device is created before it is allocated, and both are confirmed', async () => {
  const { store, rounds } = await outbox(['A']);
  const { cloud, asked } = scripted(() => done);
  await rounds(cloud, 3);
  expect(asked).toEqual(['send create A', 'send allocate A']);
  expect(queueCounts(store.db)).toMatchObject({ confirmed: 2, queued: 0 });
  expect(listDevices(store.db, { limit: 1 }).items[0]).toMatchObject({
    status: 'allocated',
    sn: 'S',
  });
  store.close();
});

test('P2: after a lost reply the cloud is asked before anything is sent again', async () => {
  const { store, rounds } = await outbox(['A']);
  let lost = true;
  const { cloud, asked } = scripted((_, ask) => {
    if (ask === 'send' && lost) {
      lost = false;
      return 'lost';
    }
    return done;
  });
  await rounds(cloud, 4);
  expect(asked).toEqual(['send create A', 'lookUp create A', 'send allocate A']);
  expect(queueCounts(store.db)).toMatchObject({ confirmed: 2, inDoubt: 0 });
  store.close();
});

test('what the look-up does not find is sent again', async () => {
  const { store, rounds } = await outbox(['A']);
  let sends = 0;
  const { cloud, asked } = scripted((item, ask) => {
    if (ask === 'lookUp') return { kind: 'absent' };
    return item.kind === 'create' && ++sends === 1 ? 'lost' : done;
  });
  await rounds(cloud, 5);
  expect(asked).toEqual(['send create A', 'lookUp create A', 'send create A', 'send allocate A']);
  expect(queueCounts(store.db).confirmed).toBe(2);
  store.close();
});

test("one device's refusal parks its own later operations and nobody else's", async () => {
  const { store, rounds } = await outbox(['A', 'B']);
  const { cloud } = scripted((item) => (item.deviceSn === 'A' ? no : done));
  await rounds(cloud, 4);
  expect(queueCounts(store.db)).toMatchObject({ parked: 2, confirmed: 2, queued: 0 });
  const rows = store.db
    .prepare("SELECT problem ->> 'code' AS code FROM operation WHERE state = 'parked' ORDER BY seq")
    .pluck()
    .all();
  expect(rows).toEqual(['cloud-refused', 'lane-blocked']);
  store.close();
});

test('a parked device that a person retries goes on; one that is given up stays, refused', async () => {
  const { store, rounds } = await outbox(['A', 'B']);
  const refusing = scripted(() => no);
  await rounds(refusing.cloud, 3);
  const keys = store.db
    .prepare("SELECT key FROM operation WHERE device_sn = 'A' ORDER BY seq")
    .pluck()
    .all() as string[];
  const [given] = store.db
    .prepare("SELECT key FROM operation WHERE device_sn = 'B' ORDER BY seq")
    .pluck()
    .all() as string[];
  must(store.commit({ type: 'operations-retried', at: 1, keys }));
  must(
    store.commit({ type: 'operation-discarded', at: 1, key: given as string, reason: 'scrapped' }),
  );
  const willing = scripted(() => done);
  await rounds(willing.cloud, 4);
  // A refusal is definite: the retry is a first try again, with nothing to look up.
  expect(willing.asked).toEqual(['send create A', 'send allocate A']);
  expect(queueCounts(store.db)).toMatchObject({ confirmed: 2, refused: 2, parked: 0 });
  store.close();
});

test('an operation that the cloud does not mention is in doubt, not done', async () => {
  const { store, rounds } = await outbox(['A']);
  const { cloud } = scripted(() => done);
  const forgetful: Cloud = { ...cloud, send: async () => ({ outcomes: new Map(), failure: null }) };
  await rounds(forgetful, 1);
  expect(queueCounts(store.db)).toMatchObject({ inDoubt: 1, queued: 1, confirmed: 0 });
  store.close();
});

test('errands: what is in doubt is never mixed with what is sent; one device is never in two', () => {
  const item = (seq: number, deviceSn: string, state: 'queued' | 'in_doubt'): OutboxItem => ({
    seq,
    key: `key-${seq}`,
    kind: 'create',
    groupId: 'G',
    deviceSn,
    otherSn: null,
    payload: { deviceData: {} },
    state,
    attempts: 0,
    firstSentAt: null,
    sn: null,
    seen: { version: null, assetId: null },
  });
  const due = [
    item(1, 'A', 'queued'),
    item(2, 'A', 'queued'),
    item(3, 'B', 'in_doubt'),
    item(4, 'B', 'queued'),
    item(5, 'C', 'queued'),
    item(6, 'D', 'queued'),
  ];
  const { cloud } = scripted(() => done);
  const plan = planErrands(due, { ...cloud, batch: 3, wholeLanes: true });
  expect(plan.map((errand) => [errand.ask, errand.items.map((each) => each.seq)])).toEqual([
    ['send', [1, 2, 5]],
    ['lookUp', [3]],
    ['send', [6]],
  ]);
});

test('P3: an outcome that could not be put on disk leaves nothing on the wire for ever', async () => {
  const { store, rounds } = await outbox(['A']);
  const { cloud, asked } = scripted(() => done);
  store.db.exec(`CREATE TRIGGER full BEFORE UPDATE OF state ON operation WHEN new.state = 'confirmed'
    BEGIN SELECT raise(ABORT, 'no space'); END`);
  await rounds(cloud, 1);
  expect(queueCounts(store.db)).toMatchObject({ sending: 1, confirmed: 0 });
  store.db.exec('DROP TRIGGER full');
  await rounds(cloud, 3);
  expect(asked).toEqual(['send create A', 'lookUp create A', 'send allocate A']);
  expect(queueCounts(store.db)).toMatchObject({ sending: 0, confirmed: 2 });
  store.close();
});

test('what follows a refused operation of its device in one batch waits for that one', async () => {
  const { store, rounds } = await outbox(['A']);
  const { cloud } = scripted(() => no);
  await rounds({ ...cloud, batch: 10, wholeLanes: true }, 1);
  const codes = store.db
    .prepare("SELECT problem ->> 'code' FROM operation ORDER BY seq")
    .pluck()
    .all();
  expect(codes).toEqual(['cloud-refused', 'lane-blocked']);
  store.close();
});

test('a clock that jumped back does not keep anything waiting', async () => {
  const { store, rounds } = await outbox(['A']);
  store.db.exec('UPDATE operation SET next_at = 9000000000000');
  const { cloud } = scripted(() => done);
  await rounds(cloud, 2);
  expect(queueCounts(store.db)).toMatchObject({ confirmed: 2 });
  store.close();
});
