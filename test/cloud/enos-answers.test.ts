import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretPlace } from '../../cloud/ou/home.ts';
import { Vault } from '../../cloud/secrets/vault.ts';
import { apiSignature, deviceSignature, tokenEncryption } from '../../shared/signing/enos.ts';
import { apimSignature } from '../support/enos-signing.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import {
  freshDatabase,
  newMasterKey,
  type Service,
  StationClient,
  sampleCatalog,
  sql,
  startService,
} from './support.ts';

let postgres: TestPostgres;
let database: string;
let service: Service;
let client: StationClient;
const key = newMasterKey();
beforeAll(async () => {
  postgres = await startPostgres();
  database = await freshDatabase(postgres.url);
  service = await startService(['--database-url', database, '--seed', sampleCatalog], {
    LINESIDE_CLOUD_KEY: key,
  });
  client = new StationClient(service);
});
afterAll(async () => {
  await service?.stop();
  await postgres?.[Symbol.asyncDispose]();
});

const refusal = ({ http, code, msg }: { http: number; code: number; msg: string }) => ({
  http,
  code,
  msg,
});

describe('signatures and tokens', () => {
  test('the vectors that EnOS clients are checked with', () => {
    const timestamp = 1700000000000;
    expect(deviceSignature('SN0001', timestamp, 'exampleSecret')).toMatch(/^687380cb5bfadc92/);
    expect(tokenEncryption('exampleAppKey', timestamp, 'exampleAppSecret')).toMatch(
      /^428ac22dc0c0/,
    );
    const signed = apiSignature({
      accessToken: 'exampleToken',
      query: [
        ['orgId', 'o1'],
        ['action', 'create'],
      ],
      body: '{"groupId":"G1","count":1}',
      timestamp,
      appSecret: 'exampleAppSecret',
    });
    expect(signed).toBe('4c17401ad8778abf7ec3faaee0e3e6753f074674c101251b40fb5857ccb752c4');
  });

  test('a token request that was recorded and is played again is 1001', async () => {
    const timestamp = Date.now();
    const { appKey, appSecret } = service;
    const body = { appKey, timestamp, encryption: tokenEncryption(appKey, timestamp, appSecret) };
    expect((await client.post('/apim-token-service/v2.0/token/get', body)).code).toBe(0);
    const again = await client.post('/apim-token-service/v2.0/token/get', body);
    expect(refusal(again)).toEqual({
      http: 401,
      code: 1001,
      msg: 'repeated request with the same encryption',
    });
  });

  test('each refusal has its code, and a clock that is off is told so', async () => {
    const ask = async (change: Record<string, unknown>, verb = 'get') =>
      refusal(await client.tokenReply(change, verb));
    expect(await ask({ appKey: 'nobody' })).toEqual({
      http: 401,
      code: 1002,
      msg: 'appKey does not exist',
    });
    expect(await ask({ encryption: 'f'.repeat(64) })).toMatchObject({
      code: 1003,
      msg: 'encryption not valid',
    });
    expect(await ask({ timestamp: 'noon' })).toMatchObject({ code: 1004 });
    expect(await ask({ timestamp: Date.now() - 6 * 60_000 })).toMatchObject({
      code: 1004,
      msg: expect.stringContaining('5 minutes'),
    });
    expect(await ask({ timestamp: null })).toMatchObject({ code: 1202, msg: 'parameter empty' });
    expect(await ask({ accessToken: 'never given' }, 'refresh')).toMatchObject({
      code: 1204,
      msg: 'token refresh failed',
    });
  });

  test('a token ends when it says, also at another instance; refresh gives one that goes on', async () => {
    await using short = await startService(['--database-url', await freshDatabase(postgres.url)], {
      LINESIDE_CLOUD_KEY: key,
      LINESIDE_CLOUD_TOKEN_SECONDS: '2',
    });
    const caller = new StationClient(short);
    const accessToken = await caller.token();
    expect((await caller.lineside('summary')).code).toBe(0);
    const refreshed = await caller.tokenReply({ accessToken }, 'refresh');
    expect(refreshed.data.accessToken).not.toBe(accessToken);
    await sleep(2100);
    expect(refusal(await caller.lineside('summary'))).toEqual({
      http: 401,
      code: 1203,
      msg: 'token expired',
    });
  });

  test('a change that was recorded cannot be made again, at whichever instance; a look can', async () => {
    await using other = await startService(['--database-url', database], {
      LINESIDE_CLOUD_KEY: key,
    });
    await client.create('INV5K1', 'RECORDED');
    const accessToken = await client.token();
    const { orgId, appSecret } = service;
    const record = (method: string, url: string, query: [string, string][], body: string) => {
      const all: [string, string][] = [...query, ['orgId', orgId]];
      const timestamp = client.timestamp();
      const signature = apimSignature({ accessToken, query: all, body, timestamp, appSecret });
      const headers = {
        'apim-accesstoken': accessToken,
        'apim-timestamp': timestamp,
        'apim-signature': signature,
      };
      return async (base: string) => {
        const response = await fetch(`${base}${url}?${new URLSearchParams(all)}`, {
          method,
          headers,
          ...(method === 'GET' ? {} : { body }),
        });
        const { code } = (await response.json()) as { code: number };
        return [response.status, code];
      };
    };
    const path = '/dps-service/v2.5/pvs/device';
    const act = (action: string, body: object) =>
      record('POST', path, [['action', action]], JSON.stringify(body));
    const changes = {
      update: { sn: 'RECORDED', desc: 'once' },
      allocate: { sn: 'RECORDED', deviceData: { regionId: 'beta', orgId: 'o-solar' } },
      resetAllocationStatus: { groupId: 'INV5K1', sns: ['RECORDED'] },
      delete: { groupId: 'INV5K1', snList: ['RECORDED'] },
      create: { groupId: 'INV5K1', count: 1 },
    };
    for (const [action, body] of Object.entries(changes)) {
      const recorded = act(action, body);
      expect([action, await recorded(service.url)]).toEqual([action, [200, 0]]);
      expect([action, await recorded(service.url)]).toEqual([action, [401, 1001]]);
      expect([action, await recorded(other.url)]).toEqual([action, [401, 1001]]);
    }
    const look = act('search', { expression: `sn = 'RECORDED'` });
    expect([await look(service.url), await look(service.url)]).toEqual([
      [200, 0],
      [200, 0],
    ]);
    const summary = record('GET', '/lineside/v1/summary', [], '');
    expect([await summary(service.url), await summary(other.url)]).toEqual([
      [200, 0],
      [200, 0],
    ]);
  });

  test('a call whose signature, time or OU is not its own is stopped at the door', async () => {
    const call = async (change: Record<string, string>) =>
      refusal(await client.call('get', { query: { sn: 'X' }, change }));
    expect(await call({ 'apim-accesstoken': 'never given' })).toEqual({
      http: 401,
      code: 1203,
      msg: 'token expired',
    });
    expect(await call({ 'apim-signature': 'f'.repeat(64) })).toEqual({
      http: 401,
      code: 1003,
      msg: 'encryption not valid',
    });
    expect(await call({ 'apim-timestamp': '1700000000000' })).toMatchObject({
      http: 401,
      code: 1004,
    });
    const elsewhere = await client.call('get', { query: { sn: 'X', orgId: 'o-other' } });
    expect(refusal(elsewhere)).toEqual({
      http: 403,
      code: 35603,
      msg: 'Unauthorized to access the resource',
    });
  });
});

describe('devices', () => {
  test('a fresh device is complete as documented, and carries the defaults of its group', async () => {
    const made = await client.create('INV5K1', 'FULL-1', {
      desc: 'd',
      batchTag: { defaultValue: '1' },
    });
    expect(made.data).toEqual(['FULL-1']);
    const { data } = await client.call('get', { query: { sn: 'FULL-1' } });
    expect(Object.keys(data).toSorted()).toEqual(
      [
        ...[
          'sn',
          'groupId',
          'regionId',
          'orgId',
          'productKey',
          'batchOrder',
          'batchTag',
          'deviceData',
        ],
        ...['desc', 'status', 'reprovisioning', 'allocateErrorMsg', 'createBy', 'updateBy'],
        ...['createTime', 'updateTime', 'manufacturerOrgId', 'connectStatus', 'allocateStatus'],
      ].toSorted(),
    );
    expect(data.productKey).toMatch(/^\w{8}$/);
    expect(data.deviceData).toMatchObject({
      ratedPower: 5,
      phase: 'three',
      remark: null,
      deviceName: {},
      assetId: null,
      timezone: null,
    });
    expect(data.status).toEqual({
      currentStatus: 'init',
      connectedTime: null,
      allocatedTime: null,
      finishedTime: null,
      discardedTime: null,
    });
  });

  test('one SN in two groups is two devices with two system SNs', async () => {
    const first = (await client.create('INV5K1', 'BOTH-1')).data[0];
    const second = (await client.create('MTR3P2', 'BOTH-1')).data[0];
    expect(first).toBe('BOTH-1');
    expect(second).not.toBe('BOTH-1');
    const groups = [first, second].map(
      async (sn) => (await client.call('get', { query: { sn } })).data.groupId,
    );
    expect(await Promise.all(groups)).toEqual(['INV5K1', 'MTR3P2']);
    expect((await client.create('SNS001', second)).code).toBe(0);
  });

  test.for([
    [{ deviceData: { deviceSn: 'BAD-1', colour: 'red' } }, /colour does not exist/],
    [{ deviceData: { deviceSn: 'BAD-1', ratedPower: '5' } }, /ratedPower is not a Double/],
    [{ deviceData: { deviceSn: 'BAD-1', phase: 'five' } }, /phase is not one of the Enum/],
    [{ deviceData: { deviceSn: 'BAD-1', remark: 'x'.repeat(129) } }, /remark is too long/],
    [{ deviceData: { deviceSn: 'BAD-1', remark: 'a\u0000b' } }, /cannot be stored/],
    [{ deviceData: { deviceSn: 7 } }, /deviceSn is not a String/],
    [{ deviceData: { deviceSn: 'x'.repeat(65) } }, /deviceSn/],
    [{ deviceData: [] }, /is not a map/],
    [{ count: 1.5 }, /count is not an Integer/],
    [{ batchTag: 5 }, /batchTag is not a StringI18n/],
  ] as const)('%j is 99400 with the reason', async ([change, reason]) => {
    const reply = await client.create('INV5K1', 'BAD-1', change);
    expect([reply.http, reply.code]).toEqual([200, 99400]);
    expect(reply.msg).toMatch(reason);
  });

  test('twenty thousand at once are twenty thousand', async () => {
    const reply = await client.call('create', { body: { groupId: 'SNS001', count: 20_000 } });
    expect(new Set(reply.data).size).toBe(20_000);
    const page = await client.call('search', {
      body: {
        expression: "groupId = 'SNS001' and status = 'init'",
        pagination: { pageNo: 1, pageSize: 1 },
      },
    });
    expect(page.whole.pagination).toEqual({ pageNo: 1, pageSize: 1, totalSize: 20_001 });
  });

  test('what is no JSON or too large is refused in the envelope', async () => {
    const path = '/apim-token-service/v2.0/token/get';
    expect(await client.post(path, '{')).toMatchObject({ http: 400, code: 1004 });
    // Several at once: an answer that cuts the caller's writing short shows as a broken pipe.
    const tooLarge = `"${'x'.repeat(24 * 1024 * 1024)}"`;
    for (const large of await Promise.all([1, 2, 3, 4].map(() => client.post(path, tooLarge)))) {
      expect([large.http, large.code]).toEqual([413, 99400]);
    }
    expect(await client.post('/nowhere', '{}')).toMatchObject({ http: 404, code: 99400 });
    expect(await client.call('explode', { body: {} })).toMatchObject({ http: 200, code: 99400 });
  });
});

describe('allocation', () => {
  const target = { regionId: 'beta', orgId: 'o-solar' };
  const allocate = (sn: string, deviceData: object = target, more: object = {}) =>
    client.call('allocate', { body: { sn, deviceData }, ...more });

  test('gives asset, target and a product key of the target; a repeat changes nothing', async () => {
    await client.create('INV5K1', 'AL-1');
    const first = await allocate('AL-1');
    expect(first.data).toMatchObject({
      ...target,
      allocateStatus: 'allocated',
      status: { currentStatus: 'allocated' },
    });
    expect(first.data.deviceData).toMatchObject({ ...target, ratedPower: 5 });
    expect(await allocate('AL-1').then(({ data }) => data)).toEqual(first.data);
    expect(await allocate('AL-1', {}).then(({ data }) => data)).toEqual(first.data);
    const elsewhere = await allocate('AL-1', { regionId: 'beta', orgId: 'o-wind' });
    expect(refusal(elsewhere)).toEqual({ http: 200, code: 35603, msg: 'Device is allocated' });
  });

  test('V4.0 calls it activate', async () => {
    await client.create('INV5K1', 'AL-2');
    const reply = await client.call('activate', {
      version: 'v4.0',
      body: { sn: 'AL-2', deviceData: target },
    });
    expect(reply.data.regionId).toBe('beta');
  });

  test('an environment that the catalog does not have is refused, and the device says why', async () => {
    await client.create('INV5K1', 'AL-3');
    const reply = await allocate('AL-3', { regionId: 'mars', orgId: 'o-solar' });
    expect(refusal(reply)).toEqual({ http: 200, code: 35601, msg: 'Verify not pass/sn not found' });
    const { data } = await client.call('get', { query: { sn: 'AL-3' } });
    expect(data).toMatchObject({
      allocateStatus: 'init',
      allocateErrorMsg: expect.stringContaining('mars/o-solar'),
    });
  });

  test('without a target it is the one the device was made with, else the own OU', async () => {
    await client.create('INV5K1', 'AL-4', { deviceData: { deviceSn: 'AL-4', orgId: 'o-grid' } });
    expect((await allocate('AL-4', {})).data).toMatchObject({ regionId: 'eu2', orgId: 'o-grid' });
    await client.create('INV5K1', 'AL-5');
    expect((await allocate('AL-5', {})).data).toMatchObject({ orgId: service.orgId });
  });

  test('ten at the same moment make one asset', async () => {
    await client.create('INV5K1', 'AL-6');
    const replies = await Promise.all(Array.from({ length: 10 }, () => allocate('AL-6')));
    expect(new Set(replies.map(({ data }) => data.deviceData.assetId)).size).toBe(1);
  });

  test('no secret lies in the database in clear', async () => {
    const tables = ['ou', 'app', 'token', 'catalog_item', 'device'];
    const dumps = await Promise.all(tables.map((table) => sql(database, `select * from ${table}`)));
    const text = dumps
      .flat()
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
      .join('\n');
    const token = await client.token();
    for (const secret of [service.appSecret, token, 'sampleSecretInv']) {
      expect(text.includes(secret)).toBe(false);
    }
    const [row] = await sql(database, `select device_secret from device where sn = 'AL-1'`);
    expect(row.device_secret.length).toBe(29 + 32);
    expect(service.log()).not.toContain(service.appSecret);
  });
});

describe('search', () => {
  test('conditions on master data, of any kind', async () => {
    await client.create('INV5K1', 'SE-1', {
      deviceData: { deviceSn: 'SE-1', remark: "it's 100%", deviceName: { defaultValue: 'Roof' } },
    });
    const found = async (expression: string) =>
      (await client.searchAll(expression)).map((device) => device.sn);
    expect(await found(`deviceData.remark = "it's 100%"`)).toEqual(['SE-1']);
    expect(await found(`deviceData.deviceName in ('Roof')`)).toEqual(['SE-1']);
    expect(await found(`deviceData.* = 'Roof' and sn like 'SE-%'`)).toEqual(['SE-1']);
    expect(await found(`deviceData.remark is null and sn = 'SE-1'`)).toEqual([]);
    expect(await found(`deviceData.ratedPower = 5.0 and deviceData.deviceSn = 'SE-1'`)).toEqual([
      'SE-1',
    ]);
  });

  test('a value never becomes SQL', async () => {
    const before = (await client.lineside('summary')).data.devices;
    for (const value of [
      `' or '1'='1`,
      `'; drop table device; --`,
      `$1`,
      `\\`,
      `%') or true --`,
      `{"a":1}`,
    ]) {
      const quoted = `"${value.replace(/["\\]/g, '\\$&')}"`;
      for (const field of [
        'sn',
        'groupId',
        'deviceData.remark',
        'deviceData.*',
        `deviceData.a-b`,
      ]) {
        for (const asked of [`= ${quoted}`, `in (${quoted})`]) {
          const reply = await client.call('search', { body: { expression: `${field} ${asked}` } });
          expect([reply.code, reply.data]).toEqual([0, []]);
        }
      }
    }
    expect((await client.lineside('summary')).data.devices).toBe(before);
  });

  test.for([
    ['password = "x"', /password is not a field/],
    ['sn = "a" or', /at character 12/],
    ['createTime > "noon"', /noon is not a number/],
    ['batchOrder like "1%"', /LIKE needs a text/],
    ['', /expression is missing/],
  ] as const)('%s is 99400', async ([expression, reason]) => {
    const reply = await client.call('search', { body: { expression } });
    expect(reply.code).toBe(99400);
    expect(reply.msg).toMatch(reason);
  });

  test('sorted as asked, and a page of more than 1000 is refused', async () => {
    const ask = (pagination: object) =>
      client.call('search', { body: { expression: `sn like 'AL-%'`, pagination } });
    const up = await ask({ sorters: [{ field: 'sn', order: 'asc' }] });
    expect(up.data.map((device: { sn: string }) => device.sn).slice(0, 2)).toEqual([
      'AL-1',
      'AL-2',
    ]);
    expect((await ask({ pageSize: 1001 })).code).toBe(99400);
    expect((await ask({ sorters: [{ field: 'sn; drop table device' }] })).code).toBe(99400);
  });
});

test('another OU on the same database is another world', async () => {
  // The service makes one OU; a second one is put in by hand.
  const second = { ...service, orgId: 'o-second', appKey: 'second', appSecret: 'its own secret' };
  const sealed = new Vault(key).seal(secretPlace('o-second', 'second'), second.appSecret);
  await sql(
    database,
    `insert into ou select 'o-second', key_check, created_at + 1 from ou limit 1`,
  );
  await sql(database, `insert into app values ('o-second', 'second', $1, 1)`, [sealed]);
  await client.create('INV5K1', 'MINE-1');
  const stranger = new StationClient(second);
  expect(await stranger.searchAll(`deviceData.* = 'MINE-1' or status = 'init'`)).toEqual([]);
  expect((await stranger.call('get', { query: { sn: 'MINE-1' } })).code).toBe(35601);
  expect((await stranger.call('allocate', { body: { sn: 'MINE-1' } })).code).toBe(35601);
  expect((await stranger.create('INV5K1', 'MINE-1')).code).toBe(35404);
  expect((await stranger.lineside('summary')).data).toEqual({ devices: 0, allocated: 0 });
  expect((await stranger.lineside('catalog')).data.items).toEqual([]);
  expect((await stranger.lineside('devices')).data.items).toEqual([]);
  const across = await stranger.call('get', { query: { sn: 'MINE-1', orgId: service.orgId } });
  expect([across.http, across.code]).toEqual([403, 35603]);
});
