import { describe, expect, test } from 'vitest';
import { groupSecretPlace } from '../../cloud/catalog/items.ts';
import { openPool } from '../../cloud/database/pool.ts';
import { findByKeys, noteLogin } from '../../cloud/devices/connect.ts';
import { Vault } from '../../cloud/secrets/vault.ts';
import { deviceSign } from '../support/enos-signing.ts';
import { groupSecretOf, House, solar } from './house.ts';
import { sql } from './support.ts';

/** `/dev/bootstrap` and `/dev/get/conn`, asked as a device would. */
const house = new House();
const answered = (reply: { http: number; whole: unknown }) => [reply.http, reply.whole];
const triple = {
  murl: 'tcp://mqtt.example.com:11883',
  hurl: 'https://http.example.com:8443',
  pk: expect.stringMatching(/^\w{8}$/),
  dk: expect.stringMatching(/^\w{10}$/),
  ds: expect.stringMatching(/^\w{32}$/),
};
const notProved = [401, { code: 35601, msg: 'Verify not pass/sn not found' }];

test('the signature is the one that the documents lead to', () => {
  expect(deviceSign('SN0001', 1700000000000, 'exampleSecret')).toBe(
    '687380cb5bfadc92d888ed393b16b2c3552d8b1a9cb9dbc0121f5378af417bc0',
  );
});

describe('bootstrap', () => {
  test('of an unknown device registers, allocates and connects it; the answer is bare', async () => {
    const reply = await house.bootstrap('AUT', 'BO-1');
    expect(answered(reply)).toEqual([200, triple]);
    expect(Object.keys(reply.whole)).toEqual(['murl', 'hurl', 'pk', 'dk', 'ds']);
    expect(await house.device('BO-1')).toMatchObject({
      orgId: house.service.orgId,
      connectStatus: 'connected',
      allocateStatus: 'allocated',
      status: { currentStatus: 'connected', connectedTime: expect.any(Number) },
      deviceData: {
        deviceName: { defaultValue: 'Device BO-1' },
        timezone: '+08:00',
        ratedPower: 5,
      },
    });
    expect(await house.tale('AUT', 'BO-1')).toEqual(['created', 'allocated', 'connected']);
    const { device } = await house.look('AUT', 'BO-1');
    expect((await house.bootstrap('AUT', 'BO-1')).whole).toEqual(reply.whole);
    expect((await house.look('AUT', 'BO-1')).device).toEqual(device);
    expect(house.service.log()).not.toContain(reply.whole.ds);
  });

  test('of one unknown device ten times at the same moment makes one', async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => house.bootstrap('AUT', 'BO-10')),
    );
    expect(new Set(replies.map(({ whole }) => whole.dk)).size).toBe(1);
    expect(await house.tale('AUT', 'BO-10')).toEqual(['created', 'allocated', 'connected']);
  });

  test('goes where the device was registered for', async () => {
    await house.client.create('AUT', 'BO-2', { deviceData: { deviceSn: 'BO-2', ...solar } });
    expect((await house.bootstrap('AUT', 'BO-2')).http).toBe(200);
    expect(await house.device('BO-2')).toMatchObject(solar);
  });

  test('whose place the catalog does not have waits, and the device says why', async () => {
    await house.client.create('AUT', 'BO-9', {
      deviceData: { deviceSn: 'BO-9', regionId: 'mars', orgId: 'o-solar' },
    });
    for (const _ of [1, 2]) {
      expect((await house.bootstrap('AUT', 'BO-9')).msg).toBe('[BO-9] not allocated');
    }
    expect((await house.device('BO-9')).allocateErrorMsg).toContain('mars/o-solar');
    expect(await house.tale('AUT', 'BO-9')).toEqual(['created', 'allocation-refused']);
  });

  test('without auto activation waits until somebody allocates', async () => {
    const waiting = [200, { code: 10000, msg: '[BO-3] not allocated' }];
    expect(answered(await house.bootstrap('MIG', 'BO-3'))).toEqual(waiting);
    expect(answered(await house.bootstrap('MIG', 'BO-3'))).toEqual(waiting);
    expect((await house.device('BO-3')).allocateStatus).toBe('init');
    await house.allocate('BO-3');
    expect(answered(await house.bootstrap('MIG', 'BO-3'))).toEqual([200, triple]);
  });

  test('a device that is being reprovisioned waits for its new place, not for its old one', async () => {
    const before = (await house.bootstrap('AUT', 'BO-4')).whole;
    await house.reset('AUT', ['BO-4']);
    expect((await house.bootstrap('AUT', 'BO-4')).whole).toEqual({
      code: 10000,
      msg: '[BO-4] not allocated',
    });
    await house.allocate('BO-4');
    const after = (await house.bootstrap('AUT', 'BO-4')).whole;
    expect(after).toEqual(triple);
    for (const name of ['pk', 'dk', 'ds']) expect(after[name]).not.toBe(before[name]);
    expect(await house.device('BO-4')).toMatchObject({
      ...solar,
      status: { currentStatus: 'connected' },
      deviceData: { deviceName: { defaultValue: 'Device BO-4' } },
    });
  });

  test('a group that takes no unknown devices takes those it knows', async () => {
    const unknown = await house.bootstrap('SHY', 'BO-5');
    expect(answered(unknown)).toEqual([200, { code: 35404, msg: 'Sn not found' }]);
    await house.client.create('SHY', 'BO-5');
    expect((await house.bootstrap('SHY', 'BO-5')).whole).toEqual(triple);
  });

  test('what a device cannot say of itself is missing', async () => {
    const msg = 'Invalid Argument deviceData:site is missing';
    expect((await house.bootstrap('REQ', 'BO-6')).whole).toEqual({ code: 99400, msg });
    expect((await house.client.call('get', { query: { sn: 'BO-6' } })).code).toBe(35601);
  });

  test('deviceId is taken for deviceSn', async () => {
    const reply = await house.bootstrap('AUT', 'BO-7', { deviceSn: undefined, deviceId: 'BO-7' });
    expect(reply.whole).toEqual(triple);
  });

  test.for([
    ['groupId', { groupId: undefined }],
    ['deviceSn', { deviceSn: undefined }],
    ['dpsSign', { dpsSign: undefined }],
    ['dpsSignTimestamp', { dpsSignTimestamp: undefined }],
    ['deviceName', { deviceName: undefined }],
    ['timezone', { timezone: undefined }],
  ] as const)('without %s is told so', async ([name, change]) => {
    const reply = await house.bootstrap('AUT', 'BO-8', change);
    const msg = `Invalid Argument ${name}:${name} is missing`;
    expect(answered(reply)).toEqual([200, { code: 99400, msg }]);
  });

  test.for([
    [{ dpsSignMethod: 'md5' }, /dpsSignMethod must be sha256/],
    [{ dpsSignMethod: undefined }, /dpsSignMethod must be sha256/],
    [{ deviceName: 'plain' }, /deviceName is not a StringI18n/],
    [{ deviceSn: 7 }, /deviceSn is no text/],
    [{ timezone: 8 }, /timezone is not a String/],
  ] as const)('%j is 99400', async ([change, reason]) => {
    const { code, msg } = await house.bootstrap('AUT', 'BO-8', change);
    expect(code).toBe(99400);
    expect(msg).toMatch(reason);
  });
});

describe('the door', () => {
  test('a wrong signature and an unknown group get one answer', async () => {
    const wrong = await house.bootstrap('AUT', 'DO-1', {}, 'not the secret');
    const unknown = await house.bootstrap('NOGROUP', 'DO-1');
    expect(answered(wrong)).toEqual(notProved);
    expect(answered(unknown)).toEqual(notProved);
    // Signed for one SN, shown with another.
    expect(answered(await house.bootstrap('AUT', 'DO-1', { deviceSn: 'DO-2' }))).toEqual(notProved);
  });

  test('an old or future time is refused', async () => {
    for (const minutes of [-6, 6]) {
      const timestamp = Date.now() + minutes * 60_000;
      const reply = await house.bootstrap('AUT', 'DO-1', {
        dpsSignTimestamp: timestamp,
        dpsSign: deviceSign('DO-1', timestamp, groupSecretOf('AUT')),
      });
      expect([reply.http, reply.code]).toEqual([401, 1004]);
      expect(reply.msg).toContain('5 minutes');
    }
    expect((await house.bootstrap('AUT', 'DO-1', { dpsSignTimestamp: 'noon' })).code).toBe(1004);
  });

  test('what was recorded cannot be played again, whatever is changed around it', async () => {
    const timestamp = Number(house.client.timestamp());
    const recorded = {
      dpsSignTimestamp: timestamp,
      dpsSign: deviceSign('DO-3', timestamp, groupSecretOf('AUT')),
    };
    expect((await house.bootstrap('AUT', 'DO-3', recorded)).whole).toEqual(triple);
    const played = [
      recorded,
      { ...recorded, timezone: '+01:00' },
      { ...recorded, dpsSign: recorded.dpsSign.toUpperCase() },
    ];
    for (const change of played) {
      const again = await house.bootstrap('AUT', 'DO-3', change);
      expect([again.http, again.code]).toEqual([401, 1001]);
    }
    const elsewhere = await house.client.post('/dev/get/conn', {
      self: { sn: 'DO-3', timestamp, sign: recorded.dpsSign },
    });
    expect(elsewhere.code).toBe(1001);
  });

  test('ten times the same at the same moment is let in once', async () => {
    const timestamp = Number(house.client.timestamp());
    const sign = deviceSign('DO-4', timestamp, groupSecretOf('AUT'));
    const change = { dpsSignTimestamp: timestamp, dpsSign: sign };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => house.bootstrap('AUT', 'DO-4', change)),
    );
    expect(replies.filter(({ http }) => http === 200)).toHaveLength(1);
    expect(replies.filter(({ code }) => code === 1001)).toHaveLength(9);
  });

  test('the guard forgets what can no longer be played', async () => {
    await sql(house.database, `update device_request set at = 0`);
    await house.bootstrap('AUT', 'DO-5');
    const [{ count }] = await sql(
      house.database,
      'select count(*)::int as count from device_request',
    );
    expect(count).toBe(1);
  });

  test('two OUs with one group ID: the one whose secret it is', async () => {
    const secret = 'the secret of the other OU';
    const sealed = new Vault(house.key).seal(groupSecretPlace('o-second', 'AUT'), secret);
    await sql(
      house.database,
      `insert into catalog_item (org_id, kind, id, body, secret, cursor)
       select 'o-second', kind, id, body, case when kind = 'registrationGroup' then $1::bytea end, cursor
       from catalog_item where id in ('AUT', 'md-inverter', 'iot-hub')`,
      [sealed],
    );
    const theirs = await house.bootstrap('AUT', 'TWO-1', {}, secret);
    const ours = await house.bootstrap('AUT', 'TWO-1');
    expect([theirs.whole, ours.whole]).toEqual([triple, triple]);
    expect(theirs.whole.dk).not.toBe(ours.whole.dk);
    const [device] = await house.stranger.searchAll(`deviceData.deviceSn = 'TWO-1'`);
    expect([device.manufacturerOrgId, device.orgId]).toEqual(['o-second', 'o-second']);
    expect(await house.client.searchAll(`deviceData.deviceSn = 'TWO-1'`)).toHaveLength(1);
  });

  test('two OUs with one group ID and one secret: the one that has the device, else neither', async () => {
    const sealed = new Vault(house.key).seal(
      groupSecretPlace('o-second', 'MIG'),
      groupSecretOf('MIG'),
    );
    await sql(
      house.database,
      `insert into catalog_item (org_id, kind, id, body, secret, cursor)
       select 'o-second', kind, id, body, $1, 900 + cursor from catalog_item where id = 'MIG'`,
      [sealed],
    );
    expect(answered(await house.bootstrap('MIG', 'TWO-2'))).toEqual(notProved);
    await house.client.create('MIG', 'TWO-2');
    await house.allocate('TWO-2');
    expect((await house.bootstrap('MIG', 'TWO-2')).whole).toEqual(triple);
    await sql(house.database, `delete from catalog_item where org_id = 'o-second' and id = 'MIG'`);
  });
});

describe('connection info', () => {
  const ask = (body: object) => house.client.post('/dev/get/conn', body);

  test('gives a device its own, by its system sn', async () => {
    const { sn } = await house.client
      .create('MIG', 'CO-1')
      .then(({ data }) => ({ sn: String(data[0]) }));
    const self = () => house.proof('MIG', sn);
    expect(answered(await ask({ self: self() }))).toEqual([
      200,
      { code: 10000, msg: '[CO-1] not allocated' },
    ]);
    await house.allocate(sn);
    const reply = await ask({ self: self(), signMethod: 'sha256' });
    expect(answered(reply)).toEqual([200, triple]);
    expect((await house.bootstrap('MIG', 'CO-1')).whole).toEqual(reply.whole);
    expect(await house.tale('MIG', 'CO-1')).toEqual(['created', 'allocated', 'connected']);
  });

  test('each refusal', async () => {
    expect((await ask({})).whole).toEqual({
      code: 99400,
      msg: 'Invalid Argument self:self is missing',
    });
    expect(answered(await ask({ self: house.proof('MIG', 'nobody') }))).toEqual(notProved);
    expect(answered(await ask({ self: house.proof('INI', 'CO-1') }))).toEqual(notProved);
    expect((await ask({ self: house.proof('MIG', 'CO-1'), signMethod: 'md5' })).code).toBe(99400);
    const old = { ...house.proof('MIG', 'CO-1'), timestamp: 1_700_000_000_000 };
    expect((await ask({ self: old })).code).toBe(1004);
  });

  test('gives a gateway the credentials of a device behind it that signs for itself', async () => {
    await house.client.create('INI', 'CO-2');
    const both = () => ({
      self: house.proof('MIG', 'CO-1'),
      sub: house.proof('INI', 'CO-2'),
    });
    expect((await ask(both())).msg).toBe('[CO-2] not allocated');
    await house.allocate('CO-2');
    expect((await ask(both())).whole).toEqual(triple);
    expect(answered(await ask({ ...both(), sub: house.proof('MIG', 'CO-2') }))).toEqual(notProved);
  });

  test('gives a gateway an SN and credentials for each of its channels', async () => {
    await house.bootstrap('AUT', 'CO-3');
    const branch = (sub: object) => ask({ self: house.proof('AUT', 'CO-3'), sub });
    const one = (await branch({ branch: 1 })).whole;
    const two = (await branch({ branch: 2, createSubSnFromGw: true })).whole;
    expect([one, two]).toEqual([triple, triple]);
    expect(one.dk).not.toBe(two.dk);
    expect((await branch({ branch: 1 })).whole).toEqual(one);
    const { orgId } = await house.device('CO-3');
    expect(await house.device('CO-3-1')).toMatchObject({ groupId: 'AUT', orgId });
    expect((await branch({ branch: 3, createSubSnFromGw: false })).code).toBe(99400);
    expect((await branch({ branch: -1 })).code).toBe(99400);
    expect((await branch({})).code).toBe(99400);
  });
});

test('a first login finishes the activation, a repeat writes nothing, ended keys are nobody', async () => {
  const pool = await openPool(house.database);
  const vault = new Vault(house.key);
  try {
    const { pk, dk, ds } = (await house.bootstrap('AUT', 'LO-1')).whole;
    const find = () => findByKeys(pool, vault, pk, dk);
    const device = await find();
    expect(device).toMatchObject({ deviceSn: 'LO-1', deviceSecret: ds, groupId: 'AUT' });
    expect(await findByKeys(pool, vault, pk, 'nobody')).toBeNull();
    expect(await findByKeys(pool, vault, 'a\0b', dk)).toBeNull();
    if (!device) throw new Error('not there');
    await noteLogin(pool, device, true);
    await noteLogin(pool, device, true);
    expect(await house.device('LO-1')).toMatchObject({
      connectStatus: 'connected',
      status: { currentStatus: 'finished', finishedTime: expect.any(Number) },
    });
    await noteLogin(pool, device, false);
    const tale = ['created', 'allocated', 'connected', 'finished'];
    expect(await house.tale('AUT', 'LO-1')).toEqual(tale);
    await house.reset('AUT', ['LO-1']);
    expect(await find()).toBeNull();
    await noteLogin(pool, device, true);
    expect((await house.device('LO-1')).status.currentStatus).toBe('init');

    // Credentials carried by hand: it logs in without ever having asked for them.
    await house.client.create('MIG', 'LO-2');
    await house.allocate('LO-2');
    const { data } = await house.client.lineside('devices/credentials', {
      ...{ groupId: 'MIG', deviceSn: 'LO-2', by: 'a', reason: 'b' },
    });
    const byHand = await findByKeys(pool, vault, data.productKey, data.deviceKey);
    if (!byHand) throw new Error('not there');
    await noteLogin(pool, byHand, false);
    await noteLogin(pool, byHand, false);
    expect((await house.device('LO-2')).connectStatus).toBe('failed');
    await noteLogin(pool, byHand, true);
    expect(await house.tale('MIG', 'LO-2')).toEqual([
      ...['created', 'allocated', 'secret-revealed', 'login-refused', 'finished'],
    ]);
  } finally {
    await pool.end();
  }
});
