import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshCloud, type RunningCloud } from '../support/cli.ts';
import { EnosClient } from '../support/enos-client.ts';

/** Item 10: an independent client gets the documented answers from our cloud. */

let cloud: RunningCloud;
let client: EnosClient;
beforeAll(async () => {
  cloud = await freshCloud();
  client = new EnosClient(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());

describe('tokens', () => {
  test('the same token while it is valid, and about two hours of life', async () => {
    const first = await client.tokenReply();
    expect(first.whole).toMatchObject({
      status: 0,
      msg: 'SUCCESS',
      business: 'apim-token-service',
    });
    expect(first.data.expire).toBeGreaterThan(0);
    expect(first.data.expire).toBeLessThanOrEqual(7200);
    expect((await client.tokenReply()).data.accessToken).toBe(first.data.accessToken);
  });

  test('1002, 1003, 1202, 1204', async () => {
    expect((await client.tokenReply({ appKey: 'nobody' })).code).toBe(1002);
    expect((await client.tokenReply({ encryption: 'f'.repeat(64) })).code).toBe(1003);
    expect((await client.tokenReply({ encryption: '' })).code).toBe(1202);
    expect((await client.tokenReply({ appKey: undefined })).code).toBe(1202);
    expect((await client.tokenReply({ accessToken: 'no-such-token' }, 'refresh')).code).toBe(1204);
    const accessToken = await client.token();
    const refreshed = await client.tokenReply({ accessToken }, 'refresh');
    expect(refreshed.code).toBe(0);
    expect(refreshed.data.expire).toBeGreaterThan(0);
    client = new EnosClient(cloud);
  });

  test('a token that nobody gave is 401 with code 1203; a wrong signature is refused', async () => {
    const expression = `groupId = 'INV5K1'`;
    const stranger = await client.call('search', {
      body: { expression },
      change: { 'apim-accesstoken': 'no-such-token' },
    });
    expect(stranger.http).toBe(401);
    expect(stranger.code).not.toBe(0);
    const before = (await client.searchAll(expression)).length;
    for (const change of [
      { 'apim-signature': 'f'.repeat(64) },
      { 'apim-signature': '' },
      { 'apim-timestamp': '1' },
      { 'apim-accesstoken': '' },
    ] as Record<string, string>[]) {
      const body = { groupId: 'INV5K1', count: 1, deviceData: { deviceSn: 'UNSIGNED-1' } };
      const reply = await client.call('create', { body, change });
      expect(reply.code, JSON.stringify(change)).not.toBe(0);
      expect(reply.http).toBeLessThan(500);
    }
    expect(await client.searchAll(expression)).toHaveLength(before);
  });
});

describe('create', () => {
  test('answers the serial number, and the fresh device looks as documented', async () => {
    const batchTag = { defaultValue: 'B1' };
    const made = await client.create('INV5K1', 'CRT-0001', { batchTag, desc: 'description' });
    expect(made).toMatchObject({ code: 0, msg: 'OK' });
    expect(typeof made.whole.requestId).toBe('string');
    expect(made.data).toHaveLength(1);
    const [device] = await client.searchAll(`deviceData.deviceSn in ('CRT-0001')`);
    expect(device).toMatchObject({
      groupId: 'INV5K1',
      regionId: null,
      orgId: null,
      desc: 'description',
      batchTag,
      status: { currentStatus: 'init', allocatedTime: null },
      connectStatus: 'init',
      allocateStatus: 'init',
    });
    expect(device.deviceData.deviceSn).toBe('CRT-0001');
    expect([device.sn, device.deviceData.deviceSn]).toContain(made.data[0]);
    expect(device.createTime).toBeGreaterThan(1_600_000_000_000);
  });

  test.for([
    [{ groupId: undefined }, 99400, 'Invalid Argument groupId:groupId is missing'],
    [{ groupId: '' }, 99400, 'Invalid Argument groupId:groupId is missing'],
    [{ count: undefined }, 99400, 'Invalid Argument count:count is missing'],
    [{ count: 0 }, 99400, 'count of PvsDeviceCreateInfo must between 1 to 1000000'],
    [{ count: 1_000_001 }, 99400, 'count of PvsDeviceCreateInfo must between 1 to 1000000'],
    [{ groupId: 'NOPE99' }, 35404, 'Group not found'],
  ] as const)('%j is %s %s', async ([change, code, msg]) => {
    const reply = await client.create('INV5K1', 'CRT-0002', change);
    expect({ code: reply.code, msg: reply.msg }).toEqual({ code, msg });
    expect(await client.searchAll(`deviceData.deviceSn in ('CRT-0002')`)).toEqual([]);
  });

  test('an SN twice is 35601; the same SN in another group is not', async () => {
    expect((await client.create('INV5K1', 'CRT-0003')).code).toBe(0);
    const again = await client.create('INV5K1', 'CRT-0003');
    expect(again.code).toBe(35601);
    expect(again.msg).toMatch(/DeviceSn duplicated/i);
    expect((await client.create('MTR3P2', 'CRT-0003')).code).toBe(0);
  });

  test('twenty at the same moment: one device', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => client.create('INV5K1', 'CRT-0004')),
    );
    expect(replies.filter((reply) => reply.code === 0)).toHaveLength(1);
    expect(replies.filter((reply) => reply.code === 35601)).toHaveLength(19);
    expect(await client.searchAll(`deviceData.deviceSn in ('CRT-0004')`)).toHaveLength(1);
  });

  test("a station's SN rule is not the cloud's", async () => {
    const odd = 'lower case 序列号 _ *%';
    expect((await client.create('INV5K1', odd)).code).toBe(0);
    const found = await client.searchAll(`deviceData.deviceSn = "${odd}"`);
    expect(found.map((one) => one.deviceData.deviceSn)).toEqual([odd]);
  });

  test('count without own SNs makes that many', async () => {
    const reply = await client.call('create', { body: { groupId: 'SNS001', count: 7 } });
    expect(new Set(reply.data).size).toBe(7);
    expect(await client.searchAll(`groupId = 'SNS001'`)).toHaveLength(7);
  });

  test('master data: custom ones of the group and built-in ones, of their type', async () => {
    const made = await client.create('INV5K1', 'CRT-0005', {
      deviceData: { deviceSn: 'CRT-0005', ratedPower: 6.5, phase: 'one', timezone: '+08:00' },
    });
    expect(made.code).toBe(0);
    const [device] = await client.searchAll(`deviceData.deviceSn in ('CRT-0005')`);
    expect(device.deviceData).toMatchObject({ ratedPower: 6.5, phase: 'one', timezone: '+08:00' });
    for (const wrong of [{ colour: 'red' }, { ratedPower: 'much' }, { phase: 'five' }]) {
      const deviceData = { deviceSn: 'CRT-0006', ...wrong };
      const reply = await client.create('INV5K1', 'CRT-0006', { deviceData });
      expect(reply.code, JSON.stringify(wrong)).not.toBe(0);
      expect(reply.http).toBeLessThan(500);
    }
    expect(await client.searchAll(`deviceData.deviceSn in ('CRT-0006')`)).toEqual([]);
  });
});

describe('get and allocate', () => {
  const systemSn = async (deviceSn: string): Promise<string> => {
    await client.create('INV5K1', deviceSn);
    const [device] = await client.searchAll(`deviceData.deviceSn in ('${deviceSn}')`);
    return device.sn;
  };

  test('get by system SN; 35400 and 35601 otherwise', async () => {
    const sn = await systemSn('GET-0001');
    const got = await client.call('get', { query: { sn } });
    expect(got.data).toMatchObject({ sn, groupId: 'INV5K1' });
    const none = await client.call('get', { query: { sn: undefined } });
    expect([none.code, none.msg]).toEqual([35400, 'OrgId/sn is required']);
    const unknown = await client.call('get', { query: { sn: 'no-such-sn' } });
    expect([unknown.code, unknown.msg]).toEqual([35601, 'Verify not pass/sn not found']);
    const noOrg = await client.call('get', { query: { sn, orgId: undefined } });
    expect(noOrg.code).toBe(35400);
  });

  test('allocate fills environment and OU and makes an asset', async () => {
    const sn = await systemSn('ALC-0001');
    const deviceData = { regionId: 'beta', orgId: 'o-solar' };
    const reply = await client.call('allocate', { body: { sn, deviceData } });
    expect(reply.data).toMatchObject({
      sn,
      regionId: 'beta',
      orgId: 'o-solar',
      allocateStatus: 'allocated',
      deviceData: { regionId: 'beta', deviceSn: 'ALC-0001' },
    });
    expect(reply.data.deviceData.assetId).toBeTruthy();
    expect(['allocated', 'connected', 'finished']).toContain(reply.data.status.currentStatus);
    const got = await client.call('get', { query: { sn } });
    expect(got.data.deviceData.assetId).toBe(reply.data.deviceData.assetId);
    expect(await client.searchAll(`sn = '${sn}' and regionId in ('beta')`)).toHaveLength(1);
  });

  test('35400 without sn, 35601 for an unknown one', async () => {
    const none = await client.call('allocate', { body: { deviceData: {} } });
    expect([none.code, none.msg]).toEqual([35400, 'OrgId/sn is required']);
    const unknown = await client.call('allocate', { body: { sn: 'no-such-sn' } });
    expect([unknown.code, unknown.msg]).toEqual([35601, 'Verify not pass/sn not found']);
  });
});

describe('search', () => {
  beforeAll(async () => {
    for (let index = 0; index < 25; index += 1) {
      await client.create('MTR3P2', `SRC-${String(index).padStart(2, '0')}`);
    }
  });

  test('ten a page unless told, newest first, pages without holes', async () => {
    const first = await client.call('search', { body: { expression: `groupId in ('MTR3P2')` } });
    expect(first.data).toHaveLength(10);
    const times = first.data.map((one: { createTime: number }) => one.createTime);
    expect(times).toEqual(times.toSorted((a: number, b: number) => b - a));
    for (const size of [1, 7, 1000]) {
      const all = await client.searchAll(
        `deviceData.deviceSn in ('SRC-00','SRC-01','SRC-02')`,
        size,
      );
      expect(all.map((one) => one.deviceData.deviceSn).toSorted()).toEqual([
        'SRC-00',
        'SRC-01',
        'SRC-02',
      ]);
    }
    const all = await client.searchAll(`groupId = 'MTR3P2'`, 4);
    expect(new Set(all.map((one) => one.sn)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(25);
  });

  test('and, or, in, like, is null, comparison, both kinds of quotes', async () => {
    const [one] = await client.searchAll(`deviceData.deviceSn in ("SRC-07")`);
    expect(await client.searchAll(`sn in ('${one.sn}')`)).toHaveLength(1);
    expect(await client.searchAll(`sn like '${one.sn.slice(0, -1)}%'`)).not.toEqual([]);
    expect(await client.searchAll(`groupId = 'INV5K1' and sn in ('${one.sn}')`)).toEqual([]);
    expect(
      await client.searchAll(
        `groupId = 'MTR3P2' and (deviceData.deviceSn in ('SRC-01') or deviceData.deviceSn in ('SRC-02'))`,
      ),
    ).toHaveLength(2);
    const since = await client.searchAll(`groupId = 'MTR3P2' and createTime >= ${one.createTime}`);
    expect(since.length).toBeGreaterThanOrEqual(18);
    expect(await client.searchAll(`groupId = 'MTR3P2' and createTime < 1000`)).toEqual([]);
  });

  test('what is no expression is refused, and quotes do not break out', async () => {
    for (const expression of [
      '',
      'groupId',
      `groupId = `,
      `groupId = 'a`,
      `nonsense ~ 1`,
      `;drop table`,
    ]) {
      const reply = await client.call('search', { body: { expression } });
      expect(reply.code, expression).not.toBe(0);
      expect(reply.http, expression).toBeLessThan(500);
    }
    expect(await client.searchAll(`groupId = "x' or '1'='1"`)).toEqual([]);
    expect(await client.searchAll(`deviceData.deviceSn = "' or 1=1 --"`)).toEqual([]);
    const reply = await client.call('search', {
      body: { pagination: { pageNo: 1, pageSize: 10 } },
    });
    expect(reply.code).not.toBe(0);
    const large = { expression: `groupId = 'MTR3P2'`, pagination: { pageNo: 1, pageSize: 1001 } };
    const page = await client.call('search', { body: large });
    if (page.code === 0) expect(page.data.length).toBeLessThanOrEqual(1000);
  });

  test("another OU's key sees nothing of it", async () => {
    const reply = await client.call('search', {
      query: { orgId: 'o-somebody-else' },
      body: { expression: `groupId in ('MTR3P2')` },
    });
    if (reply.code === 0) expect(reply.data).toEqual([]);
  });
});

test('junk at every door is answered, and the cloud goes on', async () => {
  for (const path of [
    '/',
    '/nothing',
    '/apim-token-service/v2.0/token/get',
    '/lineside/v1/catalog',
    '/dps-service/v2.5/pvs/device?action=create',
  ]) {
    for (const body of ['', '{', 'null', '[]', '"x"', `"${'x'.repeat(2_000_000)}"`]) {
      const reply = await client.post(path, body).catch(() => null);
      if (reply) {
        expect(reply.http, path).toBeLessThan(500);
        expect(JSON.stringify(reply.whole)).not.toMatch(/node_modules|\bat .+\.ts:\d+/);
      }
    }
  }
  expect((await client.tokenReply()).code).toBe(0);
});
