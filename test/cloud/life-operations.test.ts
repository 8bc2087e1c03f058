import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { revokedChannel } from '../../cloud/devices/revoked.ts';
import type { OperationResult } from '../../shared/models/cloud.ts';
import { until } from '../support/wait.ts';
import { House, solar } from './house.ts';

/** A station's batches beyond create and allocate. */
const house = new House();
let keys = 0;
const op = (kind: string, deviceSn: string, more: object = {}) => ({
  key: `life-op-${++keys}`,
  kind,
  groupId: 'MIG',
  deviceSn,
  ...more,
});
const one = async (operation: object): Promise<OperationResult> =>
  (await house.client.operations([operation]))[0] as OperationResult;
const make = async (deviceSn: string, groupId = 'MIG'): Promise<void> => {
  const results = await house.client.operations([
    op('create', deviceSn, { groupId, deviceData: { remark: 'first' }, batchTag: 'WO-1' }),
    op('allocate', deviceSn, { groupId, deviceData: solar }),
  ]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
};
const seen = async (deviceSn: string) => (await house.look('MIG', deviceSn)).device;
/** The version that a device has after so many changes. */
const after = async (deviceSn: string, changes: number): Promise<number> =>
  (await seen(deviceSn)).createTime + changes;

describe('one operation', () => {
  test('update answers with version and master data', async () => {
    await make('UP-1');
    const result = await one(
      op('update', 'UP-1', {
        deviceData: { remark: null, ratedPower: 8 },
        batchTag: '',
        description: 'new',
      }),
    );
    expect(result).toMatchObject({
      outcome: 'done',
      sn: 'UP-1',
      version: await after('UP-1', 2),
      deviceData: { ...solar, ratedPower: 8, phase: 'three' },
    });
    expect(await seen('UP-1')).toMatchObject({
      batchTag: null,
      description: 'new',
      version: await after('UP-1', 2),
    });
    expect(result.deviceData).not.toHaveProperty('remark');
  });

  test('reset, replace and delete answer with what is left', async () => {
    await make('EN-1');
    const { assetId } = await seen('EN-1');
    expect(assetId).toMatch(/^\w{12}$/);
    const reset = await one(op('reset', 'EN-1', { ifVersion: await after('EN-1', 1) }));
    expect(reset).toMatchObject({
      outcome: 'done',
      sn: 'EN-1',
      assetId: null,
      version: await after('EN-1', 2),
    });
    expect(reset.deviceData).toEqual({ ratedPower: 5, phase: 'three', remark: 'first' });

    await one(op('create', 'EN-2', { deviceData: { ratedPower: 1 } }));
    const replaced = await one(
      op('replace', 'EN-2', { replaces: 'EN-1', ifVersion: await after('EN-1', 2) }),
    );
    expect(replaced).toMatchObject({
      outcome: 'done',
      sn: 'EN-2',
      assetId: null,
      version: await after('EN-2', 1),
    });
    expect(replaced.deviceData).toEqual({ ratedPower: 5, phase: 'three', remark: 'first' });
    expect(await seen('EN-1')).toMatchObject({
      currentStatus: 'discarded',
      version: await after('EN-1', 3),
    });

    for (const sn of ['EN-1', 'EN-1', 'never']) {
      expect(await one(op('delete', sn))).toMatchObject({ outcome: 'done', version: null });
    }
    expect(await seen('EN-1')).toBeNull();
  });

  test.for(['update', 'allocate', 'reset', 'replace'])('%s of a missing device', async (kind) => {
    expect(await one(op(kind, 'never', { replaces: 'nobody' }))).toMatchObject({
      outcome: 'refused',
      code: 35601,
      message: 'Verify not pass/sn not found',
    });
  });

  test.for(['update', 'allocate', 'reset', 'replace'])('%s of a discarded one', async (kind) => {
    const sn = `DI-${kind}`;
    await make(sn);
    await one(op('create', `${sn}-2`));
    expect((await one(op('replace', `${sn}-2`, { replaces: sn }))).outcome).toBe('done');
    const more = { replaces: `${sn}-2`, description: 'x' };
    expect(await one(op(kind, sn, more))).toMatchObject({
      outcome: 'refused',
      code: 35603,
      message: 'Device is discarded',
    });
  });

  test('replace by one that is allocated, or by itself, is refused', async () => {
    await make('RE-1');
    await make('RE-2');
    expect(await one(op('replace', 'RE-2', { replaces: 'RE-1' }))).toMatchObject({
      code: 35603,
      message: 'Replacement device is allocated',
    });
    expect(await one(op('replace', 'RE-1', { replaces: 'RE-1' }))).toMatchObject({ code: 99400 });
    expect(await one(op('replace', 'RE-1'))).toMatchObject({ code: 99400 });
  });

  test('a reset that the group forbids says so', async () => {
    await make('NO-1', 'NON');
    await make('NO-2', 'PRV');
    const none = await one(op('reset', 'NO-1', { groupId: 'NON' }));
    expect([none.code, none.message]).toEqual([
      35603,
      'Reprovisioning is not supported by this registration group',
    ]);
    const own = await one(op('reset', 'NO-2', { groupId: 'PRV' }));
    expect([own.code, own.message]).toEqual([
      35603,
      'Devices of a private model cannot be reprovisioned',
    ]);
  });
});

describe('what somebody else changed meanwhile', () => {
  test('an edit of the same field is refused by its name; of another, or to the same, is not', async () => {
    await make('ED-1');
    const theirs = { sn: 'ED-1', desc: 'theirs', deviceData: { remark: 'theirs' } };
    expect((await house.client.call('update', { body: theirs })).code).toBe(0);
    const edit = (change: object, before: object) =>
      one(op('update', 'ED-1', { ...change, before }));
    const refused = (field: string) => ({
      outcome: 'refused',
      code: 99409,
      message: `Changed meanwhile: "${field}"`,
    });
    const seenFirst = { deviceData: { remark: 'first', ratedPower: 5 } };
    const mine = { deviceData: { remark: 'mine', ratedPower: 6 } };
    expect(await edit(mine, seenFirst)).toMatchObject(refused('remark'));
    expect(await edit({ description: 'mine' }, { description: '' })).toMatchObject(
      refused('description'),
    );
    expect(await edit({ batchTag: 'WO-9' }, { batchTag: null })).toMatchObject(refused('batchTag'));
    expect(await seen('ED-1')).toMatchObject({ deviceData: { remark: 'theirs', ratedPower: 5 } });

    const version = await after('ED-1', 3);
    expect(await edit({ deviceData: { ratedPower: 6 } }, seenFirst)).toMatchObject({ version });
    const same = await edit({ deviceData: { remark: 'theirs' } }, seenFirst);
    expect(same).toMatchObject({ outcome: 'done', version });
    const own = { deviceData: { deviceSn: 'ED-1', remark: 'theirs' } };
    expect(await edit(own, { deviceData: {} })).toMatchObject({ outcome: 'done', version });
    const again = await edit(mine, { deviceData: { remark: 'theirs' } });
    expect(again).toMatchObject({ outcome: 'done', deviceData: { remark: 'mine' } });
  });

  test('what cannot be undone stops when the device is not as it was seen', async () => {
    await make('VE-1');
    await one(op('create', 'VE-2'));
    const { version } = await seen('VE-1');
    await house.client.call('update', { body: { sn: 'VE-1', desc: 'changed' } });
    const stopped = { outcome: 'refused', code: 99409 };
    const asSeen = { ifVersion: version };
    expect(await one(op('reset', 'VE-1', asSeen))).toMatchObject(stopped);
    expect(await one(op('delete', 'VE-1', asSeen))).toMatchObject(stopped);
    const replace = op('replace', 'VE-2', { replaces: 'VE-1', ...asSeen });
    expect(await one(replace)).toMatchObject(stopped);
    expect(await seen('VE-1')).toMatchObject({
      description: 'changed',
      assetId: expect.anything(),
    });
    // A person has looked again: the same operation, with what is there now.
    expect(await one({ ...replace, ifVersion: version + 1 })).toMatchObject({ outcome: 'done' });
  });

  test('an earlier operation of the same batch is no change by somebody else', async () => {
    await make('VE-3');
    const { version } = await seen('VE-3');
    const results = await house.client.operations([
      op('update', 'VE-3', { description: 'own' }),
      op('reset', 'VE-3', { ifVersion: version }),
      op('delete', 'VE-3', { ifVersion: version }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  });
});

describe('a batch', () => {
  test('of everything keeps the order of each device, also of the two that a replace concerns', async () => {
    const batch = [
      op('create', 'MX-1', { deviceData: { remark: 'a' } }),
      op('create', 'MX-2'),
      op('allocate', 'MX-1', { deviceData: solar }),
      op('update', 'MX-1', { deviceData: { remark: 'b' } }),
      op('replace', 'MX-2', { replaces: 'MX-1' }),
      // After it: the old one may go and its SN be used again, the new one has its master data.
      op('delete', 'MX-1'),
      op('create', 'MX-1'),
      op('update', 'MX-2', { description: 'after', before: { description: '' } }),
      op('allocate', 'MX-2', { deviceData: solar }),
      op('create', 'MX-3'),
    ];
    const results = await house.client.operations(batch);
    expect(results.map(({ outcome }) => outcome)).toEqual(batch.map(() => 'done'));
    expect(results[4]).toMatchObject({ sn: 'MX-2', deviceData: { remark: 'b' } });
    expect(results[8]).toMatchObject({
      assetId: expect.any(String),
      version: await after('MX-2', 3),
    });
    expect(await seen('MX-1')).toMatchObject({
      currentStatus: 'init',
      version: await after('MX-1', 0),
    });
    expect(await seen('MX-2')).toMatchObject({ description: 'after', deviceData: { remark: 'b' } });
    expect(await house.tale('MIG', 'MX-1')).toEqual([
      ...['created', 'allocated', 'updated', 'replaced', 'deleted', 'created'],
    ]);
    expect(await house.client.operations(batch)).toEqual(results);
  });

  test('what follows a refusal of either device is refused, and nothing else', async () => {
    await make('FO-1');
    await make('FO-2');
    await make('FO-3');
    const results = await house.client.operations([
      op('replace', 'FO-2', { replaces: 'FO-1' }),
      op('delete', 'FO-1'),
      op('reset', 'FO-2'),
      op('reset', 'FO-3'),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
      'refused',
      'done',
    ]);
    expect(results[1]?.message).toContain('an earlier one of this device');
    expect(await seen('FO-1')).not.toBeNull();
  });

  test('of a thousand of each kind is quick and set-wise', async () => {
    const units = Array.from({ length: 1000 }, (_, index) => `TH-${index}`);
    const send = async (kind: string, more: (sn: string) => object = () => ({})) => {
      const batch = units.map((sn) => op(kind, sn, more(sn)));
      const results = await house.client.operations(batch);
      expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
    };
    await send('create');
    await send('allocate', () => ({ deviceData: solar }));
    await send('update', (sn) => ({ description: sn }));
    await send('reset');
    await send('delete');
    expect(await house.client.searchAll(`deviceData.deviceSn like 'TH-%'`)).toEqual([]);
  });

  test('asked again under its key has one effect, also when it is a deletion', async () => {
    await make('KE-1');
    const batch = [op('delete', 'KE-1')];
    const first = await house.client.operations(batch);
    await make('KE-1');
    expect(await house.client.operations(batch)).toEqual(first);
    expect(await seen('KE-1')).not.toBeNull();
  });

  test('a key that was used for one replacement is not good for another', async () => {
    for (const sn of ['KR-1', 'KR-2', 'KR-3']) await one(op('create', sn));
    const replace = op('replace', 'KR-3', { replaces: 'KR-1' });
    expect((await one(replace)).outcome).toBe('done');
    expect(await one({ ...replace, replaces: 'KR-2' })).toMatchObject({ code: 99400 });
  });
});

test('the gates are told whose credentials ended, by reset, replace and delete, and not before', async () => {
  const listener = new pg.Client({ connectionString: house.database });
  await listener.connect();
  const told: string[] = [];
  listener.on('notification', ({ payload }) => {
    for (const { deviceKey } of JSON.parse(payload ?? '')) told.push(deviceKey);
  });
  await listener.query(`listen ${revokedChannel}`);
  const units = Array.from({ length: 300 }, (_, index) => `GA-${index}`);
  await house.client.operations(
    units.flatMap((sn) => [op('create', sn), op('allocate', sn, { deviceData: solar })]),
  );
  await one(op('create', 'GA-NEW'));
  const deviceKeys = async (): Promise<string[]> =>
    (await listener.query(`select device_key from device where device_sn like 'GA-%'`)).rows
      .map((row) => row.device_key)
      .filter((key) => key !== null);
  const all = await deviceKeys();
  expect(all).toHaveLength(300);
  expect(told).toEqual([]);
  await house.client.operations([
    ...units.slice(0, 200).map((sn) => op('reset', sn)),
    op('replace', 'GA-NEW', { replaces: 'GA-200' }),
    ...units.slice(201).map((sn) => op('delete', sn)),
    // Had none any more.
    op('delete', 'GA-0'),
  ]);
  await until('all gates to be told', () => told.length >= 300);
  expect(told.toSorted()).toEqual(all.toSorted());
  await listener.end();
});
