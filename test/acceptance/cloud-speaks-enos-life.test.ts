import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshCloud, type RunningCloud } from '../support/cli.ts';
import { type ApiReply, EnosClient } from '../support/enos-client.ts';
import { deviceSign, tokenEncryption } from '../support/enos-signing.ts';
import type { Json } from '../support/json.ts';

/**
 * Issue 3: every documented call, code and sample after create and get, walked by somebody who has the
 * EnOS documentation and a key. Where the pages are silent the reading is a row of ADR 0003.
 * The sample catalog: INV5K1 migrates and activates by itself, MTR3P2 initializes and does not, SNS001
 * has a private model.
 */

let cloud: RunningCloud;
let client: EnosClient;
beforeAll(async () => {
  cloud = await freshCloud();
  client = new EnosClient(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const said = ({ code, msg }: ApiReply): [number, string] => [code, msg];
const beta = { regionId: 'beta', orgId: 'o-solar' };

/** A device; its system `sn`. */
async function make(groupId: string, deviceSn: string, more: object = {}): Promise<string> {
  const made = await client.create(groupId, deviceSn, more);
  expect(said(made), deviceSn).toEqual([0, 'OK']);
  return made.data[0];
}
async function makeAllocated(groupId: string, deviceSn: string, more: object = {}) {
  const sn = await make(groupId, deviceSn, more);
  const given = await client.call('allocate', { body: { sn, deviceData: beta } });
  expect(said(given)).toEqual([0, 'OK']);
  return sn;
}
const get = async (sn: string): Promise<Json> => (await client.call('get', { query: { sn } })).data;

describe('tokens', () => {
  const login = (timestamp: string, secret = cloud.appSecret) => ({
    appKey: cloud.appKey,
    timestamp: Number(timestamp),
    encryption: tokenEncryption(cloud.appKey, timestamp, secret),
  });

  test('1001: the same encryption again', async () => {
    const body = login(client.timestamp());
    const path = '/apim-token-service/v2.0/token/get';
    expect((await client.post(path, body)).code).toBe(0);
    expect(said(await client.post(path, body))).toEqual([
      1001,
      'repeated request with the same encryption',
    ]);
  });

  test('1004 for a time that is none or long ago, 1202 for each parameter that is empty', async () => {
    const path = '/apim-token-service/v2.0/token/get';
    for (const timestamp of ['1', '1700000000000']) {
      expect((await client.post(path, login(timestamp))).code).toBe(1004);
    }
    expect((await client.tokenReply({ timestamp: 'noon' })).code).toBe(1004);
    for (const name of ['appKey', 'timestamp', 'encryption']) {
      expect((await client.tokenReply({ [name]: '' })).code, name).toBe(1202);
    }
    expect((await client.tokenReply({ accessToken: '' }, 'refresh')).code).toBe(1202);
  });

  test('calls: 1202 without a header, 1203 for a strange token, 1003 for a wrong signature', async () => {
    const call = (change: Record<string, string>) =>
      client.call('get', { query: { sn: 'X' }, change });
    expect((await call({ 'apim-accesstoken': 'no-such-token' })).code).toBe(1203);
    expect((await call({ 'apim-signature': '0'.repeat(64) })).code).toBe(1003);
    for (const name of ['apim-accesstoken', 'apim-signature', 'apim-timestamp']) {
      expect((await call({ [name]: '' })).code, name).toBe(1202);
    }
  });

  test("35603: an OU that is not the key's own", async () => {
    const reply = await client.call('get', { query: { sn: 'X', orgId: 'o-other' } });
    expect(said(reply)).toEqual([35603, 'Unauthorized to access the resource']);
  });
});

describe('PvsDevice', () => {
  const fields = [
    'sn groupId regionId orgId productKey batchOrder batchTag deviceData desc status reprovisioning',
    'allocateErrorMsg createBy updateBy createTime updateTime manufacturerOrgId connectStatus allocateStatus',
  ].flatMap((line) => line.split(' '));

  test('has every documented field, before allocation and after it', async () => {
    const sn = await make('INV5K1', 'PVS-0001', { batchTag: { defaultValue: '123' }, desc: 'd' });
    const fresh = await get(sn);
    expect(Object.keys(fresh)).toEqual(expect.arrayContaining(fields));
    expect(Object.keys(fresh.status).toSorted()).toEqual([
      'allocatedTime',
      'connectedTime',
      'currentStatus',
      'discardedTime',
      'finishedTime',
    ]);
    expect(fresh).toMatchObject({
      regionId: null,
      orgId: null,
      allocateErrorMsg: '',
      manufacturerOrgId: cloud.orgId,
      status: { currentStatus: 'init', connectedTime: null, finishedTime: null },
    });
    await client.call('allocate', { body: { sn, deviceData: beta } });
    const given = await get(sn);
    expect(given).toMatchObject({ ...beta, allocateStatus: 'allocated', reprovisioning: false });
    expect(given.deviceData.assetId).toMatch(/./);
    expect(given.productKey).not.toBe(fresh.productKey);
    expect(given.status.allocatedTime).toBeGreaterThan(1_600_000_000_000);
  });
});

describe('V4.0', () => {
  const v4 = (action: string, given: object) => client.call(action, { ...given, version: 'v4.0' });

  test('create, get, activate and reprovision, by these names and by the new ones', async () => {
    for (const [give, take] of [
      ['activate', 'reprovision'],
      ['allocate', 'resetAllocationStatus'],
    ] as const) {
      const body = { groupId: 'INV5K1', count: 1, deviceData: { deviceSn: `V4-${give}` } };
      const [sn] = (await v4('create', { body })).data;
      const given = await v4(give, { body: { sn, deviceData: beta } });
      expect(given).toMatchObject({ code: 0, data: { sn, ...beta } });
      const taken = await v4(take, { body: { groupId: 'INV5K1', sns: [sn] } });
      expect(taken).toMatchObject({ code: 0, data: [sn] });
      const now = await v4('get', { query: { sn } });
      expect(now.data).toMatchObject({ sn, regionId: null, reprovisioning: true });
    }
  });

  test('without an OU or a body: the sentences that only V4.0 has', async () => {
    const body = { groupId: 'INV5K1', count: 1 };
    expect(said(await v4('create', { body, query: { orgId: undefined } }))).toEqual([
      35400,
      'OrgId/deviceCreateInfo is required',
    ]);
    expect(said(await v4('activate', { body: {} }))).toEqual([35400, 'OrgId/sn is required']);
    expect(said(await v4('get', {}))).toEqual([35400, 'OrgId/sn is required']);
    expect(said(await v4('activate', { body: { sn: 'nobody' } }))).toEqual([
      35601,
      'Verify not pass/sn not found',
    ]);
    expect(said(await v4('create', { body: { ...body, groupId: 'NOPE99' } }))).toEqual([
      35404,
      'Group not found',
    ]);
  });
});

describe('reset', () => {
  const reset = (groupId: unknown, sns: unknown) =>
    client.call('resetAllocationStatus', { body: { groupId, sns } });

  test('migrate keeps master data, initialize clears them; both end asset and place', async () => {
    const kept = await makeAllocated('INV5K1', 'RST-0001', {
      deviceData: { deviceSn: 'RST-0001', remark: 'stays' },
    });
    const cleared = await makeAllocated('MTR3P2', 'RST-0002', {
      deviceData: { deviceSn: 'RST-0002', accuracyClass: '2.0' },
    });
    expect((await reset('INV5K1', [kept])).data).toEqual([kept]);
    expect((await reset('MTR3P2', [cleared])).data).toEqual([cleared]);
    const gone = {
      regionId: null,
      orgId: null,
      reprovisioning: true,
      allocateStatus: 'init',
      connectStatus: 'init',
      status: { currentStatus: 'init', allocatedTime: null },
    };
    expect(await get(kept)).toMatchObject({ ...gone, deviceData: { remark: 'stays' } });
    const now = await get(cleared);
    expect(now).toMatchObject({ ...gone, deviceData: { deviceSn: 'RST-0002' } });
    expect(now.deviceData.accuracyClass ?? null).toBeNull();
    expect(now.deviceData.assetId ?? null).toBeNull();
  });

  test('lists only the successes', async () => {
    const sn = await makeAllocated('INV5K1', 'RST-0003');
    const other = await makeAllocated('MTR3P2', 'RST-0004');
    expect((await reset('INV5K1', [sn, other, 'nobody'])).data).toEqual([sn]);
    expect(await get(other)).toMatchObject(beta);
  });

  test('takes the sample to the letter: several in one text', async () => {
    const sns = [
      await makeAllocated('INV5K1', 'RST-0005'),
      await makeAllocated('INV5K1', 'RST-06'),
    ];
    const reply = await reset('INV5K1', [sns.join(', ')]);
    expect(reply.data.toSorted()).toEqual(sns.toSorted());
  });

  test('a device that is not allocated is a success', async () => {
    const sn = await make('INV5K1', 'RST-0007');
    expect((await reset('INV5K1', [sn])).data).toEqual([sn]);
  });

  test.for([
    [undefined, ['X'], 99400, 'Invalid Argument groupId:groupId is missing'],
    ['', ['X'], 99400, 'Invalid Argument groupId:groupId is missing'],
    ['INV5K1', undefined, 99400, 'Invalid Argument sns:sns is missing'],
    ['INV5K1', [], 99400, 'Invalid Argument sns:sns is missing'],
    ['INV5K1', ['nobody'], 35404, 'Group/sn not found'],
    ['NOPE99', ['nobody'], 35404, 'Group/sn not found'],
  ] as const)('group %j, sns %j is %s %s', async ([groupId, sns, code, msg]) => {
    expect(said(await reset(groupId, sns))).toEqual([code, msg]);
  });

  test('35603 where the group forbids it, and nothing happens', async () => {
    const sn = await makeAllocated('SNS001', 'RST-0008');
    expect((await reset('SNS001', [sn])).code).toBe(35603);
    expect(await get(sn)).toMatchObject(beta);
  });
});

describe('allocate', () => {
  test("the sample's master data travel with it; another place is refused, the same is no news", async () => {
    const sn = await make('INV5K1', 'ALL-0001');
    const deviceData = {
      ...beta,
      remark: 'r',
      deviceName: { defaultValue: 'n' },
      timezone: '+09:00',
    };
    const given = await client.call('allocate', { body: { sn, deviceData } });
    expect(given.data.deviceData).toMatchObject(deviceData);
    const again = await client.call('allocate', { body: { sn, deviceData } });
    expect(again.data).toEqual(given.data);
    const elsewhere = { regionId: 'eu2', orgId: 'o-grid' };
    const moved = await client.call('allocate', { body: { sn, deviceData: elsewhere } });
    expect(moved.code).toBe(35603);
    expect(await get(sn)).toMatchObject(beta);
  });

  test('a place that is nowhere: 35601, and the device keeps the reason', async () => {
    const sn = await make('INV5K1', 'ALL-0002');
    const deviceData = { regionId: 'moon', orgId: 'o-solar' };
    expect((await client.call('allocate', { body: { sn, deviceData } })).code).toBe(35601);
    expect((await get(sn)).allocateErrorMsg).toMatch(/moon/);
  });
});

describe('update', () => {
  const update = (body: object) => client.call('update', { body });

  test('answers an array with the SN; what is named changes, what is not stays', async () => {
    const sn = await make('INV5K1', 'UPD-0001', {
      desc: 'before',
      batchTag: { defaultValue: 'b' },
    });
    expect(await update({ sn, deviceData: {} })).toMatchObject({ code: 0, msg: 'OK', data: [sn] });
    expect(await get(sn)).toMatchObject({ desc: 'before', batchTag: { defaultValue: 'b' } });
    const batchTag = { defaultValue: 'c', i18nValue: { zh_CN: '丙', en_US: 'c' } };
    await update({ sn, desc: 'after', batchTag, deviceData: { remark: 'r', ratedPower: 7 } });
    await update({ sn, deviceData: { phase: 'one' } });
    expect(await get(sn)).toMatchObject({
      desc: 'after',
      batchTag,
      deviceData: { remark: 'r', ratedPower: 7, phase: 'one', deviceSn: 'UPD-0001' },
    });
    await update({ sn, deviceData: { remark: null } });
    expect((await get(sn)).deviceData.remark ?? null).toBeNull();
  });

  test('all of a device given back as it was shown is no change', async () => {
    const sn = await makeAllocated('INV5K1', 'UPD-0002', { desc: 'd' });
    const shown = await get(sn);
    const { desc, batchTag, deviceData } = shown;
    expect((await update({ sn, desc, batchTag, deviceData })).code).toBe(0);
    expect(await get(sn)).toEqual(shown);
  });

  test('refusals: no sn, an unknown one, another SN, wrong values, another place', async () => {
    const sn = await makeAllocated('INV5K1', 'UPD-0003');
    const before = await get(sn);
    expect(said(await update({ deviceData: {} }))).toEqual([
      99400,
      'Invalid Argument sn:sn is missing',
    ]);
    expect(said(await update({ sn: 'nobody', deviceData: {} }))).toEqual([
      35601,
      'Verify not pass/sn not found',
    ]);
    for (const deviceData of [{ deviceSn: 'UPD-9' }, { colour: 'red' }, { ratedPower: 'much' }]) {
      const reply = await update({ sn, deviceData });
      expect(reply.code, JSON.stringify(deviceData)).toBe(99400);
    }
    expect((await update({ sn, deviceData: { regionId: 'eu2', orgId: 'o-grid' } })).code).toBe(
      35603,
    );
    expect(await get(sn)).toEqual(before);
  });
});

describe('replace', () => {
  const replace = (sn: unknown, replacementSn: unknown) =>
    client.call('replace', { body: { sn, replacementSn } });

  test('master data, batch tag and description move over; the old one goes', async () => {
    const old = await makeAllocated('INV5K1', 'RPL-0001', {
      desc: 'on the roof',
      batchTag: { defaultValue: 'OLD' },
      deviceData: { deviceSn: 'RPL-0001', remark: 'east' },
    });
    const fresh = await make('INV5K1', 'RPL-0002', { batchTag: { defaultValue: 'NEW' } });
    const reply = await replace(old, fresh);
    expect(reply).toMatchObject({ code: 0, msg: 'OK' });
    expect(reply.data).toMatchObject({
      sn: fresh,
      desc: 'on the roof',
      batchTag: { defaultValue: 'OLD' },
      deviceData: { deviceSn: 'RPL-0002', remark: 'east' },
      allocateStatus: 'init',
    });
    expect((await client.call('get', { query: { sn: old } })).code).toBe(35601);
    expect(await client.searchAll(`sn in ('${old}')`)).toEqual([]);
  });

  test('each documented refusal, and nothing happens', async () => {
    const old = await makeAllocated('INV5K1', 'RPL-0003');
    const taken = await makeAllocated('INV5K1', 'RPL-0004');
    const meter = await make('MTR3P2', 'RPL-0005');
    const fresh = await make('INV5K1', 'RPL-0006');
    const rows: [unknown, unknown, number, string][] = [
      [undefined, fresh, 35400, 'OrgId/Sn is required'],
      [old, '', 35400, 'OrgId/Sn is required'],
      [old, meter, 35400, 'Target device and replacement device should belong to the same group'],
      [old, 'nobody', 35404, 'Sn not found'],
      ['nobody', fresh, 35404, 'Sn not found'],
      [old, taken, 35603, 'Replacement device is allocated'],
    ];
    for (const [sn, replacementSn, code, msg] of rows) {
      expect(said(await replace(sn, replacementSn))).toEqual([code, msg]);
    }
    const noOu = { query: { orgId: undefined }, body: { sn: old, replacementSn: fresh } };
    expect(said(await client.call('replace', noOu))).toEqual([35400, 'OrgId/Sn is required']);
    expect((await replace(old, old)).code).not.toBe(0);
    expect(await get(old)).toMatchObject(beta);
    expect(await get(fresh)).toMatchObject({ allocateStatus: 'init' });
  });
});

describe('delete', () => {
  const remove = (groupId: unknown, snList: unknown) =>
    client.call('delete', { body: { groupId, snList } });

  test('lists what was deleted and what never was; a repeat says the same', async () => {
    const sns = [await make('INV5K1', 'DEL-0001'), await makeAllocated('INV5K1', 'DEL-0002')];
    const asked = [...sns, 'never-was'];
    for (let turn = 0; turn < 2; turn += 1) {
      const reply = await remove('INV5K1', asked);
      expect(reply.code).toBe(0);
      expect(reply.data.toSorted()).toEqual(asked.toSorted());
    }
    expect((await client.call('get', { query: { sn: sns[0] } })).code).toBe(35601);
    // The SN is free again.
    expect((await client.create('INV5K1', 'DEL-0001')).code).toBe(0);
  });

  test('a device of another group stays and is not listed', async () => {
    const meter = await make('MTR3P2', 'DEL-0003');
    expect((await remove('INV5K1', [meter, 'never-was'])).data).toEqual(['never-was']);
    expect((await get(meter)).sn).toBe(meter);
  });

  test('what is missing is named', async () => {
    expect(said(await remove('', ['X']))).toEqual([
      99400,
      'Invalid Argument groupId:groupId is missing',
    ]);
    expect(said(await remove('INV5K1', undefined))).toEqual([
      99400,
      'Invalid Argument snList:snList is missing',
    ]);
    expect(said(await remove('NOPE99', ['X']))).toEqual([35404, 'Group not found']);
  });
});

describe('search', () => {
  const found = async (expression: string): Promise<string[]> =>
    (await client.searchAll(`${expression} and batchOrder >= ${first}`))
      .map((one) => one.deviceData.deviceSn)
      .toSorted();
  let first = 0;
  let last: Json;
  beforeAll(async () => {
    first = (await get(await make('INV5K1', 'OPS-1', { deviceData: { deviceSn: 'OPS-1' } })))
      .batchOrder;
    await makeAllocated('INV5K1', 'OPS-2', {
      deviceData: { deviceSn: 'OPS-2', remark: 'red one' },
    });
    const data = { deviceData: { deviceSn: 'OPS-3', remark: 'red two' } };
    last = await get(await make('INV5K1', 'OPS-3', data));
  });

  test('each documented operator on its field', async () => {
    expect(await found(`sn in ('OPS-1', "OPS-2")`)).toEqual(['OPS-1', 'OPS-2']);
    expect(await found(`sn like 'OPS-%'`)).toEqual(['OPS-1', 'OPS-2', 'OPS-3']);
    expect(await found(`groupId in ('INV5K1', 'MTR3P2')`)).toHaveLength(3);
    expect(await found(`regionId in ('beta')`)).toEqual(['OPS-2']);
    expect(await found(`productKey in ('${last.productKey}')`)).toEqual(['OPS-1', 'OPS-3']);
    expect(await found(`status in ('allocated', 'connected')`)).toEqual(['OPS-2']);
    expect(await found(`deviceData.remark in ('red one')`)).toEqual(['OPS-2']);
    expect(await found(`deviceData.remark is null`)).toEqual(['OPS-1']);
    expect(await found(`deviceData.* in ('red two')`)).toEqual(['OPS-3']);
    const { batchOrder, createTime } = last;
    for (const [operator, all] of [
      ['=', ['OPS-3']],
      ['in', ['OPS-3']],
      ['!=', ['OPS-1', 'OPS-2']],
      ['<', ['OPS-1', 'OPS-2']],
      ['<=', ['OPS-1', 'OPS-2', 'OPS-3']],
      ['>', []],
      ['>=', ['OPS-3']],
    ] as const) {
      const value = operator === 'in' ? `(${batchOrder})` : batchOrder;
      expect(await found(`batchOrder ${operator} ${value}`), operator).toEqual(all);
      const time = operator === 'in' ? `(${createTime})` : createTime;
      expect(await found(`createTime ${operator} ${time}`), `time ${operator}`).toEqual(
        operator === '!=' || operator === '<' ? expect.not.arrayContaining(['OPS-3']) : all,
      );
    }
  });

  test('1 to 1000 a page, sorters, and how many there are', async () => {
    const search = (pagination: object) =>
      client.call('search', { body: { expression: `sn like 'OPS-%'`, pagination } });
    for (const pagination of [
      { pageSize: 1001 },
      { pageSize: 0 },
      { pageNo: 0 },
      { pageNo: 1.5 },
    ]) {
      expect((await search(pagination)).code, JSON.stringify(pagination)).toBe(99400);
    }
    const sorters = [{ field: 'batchOrder', order: 'ASC' }];
    const page = await search({ pageNo: 2, pageSize: 2, sorters });
    expect(page.data.map((one: Json) => one.sn)).toEqual(['OPS-3']);
    expect(page.whole.pagination).toMatchObject({ pageNo: 2, pageSize: 2, totalSize: 3 });
  });

  test('a million characters are refused in a sentence', async () => {
    const reply = await client.call('search', { body: { expression: 'x'.repeat(1_000_000) } });
    expect(reply.code).toBe(99400);
    expect(reply.msg.length).toBeLessThan(1000);
  });
});

describe('devices call', () => {
  const secrets: Record<string, string> = {
    INV5K1: 'sampleSecretInv',
    MTR3P2: 'sampleSecretMtr',
    SNS001: 'sampleSecretSns',
  };
  const triple = ['dk', 'ds', 'hurl', 'murl', 'pk'];
  const bootstrap = (groupId: string, deviceSn: string, change: object = {}) => {
    const dpsSignTimestamp = Number(client.timestamp());
    const dpsSign = deviceSign(deviceSn, dpsSignTimestamp, secrets[groupId] ?? '');
    const deviceName = { defaultValue: deviceSn };
    const about = { dpsSignMethod: 'sha256', dpsSignTimestamp, dpsSign, deviceName };
    const body = { deviceSn, groupId, ...about, timezone: '+08:00', ...change };
    return client.post('/dev/bootstrap', body);
  };
  const auth = (sn: string, secret = secrets['INV5K1'] as string) => {
    const timestamp = Number(client.timestamp());
    return { sn, timestamp, sign: deviceSign(sn, timestamp, secret) };
  };
  const connection = (body: object) => client.post('/dev/get/conn', body);

  test('bootstrap registers and activates where the group says so; the answer has no envelope', async () => {
    const reply = await bootstrap('INV5K1', 'DEV-0001');
    expect(reply.http).toBe(200);
    expect(Object.keys(reply.whole).toSorted()).toEqual(triple);
    expect(reply.whole).toMatchObject({
      murl: 'tcp://mqtt.example.com:11883',
      hurl: 'https://http.example.com:8443',
    });
    expect((await bootstrap('INV5K1', 'DEV-0001')).whole).toEqual(reply.whole);
    const [device] = await client.searchAll(`deviceData.deviceSn in ('DEV-0001')`);
    expect(device).toMatchObject({
      allocateStatus: 'allocated',
      productKey: reply.whole.pk,
      deviceData: { deviceName: { defaultValue: 'DEV-0001' }, timezone: '+08:00' },
    });
  });

  test('10000 while the group does not activate and nobody has allocated', async () => {
    const reply = await bootstrap('MTR3P2', 'DEV-0002');
    expect([reply.whole.code, reply.whole.msg]).toEqual([10000, '[DEV-0002] not allocated']);
    const [device] = await client.searchAll(`deviceData.deviceSn in ('DEV-0002')`);
    await client.call('allocate', { body: { sn: device.sn, deviceData: beta } });
    expect(Object.keys((await bootstrap('MTR3P2', 'DEV-0002')).whole).toSorted()).toEqual(triple);
  });

  test('wrong signature, unknown group, old time, replay, other method: refused by code', async () => {
    const at = Number(client.timestamp());
    const dpsSign = deviceSign('DEV-0003', at, secrets['INV5K1'] ?? '');
    const same = { dpsSignTimestamp: at, dpsSign };
    expect(await bootstrap('INV5K1', 'DEV-0003', same)).toMatchObject({ http: 200 });
    const old = Date.now() - 10 * 60_000;
    const oldSign = deviceSign('DEV-0003', old, secrets['INV5K1'] ?? '');
    const rows: [number, object][] = [
      [1001, same],
      [35601, { dpsSign: 'f'.repeat(64) }],
      [35601, { groupId: 'NOPE99' }],
      [35601, { deviceSn: 'DEV-0004' }],
      [1004, { dpsSignTimestamp: old, dpsSign: oldSign }],
      [99400, { dpsSignMethod: 'md5' }],
      [99400, { dpsSignMethod: undefined }],
      [99400, { dpsSign: undefined }],
      [99400, { dpsSignTimestamp: undefined }],
      [99400, { groupId: undefined }],
      [99400, { deviceSn: undefined }],
    ];
    for (const [code, change] of rows) {
      const reply = await bootstrap('INV5K1', 'DEV-0003', change);
      expect(reply.whole.code, JSON.stringify(change)).toBe(code);
      expect(reply.whole.ds).toBeUndefined();
    }
    expect(await client.searchAll(`deviceData.deviceSn in ('DEV-0004')`)).toEqual([]);
  });

  test('older firmware says deviceId', async () => {
    const reply = await bootstrap('INV5K1', 'DEV-0005', {
      deviceSn: undefined,
      deviceId: 'DEV-0005',
    });
    expect(Object.keys(reply.whole).toSorted()).toEqual(triple);
  });

  test('a name and a time zone are needed to be registered, not to be known', async () => {
    for (const name of ['deviceName', 'timezone']) {
      expect((await bootstrap('INV5K1', 'DEV-0006', { [name]: undefined })).whole.code).toBe(99400);
    }
    await makeAllocated('INV5K1', 'DEV-0006');
    const bare = { deviceName: undefined, timezone: undefined };
    expect(Object.keys((await bootstrap('INV5K1', 'DEV-0006', bare)).whole).toSorted()).toEqual(
      triple,
    );
  });

  test('get/conn: its own, of a device behind it, of a branch', async () => {
    const own = (await bootstrap('INV5K1', 'DEV-0007')).whole;
    const [gateway] = await client.searchAll(`deviceData.deviceSn in ('DEV-0007')`);
    const self = () => auth(gateway.sn);
    expect((await connection({ self: self() })).whole).toEqual(own);
    expect((await connection({ self: self(), signMethod: 'sha256' })).whole).toEqual(own);
    const behind = await makeAllocated('MTR3P2', 'DEV-0008');
    const sub = () => auth(behind, secrets['MTR3P2']);
    const its = (await connection({ self: self(), sub: sub() })).whole;
    expect(Object.keys(its).toSorted()).toEqual(triple);
    expect(its.dk).not.toBe(own.dk);
    const branch = (await connection({ self: self(), sub: { branch: 2 } })).whole;
    expect(Object.keys(branch).toSorted()).toEqual(triple);
    expect((await connection({ self: self(), sub: { branch: 2 } })).whole).toEqual(branch);
    const noSn = { branch: 2, createSubSnFromGw: false };
    expect((await connection({ self: self(), sub: noSn })).whole.code).toBe(99400);
  });

  test('get/conn: not allocated, unknown, wrong signature, another method, nothing', async () => {
    const sn = await make('INV5K1', 'DEV-0009');
    const waiting = await connection({ self: auth(sn) });
    expect([waiting.whole.code, waiting.whole.msg]).toEqual([10000, `[${sn}] not allocated`]);
    expect((await connection({ self: auth('nobody') })).whole.code).toBe(35601);
    expect((await connection({ self: auth(sn, 'wrong') })).whole.code).toBe(35601);
    expect((await connection({ self: auth(sn), signMethod: 'md5' })).whole.code).toBe(99400);
    for (const body of [{}, { self: {} }, { self: { sn } }]) {
      expect((await connection(body)).whole.code, JSON.stringify(body)).toBe(99400);
    }
  });

  test('a device that was replaced is refused, one that was reset waits', async () => {
    await bootstrap('INV5K1', 'DEV-0010');
    await make('INV5K1', 'DEV-0011');
    const body = { sn: 'DEV-0010', replacementSn: 'DEV-0011' };
    expect((await client.call('replace', { body })).code).toBe(0);
    expect((await bootstrap('INV5K1', 'DEV-0010')).whole.code).toBe(35404);
    await bootstrap('INV5K1', 'DEV-0012');
    const sns = { groupId: 'INV5K1', sns: ['DEV-0012'] };
    await client.call('resetAllocationStatus', { body: sns });
    expect((await bootstrap('INV5K1', 'DEV-0012')).whole.code).toBe(10000);
  });
});
