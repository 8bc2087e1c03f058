import { expect, test } from 'vitest';
import { createConflicts } from '../../main/devices/conflicts.ts';
import { findDevice } from '../../main/store/devices.ts';
import type { OutboxItem } from '../../main/store/operations.ts';
import { commonRefusal } from '../../main/sync/clouds/refusal.ts';
import type { CloudDevice } from '../../shared/models/device.ts';
import { fail, ok, problem } from '../../shared/problems.ts';
import { must, mustFail, newId, openStation } from '../support/station.ts';

/** Ways out of an SN that the cloud gave to another unit. */

const groupId = 'INV5K1';

/** A unit whose SN is taken, and what the cloud shows under it. */
async function taken(there: Partial<CloudDevice>) {
  const app = await openStation();
  const call = async (name: string, input: unknown) =>
    must(await app.call(name, input, { role: 'admin' }));
  await call('batches.start', { groupId, tag: 'T' });
  await call('station.read', { text: 'UNIT-TWO', source: { kind: 'typed', name: '' } });
  const change = { description: 'on the roof', batchTag: 'mine' };
  const devices = [{ groupId, deviceSn: 'UNIT-TWO' }];
  await call('devices.act', { action: 'edit', devices, change });
  const { store } = app.parts;
  const key = store.db.prepare('SELECT key FROM operation').pluck().get() as string;
  const why = problem('cloud-sn-taken', { who: 'ST-9', at: 1, batch: 'B' });
  const items = [{ key, problem: why, definite: true }];
  must(store.commit({ type: 'operations-parked', at: 2, items }));
  const device = {
    groupId,
    deviceSn: 'UNIT-TWO',
    sn: 'S',
    deviceData: {},
    ...there,
  } as CloudDevice;
  const conflicts = createConflicts({
    store,
    view: {
      look: async () => ok({ device, history: [] }),
      adopt: async () => fail('cloud-device-missing'),
      reveal: async () => fail('cloud-no-credentials'),
    },
    now: () => 3,
    newId,
    onChange: () => {},
    nudge: () => {},
  });
  return { store, conflicts };
}

test('a unit whose SN is corrected keeps what was edited of it', async () => {
  const { store, conflicts } = await taken({ currentStatus: 'init' });
  const decision = { way: 'correct', deviceSn: 'UNIT-THREE', reason: 'misread', by: 'me' } as const;
  must(await conflicts.resolve(1, decision));
  expect(findDevice(store.db, groupId, 'UNIT-THREE')).toMatchObject({
    description: 'on the roof',
    batchTag: 'mine',
  });
});

test('a unit that was replaced is no unit to join', async () => {
  const { conflicts } = await taken({ currentStatus: 'discarded' });
  expect(must(await conflicts.show(1)).ways).toEqual(['correct', 'void']);
  const join = { way: 'join', reason: 'same', by: 'me' } as const;
  expect(mustFail(await conflicts.resolve(1, join)).code).toBe('way-not-offered');
  const living = await taken({ currentStatus: 'init' });
  expect(must(await living.conflicts.show(1)).ways).toEqual(['join', 'correct', 'void']);
});

test('a unit that was replaced elsewhere is one that the cloud does not have any more', () => {
  const answer = { code: 35603, message: 'Device is discarded' };
  const item = { kind: 'allocate', groupId, payload: { deviceData: {} } } as OutboxItem;
  expect(commonRefusal(answer, item).code).toBe('cloud-device-missing');
});
