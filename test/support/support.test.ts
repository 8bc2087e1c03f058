import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { tempFolder } from './cli.ts';
import { EnosClient } from './enos-client.ts';
import { type EnosServerOptions, startEnosServer } from './enos-server.ts';
import { apimSignature, tokenEncryption } from './enos-signing.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { FqlError, parseFql, type Scalar } from './fql.ts';
import { PtyScanner } from './pty-scanner.ts';
import { luhnDigit, mod10Digit } from './serial-numbers.ts';
import { until } from './wait.ts';

/** The stand-ins have to be right before anything they say about Lineside counts. */

const cleanUp: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

async function enos(options: EnosServerOptions = {}) {
  const server = await startEnosServer({
    groups: [{ groupId: 'G1', masterData: [{ identifier: 'scale', type: 'Integer' }] }],
    ...options,
  });
  cleanUp.push(() => server.close());
  return { server, client: new EnosClient(server) };
}

describe('signatures', () => {
  test('the token vector of the documentation', () => {
    expect(tokenEncryption('exampleAppKey', '1700000000000', 'exampleAppSecret')).toBe(
      '428ac22dc0c024974c364a400d401e9e4505a1958a0a6fa4a122ae820da6aff8',
    );
  });
  test('the request vector of the documentation, whatever the order of the query', () => {
    const given = {
      accessToken: 'exampleToken',
      body: '{"groupId":"G1","count":1}',
      timestamp: '1700000000000',
      appSecret: 'exampleAppSecret',
    };
    const query: [string, string][] = [
      ['action', 'create'],
      ['orgId', 'o1'],
    ];
    const expected = '4c17401ad8778abf7ec3faaee0e3e6753f074674c101251b40fb5857ccb752c4';
    expect(apimSignature({ ...given, query })).toBe(expected);
    expect(apimSignature({ ...given, query: query.toReversed() })).toBe(expected);
  });
});

describe('check digits', () => {
  test('Luhn as in ISO/IEC 7812, mod 10 as on a real GTIN', () => {
    expect(luhnDigit('7992739871')).toBe('3');
    expect(mod10Digit('400638133393')).toBe('1');
    expect(mod10Digit('0950600013435')).toBe('2');
  });
});

describe('search expressions', () => {
  const row: Record<string, Scalar> = {
    sn: 'SYS00001',
    groupId: 'G1',
    batchOrder: 3,
    'deviceData.deviceSn': 'A-1',
  };
  const holds = (text: string): boolean => parseFql(text)((field) => row[field] ?? null);

  test.for([
    [`groupId in ('G1') and deviceData.deviceSn in ("A-0", "A-1")`, true],
    [`groupId = "G2" or sn like 'SYS%'`, true],
    [`groupId = 'G1' and (batchOrder > 3 or batchOrder <= 2)`, false],
    [`deviceData.remark is null`, true],
    [`deviceData.deviceSn = 'A-10'`, false],
    [`deviceData.deviceSn in ('A-\\'1')`, false],
  ] as const)('%s is %s', ([text, expected]) => {
    expect(holds(text)).toBe(expected);
  });
  test.for(['batchTag = "B1"', 'groupId = G1', 'groupId like "G%"', 'groupId', 'sn = "a" "b"'])(
    '%s is refused: no page names it',
    (text) => {
      expect(() => parseFql(text)).toThrow(FqlError);
    },
  );
});

describe('the EnOS stand-in', () => {
  test('answers the token codes', async () => {
    const { client } = await enos();
    expect((await client.tokenReply()).data.expire).toBeGreaterThan(7000);
    const first = await client.token();
    expect((await client.tokenReply()).data.accessToken).toBe(first);
    expect((await client.tokenReply({ appKey: 'nobody' })).code).toBe(1002);
    expect((await client.tokenReply({ encryption: 'nonsense' })).code).toBe(1003);
    expect((await client.tokenReply({ appKey: '' })).code).toBe(1202);
    expect((await client.tokenReply({ timestamp: 'soon' })).code).toBe(1004);
    expect((await client.tokenReply({ accessToken: 'never' }, 'refresh')).code).toBe(1204);
    expect((await client.tokenReply({ accessToken: first }, 'refresh')).code).toBe(0);
  });

  test('refuses a wrong signature, a repeated one and an expired token', async () => {
    const { server, client } = await enos();
    const wrong = await client.call('search', {
      body: { expression: `groupId = 'G1'` },
      change: { 'apim-signature': 'f'.repeat(64) },
    });
    expect([wrong.http, wrong.code]).toEqual([401, 1003]);
    const timestamp = client.timestamp();
    const again = (n: string) =>
      client.post('/apim-token-service/v2.0/token/get', {
        appKey: server.appKey,
        timestamp,
        encryption: tokenEncryption(server.appKey, timestamp, server.appSecret),
        n,
      });
    expect((await again('1')).code).toBe(0);
    expect((await again('2')).code).toBe(1001);
    server.expireTokens();
    const expired = await client.create('G1', 'A-1');
    expect([expired.http, expired.code]).toEqual([401, 1203]);
    expect(server.devices.all()).toEqual([]);
  });

  test.for(['sn', 'deviceSn'] as const)('creates, with %s in the answer', async (createReturns) => {
    const { server, client } = await enos({ createReturns });
    const made = await client.create('G1', 'A-1');
    expect(made.data).toEqual([createReturns === 'sn' ? 'SYS00001' : 'A-1']);
    expect((await client.create('G1', 'A-1')).code).toBe(35601);
    expect((await client.create('G2', 'A-1')).code).toBe(35404);
    expect((await client.create('G1', 'A-2', { count: 0 })).code).toBe(99400);
    expect((await client.create('G1', 'A-2', { count: undefined })).msg).toMatch(
      /count is missing/,
    );
    expect((await client.create('', 'A-2')).msg).toMatch(/groupId is missing/);
    const unknown = { deviceData: { deviceSn: 'A-2', colour: 'red' } };
    expect((await client.create('G1', 'A-2', unknown)).code).toBe(99400);
    expect(server.devices.all()).toHaveLength(1);
  });

  test('allocates, gets and searches in pages of ten unless told', async () => {
    const { client } = await enos();
    for (let index = 0; index < 12; index += 1) await client.create('G1', `A-${index}`);
    const target = { regionId: 'beta', orgId: 'o-solar' };
    const done = await client.call('allocate', { body: { sn: 'SYS00003', deviceData: target } });
    expect(done.data).toMatchObject({ ...target, status: { currentStatus: 'allocated' } });
    const got = await client.call('get', { query: { sn: 'SYS00003' } });
    expect(got.data.deviceData).toMatchObject({ deviceSn: 'A-2', assetId: 'asset-SYS00003' });
    expect((await client.call('get', { query: { sn: 'SYS99999' } })).code).toBe(35601);
    const page = await client.call('search', { body: { expression: `groupId in ('G1')` } });
    expect(page.data).toHaveLength(10);
    expect(await client.searchAll(`groupId = 'G1'`, 5)).toHaveLength(12);
  });

  const life = (groupId: string, method: 'migrate' | 'initialize' | 'none') => ({
    groupId,
    reprovisionMethod: method,
    masterData: [{ identifier: 'scale', type: 'Integer' }],
  });

  test('resets by the method of the group, and lists only the successes', async () => {
    const groups = [life('KEEP', 'migrate'), life('CLEAR', 'initialize'), life('NEVER', 'none')];
    const { client } = await enos({ groups, systemSn: 'deviceSn' });
    const beta = { regionId: 'beta', orgId: 'o-solar' };
    for (const { groupId } of groups) {
      await client.create(groupId, groupId, { deviceData: { deviceSn: groupId, scale: 1 } });
      await client.call('allocate', { body: { sn: groupId, deviceData: beta } });
    }
    const reset = (
      groupId: string,
      sns: unknown,
      action = 'resetAllocationStatus',
      version = 'v2.5',
    ) => client.call(action, { version, body: { groupId, sns } });
    expect((await reset('KEEP', ['KEEP', 'CLEAR', 'nobody'])).data).toEqual(['KEEP']);
    expect((await reset('CLEAR', ['CLEAR, nobody'], 'reprovision', 'v4.0')).data).toEqual([
      'CLEAR',
    ]);
    expect((await reset('NEVER', ['NEVER'])).code).toBe(35603);
    expect((await reset('KEEP', ['CLEAR'])).code).toBe(35404);
    expect((await reset('', ['KEEP'])).msg).toBe('Invalid Argument groupId:groupId is missing');
    const of = async (sn: string) => (await client.call('get', { query: { sn } })).data;
    const free = { regionId: null, orgId: null, reprovisioning: true, allocateStatus: 'init' };
    expect(await of('KEEP')).toMatchObject({ ...free, deviceData: { scale: 1, assetId: null } });
    const cleared = await of('CLEAR');
    expect(cleared).toMatchObject(free);
    expect(cleared.deviceData.scale).toBeUndefined();
    expect(await of('NEVER')).toMatchObject(beta);
    const again = { body: { sn: 'KEEP', deviceData: beta } };
    expect((await client.call('activate', { ...again, version: 'v4.0' })).data).toMatchObject({
      ...beta,
      deviceData: { assetId: 'asset-KEEP-2' },
    });
    expect((await client.call('activate', again)).code).toBe(99400);
    expect((await client.call('delete', { ...again, version: 'v4.0' })).code).toBe(99400);
  });

  test('updates, replaces and deletes, and refuses what the documentation refuses', async () => {
    const groups = [life('G1', 'migrate'), life('G2', 'migrate')];
    const { client } = await enos({ groups, systemSn: 'deviceSn' });
    for (const sn of ['OLD', 'NEW', 'USED']) await client.create('G1', sn);
    await client.create('G2', 'OTHER');
    await client.call('allocate', { body: { sn: 'USED' } });
    const update = (body: object) => client.call('update', { body });
    const batchTag = { defaultValue: 'T' };
    const values = { desc: 'd', batchTag, deviceData: { scale: 2 } };
    expect(await update({ sn: 'OLD', ...values })).toMatchObject({ code: 0, data: ['OLD'] });
    expect((await update({ deviceData: {} })).code).toBe(99400);
    expect((await update({ sn: 'nobody' })).code).toBe(35601);
    expect((await update({ sn: 'OLD', deviceData: { deviceSn: 'X' } })).code).toBe(35601);
    expect((await update({ sn: 'OLD', deviceData: { colour: 'red' } })).code).toBe(99400);
    const replace = async (sn: string, replacementSn: string) => {
      const { code, msg } = await client.call('replace', { body: { sn, replacementSn } });
      return [code, msg];
    };
    const groupsDiffer = 'Target device and replacement device should belong to the same group';
    expect(await replace('OLD', '')).toEqual([35400, 'OrgId/Sn is required']);
    expect(await replace('OLD', 'OTHER')).toEqual([35400, groupsDiffer]);
    expect(await replace('OLD', 'nobody')).toEqual([35404, 'Sn not found']);
    expect(await replace('OLD', 'USED')).toEqual([35603, 'Replacement device is allocated']);
    expect(await replace('OLD', 'NEW')).toEqual([0, 'OK']);
    const [now] = await client.searchAll(`deviceData.deviceSn in ('OLD', 'NEW')`);
    expect(now).toMatchObject({ sn: 'NEW', desc: 'd', batchTag, deviceData: { scale: 2 } });
    const remove = (snList: unknown, groupId = 'G1') =>
      client.call('delete', { body: { groupId, snList } });
    expect((await remove(['NEW', 'never', 'OTHER'])).data).toEqual(['NEW', 'never']);
    expect((await remove(undefined)).code).toBe(99400);
    expect((await remove(['OTHER'], 'NOPE')).code).toBe(35404);
    expect(await client.searchAll(`groupId = 'G2'`)).toHaveLength(1);
  });

  test('knows when something was sent again without a look-up', async () => {
    const { server, client } = await enos();
    const drop = { kind: 'drop-reply' } as const;
    server.fault = ({ action }) => (action === 'create' ? drop : undefined);
    await expect(client.create('G1', 'A-1')).rejects.toThrow('fetch failed');
    server.fault = () => undefined;
    expect(server.devices.all()).toHaveLength(1);
    expect(server.blindResends()).toEqual([]);
    await client.searchAll(`groupId = 'G1' and deviceData.deviceSn = 'A-1'`);
    await client.create('G1', 'A-1');
    expect(server.blindResends()).toEqual([]);
    server.fault = ({ action }) => (action === 'create' ? drop : undefined);
    await expect(client.create('G1', 'A-2')).rejects.toThrow('fetch failed');
    server.fault = () => undefined;
    await client.searchAll(`deviceData.deviceSn = 'A-1'`);
    await client.create('G1', 'A-2');
    expect(server.blindResends()).toHaveLength(1);
  });
});

describe('the fault proxy', () => {
  test('drops the reply after the server has committed', async () => {
    const { server } = await enos();
    const proxy = await startFaultProxy(server.url);
    cleanUp.push(() => proxy.close());
    const client = new EnosClient({ ...server, url: proxy.url });
    await client.token();
    proxy.meddle = () => 'drop-reply';
    await expect(client.create('G1', 'A-1')).rejects.toThrow('fetch failed');
    expect(server.devices.find('G1', 'A-1')).toBeDefined();
    proxy.meddle = () => 'drop-request';
    await expect(client.create('G1', 'A-2')).rejects.toThrow('fetch failed');
    expect(server.devices.find('G1', 'A-2')).toBeUndefined();
    proxy.meddle = () => 'pass';
    expect((await client.create('G1', 'A-1')).code).toBe(35601);
    await proxy.pull();
    await expect(client.create('G1', 'A-2')).rejects.toThrow('fetch failed');
    await proxy.restore();
    expect((await client.create('G1', 'A-2')).code).toBe(0);
  });
});

describe('the pty scanner', () => {
  test('bytes arrive as written, and the port is gone after the unplug', async () => {
    await using folder = await tempFolder();
    const scanner = await PtyScanner.plugIn(join(folder.path, 'scanner'));
    cleanUp.push(() => scanner.unplug());
    const { open } = await import('node:fs/promises');
    const reader = await open(scanner.path, 'r');
    const buffer = Buffer.alloc(64);
    let got = '';
    const reading = (async () => {
      for (;;) {
        const { bytesRead } = await reader.read(buffer);
        if (bytesRead === 0) return;
        got += buffer.toString('latin1', 0, bytesRead);
      }
    })().catch(() => {});
    await scanner.write('A-1\rA-', { size: 1 });
    await scanner.write(new Uint8Array([0xff, 0x0d]));
    await until('the bytes', () => got === 'A-1\rA-\u00ff\r');
    await scanner.unplug();
    await reading;
    await reader.close();
    await scanner.replug();
    expect(await scanner.device()).toMatch(/^\/dev\//);
  });
});
