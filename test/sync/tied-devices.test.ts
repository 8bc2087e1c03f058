import { expect, test } from 'vitest';
import type { NewOperation } from '../../main/store/events.ts';
import { type OutboxItem, parkedKeys, queueCounts } from '../../main/store/operations.ts';
import type { Store } from '../../main/store/store.ts';
import type { Outcome } from '../../main/sync/clouds/cloud.ts';
import { problem } from '../../shared/problems.ts';
import { must, newId, openStation } from '../support/station.ts';
import { outbox, scripted } from './scripted-cloud.ts';

/** A replacement concerns two devices: what stands still, goes on and is given up on both sides. */

const done: Outcome = { kind: 'done', sn: 'S' };
const no: Outcome = {
  kind: 'refused',
  problem: problem('cloud-refused', { code: 1, message: 'no' }),
};

function act(store: Store, jobId: string | null, deviceSn: string, operations: NewOperation[]) {
  const items = [{ groupId: 'G', deviceSn, operations }];
  must(store.commit({ type: 'devices-acted', at: 2, by: 'me', jobId, items }));
}

/** B takes A's place and is allocated to it; later B is edited. */
function replaceAByB(store: Store): void {
  const request = {
    action: 'replace',
    groupId: 'G',
    deviceSn: 'A',
    replacementSn: 'B',
    allocate: true,
  } as const;
  must(store.commit({ type: 'job-started', at: 2, by: 'me', id: 'job', request, total: 1 }));
  act(store, 'job', 'B', [
    { key: newId(), kind: 'replace', otherSn: 'A', payload: { deviceData: {} } },
    { key: newId(), kind: 'allocate', payload: { deviceData: {} } },
  ]);
  act(store, null, 'B', [
    { key: newId(), kind: 'update', payload: { deviceData: {}, description: 'mine' } },
  ]);
}

const operations = ({ db }: Store): string[] =>
  (
    db
      .prepare(
        `SELECT device_sn AS sn, kind, state, problem ->> 'code' AS code,
           problem ->> '$.params.seq' AS by FROM operation ORDER BY seq`,
      )
      .all() as {
      sn: string;
      kind: string;
      state: string;
      code: string | null;
      by: number | null;
    }[]
  ).map(({ sn, kind, state, code, by }) =>
    [sn, kind, state, code === 'lane-blocked' ? `by ${by}` : code].filter(Boolean).join(' '),
  );

const seqOf = ({ db }: Store, sn: string): number =>
  db.prepare('SELECT min(seq) FROM operation WHERE device_sn = ?').pluck().get(sn) as number;

test('P3: what waits for a refused unit is parked with it on both sides, and goes on with it', async () => {
  const { store, rounds } = await outbox(['A', 'B']);
  replaceAByB(store);
  await rounds(scripted((item) => (item.deviceSn === 'A' ? no : done)).cloud, 4);
  expect(operations(store)).toEqual([
    'A create parked cloud-refused',
    'A allocate parked by 1',
    'B create confirmed',
    'B allocate confirmed',
    'B replace parked by 1',
    'B allocate parked by 1',
    'B update parked by 1',
  ]);
  const keys = parkedKeys(store.db, seqOf(store, 'A'));
  must(store.commit({ type: 'operations-retried', at: 3, keys }));
  await rounds(scripted(() => done).cloud, 8);
  expect(queueCounts(store.db)).toMatchObject({ confirmed: 7, queued: 0, parked: 0 });
  store.close();
});

test('what follows a replacement waits with it for the other unit', async () => {
  const { store, rounds } = await outbox(['A', 'B']);
  replaceAByB(store);
  const why = problem('cloud-unreachable', { detail: 'test' });
  const busy = scripted(({ deviceSn }) =>
    deviceSn === 'A' ? { kind: 'again', problem: why } : done,
  );
  await rounds(busy.cloud, 1);
  // A waits for its next try; B has nothing to wait for but the replacement.
  await rounds(busy.cloud, 4, 1);
  expect(busy.asked).toEqual(['send create A', 'send create B', 'send allocate B']);
  const { cloud, asked } = scripted(() => done);
  await rounds(cloud, 6);
  expect(asked).toEqual([
    'send create A',
    'send allocate A',
    'send replace B',
    'send allocate B',
    'send update B',
  ]);
  store.close();
});

test('P3: what stands still for two reasons does not go when one of them is gone, and names the other', async () => {
  const { store, rounds } = await outbox(['A', 'B']);
  replaceAByB(store);
  await rounds(scripted(() => no).cloud, 4);
  const keys = parkedKeys(store.db, seqOf(store, 'B'));
  must(store.commit({ type: 'operations-retried', at: 3, keys }));
  await rounds(scripted(() => done).cloud, 6);
  expect(operations(store)).toEqual([
    'A create parked cloud-refused',
    'A allocate parked by 1',
    'B create confirmed',
    'B allocate confirmed',
    'B replace parked by 2',
    'B allocate parked by 5',
    'B update parked by 6',
  ]);
  store.close();
});

test('a unit that is given up is not replaced any more; what others owe goes on', async () => {
  const { store, rounds } = await outbox(['A', 'B']);
  replaceAByB(store);
  await rounds(scripted((item) => (item.deviceSn === 'A' ? no : done)).cloud, 4);
  const key = store.db
    .prepare('SELECT key FROM operation ORDER BY seq LIMIT 1')
    .pluck()
    .get() as string;
  must(store.commit({ type: 'operation-discarded', at: 3, key, reason: 'not ours' }));
  const { cloud, asked } = scripted(() => done);
  await rounds(cloud, 6);
  // Whoever has A in the cloud keeps it.
  expect(asked).toEqual(['send update B']);
  expect(queueCounts(store.db)).toMatchObject({ confirmed: 3, refused: 4, parked: 0, queued: 0 });
  store.close();
});

test('an edit that was asked for after a replacement comes after it, and begins from what it brought', async () => {
  const { store, rounds } = await outbox(['A', 'B']);
  store.db.exec("UPDATE device SET description = 'old' WHERE device_sn = 'A'");
  replaceAByB(store);
  store.db.exec("UPDATE device SET description = 'mine' WHERE device_sn = 'B'");
  const sent: OutboxItem[][] = [];
  const { cloud } = scripted(() => done);
  const send = (items: readonly OutboxItem[]) => {
    sent.push([...items]);
    return cloud.send(items);
  };
  await rounds({ ...cloud, send, batch: 100, wholeLanes: true }, 4);
  const edit = sent.findIndex((items) => items.some(({ kind }) => kind === 'update'));
  expect(sent.findIndex((items) => items.some(({ kind }) => kind === 'replace'))).toBeLessThan(
    edit,
  );
  expect(sent[edit]?.[0]?.payload.before).toEqual({ deviceData: {}, description: 'old' });
  expect(
    store.db.prepare("SELECT description FROM device WHERE device_sn = 'B'").pluck().get(),
  ).toBe('mine');
  store.close();
});

test('a reset that clears master data leaves an edit of the description what it was', async () => {
  const { store, rounds } = await outbox(['A']);
  await rounds(scripted(() => done).cloud, 3);
  act(store, null, 'A', [{ key: newId(), kind: 'reset', payload: { deviceData: {} } }]);
  const before = { deviceData: { remark: 'x' }, description: '' };
  const payload = { deviceData: { remark: 'y' }, description: 'mine', before };
  act(store, null, 'A', [{ key: newId(), kind: 'update', payload }]);
  store.db.exec('UPDATE device SET description = \'mine\', master_data = \'{"remark":"y"}\'');
  const sent: unknown[] = [];
  const { cloud } = scripted(({ kind, payload: asked }) => {
    if (kind === 'update') sent.push(asked.before);
    return kind === 'reset' ? { ...done, deviceData: {} } : done;
  });
  await rounds(cloud, 4);
  expect(sent).toEqual([{ deviceData: { remark: null }, description: '' }]);
  expect(store.db.prepare('SELECT description, master_data FROM device').get()).toEqual({
    description: 'mine',
    master_data: '{"remark":"y"}',
  });
  store.close();
});

test('an edit does not slip into a creation past a replacement that was asked for before it', async () => {
  const app = await openStation();
  const call = async (name: string, input: unknown) =>
    must(await app.call(name, input, { role: 'admin' }));
  await call('batches.start', { groupId: 'INV5K1', tag: 'T' });
  for (const text of ['UNIT-OLD', 'UNIT-NEW']) {
    await call('station.read', { text, source: { kind: 'typed', name: '' } });
  }
  const groupId = 'INV5K1';
  const deviceSn = 'UNIT-NEW';
  const replace = { action: 'replace', groupId, deviceSn: 'UNIT-OLD', replacementSn: deviceSn };
  await call('devices.act', replace);
  const change = { description: 'after it' };
  await call('devices.act', { action: 'edit', devices: [{ groupId, deviceSn }], change });
  const rows = app.parts.store.db
    .prepare(
      "SELECT kind, payload ->> 'description' AS text FROM operation WHERE device_sn = ? ORDER BY seq",
    )
    .all(deviceSn);
  expect(rows).toEqual([
    { kind: 'create', text: null },
    { kind: 'replace', text: null },
    { kind: 'update', text: 'after it' },
  ]);
});

test('nor past an edit that was asked for while the creation was on the wire', async () => {
  const app = await openStation();
  const call = async (name: string, input: unknown) =>
    must(await app.call(name, input, { role: 'admin' }));
  await call('batches.start', { groupId: 'INV5K1', tag: 'T' });
  const deviceSn = 'UNIT-ONE';
  await call('station.read', { text: deviceSn, source: { kind: 'typed', name: '' } });
  const { db } = app.parts.store;
  const edit = (description: string) =>
    call('devices.act', {
      action: 'edit',
      devices: [{ groupId: 'INV5K1', deviceSn }],
      change: { description },
    });
  await edit('first');
  db.exec("UPDATE operation SET state = 'sending', first_sent_at = 1");
  await edit('second');
  // The request never left the station: as if it had not been sent.
  db.exec("UPDATE operation SET state = 'queued', first_sent_at = NULL");
  await edit('third');
  const rows = db
    .prepare(
      `SELECT kind, payload ->> 'description' AS text, payload ->> '$.before.description' AS before
       FROM operation ORDER BY seq`,
    )
    .all();
  expect(rows).toEqual([
    { kind: 'create', text: 'first', before: null },
    { kind: 'update', text: 'second', before: 'first' },
    { kind: 'update', text: 'third', before: 'second' },
  ]);
});
