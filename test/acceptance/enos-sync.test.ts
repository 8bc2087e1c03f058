import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freshStation, problemOf, type Station, sampleCatalog } from '../support/cli.ts';
import {
  type EnosServer,
  type EnosServerOptions,
  type Fault,
  startEnosServer,
} from '../support/enos-server.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { seeded } from '../support/random.ts';
import { inverterSns, meterSn } from '../support/serial-numbers.ts';
import { pause, until } from '../support/wait.ts';

/** P2 and P3 against an EnOS that was written from the same documentation by somebody else. */

const cleanUp: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

const { masterDataGroups, registrationGroups } = JSON.parse(await readFile(sampleCatalog, 'utf8'));
const groups = registrationGroups.map((group: { groupId: string; masterDataGroupId: string }) => ({
  groupId: group.groupId,
  masterData: masterDataGroups.find((one: { id: string }) => one.id === group.masterDataGroupId)
    .masterData,
}));

async function enos(options: EnosServerOptions = {}): Promise<EnosServer> {
  const server = await startEnosServer({ groups, ...options });
  cleanUp.push(() => server.close());
  return server;
}

async function connected(server: EnosServer): Promise<Station> {
  const station = await freshStation();
  cleanUp.push(() => station[Symbol.asyncDispose]());
  await station.connect(server, 'enos');
  return station;
}

const target = ['--batch', 'B1', '--allocate-to', 'beta/o-solar'];

function expectEachOnce(server: EnosServer, sns: readonly string[]): void {
  const devices = server.devices.all().filter((device) => device.groupId === 'INV5K1');
  expect(devices.map((device) => device.deviceData['deviceSn']).toSorted()).toEqual(sns.toSorted());
  for (const device of devices) {
    expect(device).toMatchObject({
      regionId: 'beta',
      orgId: 'o-solar',
      batchTag: { defaultValue: 'B1' },
      allocateStatus: 'allocated',
    });
  }
  for (const seen of server.requests.filter((one) => one.action === 'create')) {
    expect(seen.body.count, 'one operation is one known SN').toBe(1);
    expect(seen.body.deviceData.deviceSn, 'our own SN, always').toBeTruthy();
  }
  expect(server.blindResends(), 'sent again without a look-up').toEqual([]);
  const unknown = server.requests.filter((seen) => seen.code === 99400);
  expect(unknown.map((seen) => seen.text)).toEqual([]);
}

describe('both readings of the documentation', () => {
  test.for([
    { createReturns: 'sn', systemSn: 'own', searchData: 'array', errorStatus: 200 },
    { createReturns: 'deviceSn', systemSn: 'own', searchData: 'array', errorStatus: 400 },
    { createReturns: 'deviceSn', systemSn: 'deviceSn', searchData: 'array', errorStatus: 400 },
    { createReturns: 'sn', systemSn: 'own', searchData: 'wrapped', errorStatus: 400 },
  ] as const)(
    'create answers $createReturns ($systemSn sn), search answers $searchData',
    { timeout: 120_000 },
    async (reading) => {
      const random = seeded();
      const server = await enos(reading);
      const station = await connected(server);
      const sns = inverterSns(40, 'RDG');
      await station.register(sns, target);
      let left = 25;
      server.fault = ({ action }) => {
        if (!['create', 'allocate', 'search', 'get'].includes(action) || left === 0)
          return undefined;
        if (!random.chance(0.2)) return undefined;
        left -= 1;
        return random.pick<Fault>([
          { kind: 'drop-reply' },
          { kind: 'drop-reply' },
          { kind: 'cut-before' },
          { kind: 'truncated' },
          { kind: 'status', status: 500, commit: true },
          { kind: 'status', status: 503, commit: false },
          { kind: 'status', status: 429, commit: false, headers: { 'retry-after': '1' } },
          { kind: 'captive-portal' },
        ]);
      };
      const synced = await station.run(['sync', '--until-empty'], { within: 110_000 });
      expect(synced.code, `${synced.stdout.slice(-1500)} ${synced.stderr.slice(-1500)}`).toBe(0);
      expect(left, 'hardly any fault happened').toBeLessThan(20);
      expectEachOnce(server, sns);
      const devices = await station.devices();
      expect(new Set(devices.map((one) => one.status))).toEqual(new Set(['allocated']));
      await expectHealthy(station);
    },
  );
});

describe('one fault at a time', () => {
  const faults: [string, 'create' | 'allocate' | 'search', Fault][] = [
    ['the reply to a create is lost', 'create', { kind: 'drop-reply' }],
    ['the reply to an allocation is lost', 'allocate', { kind: 'drop-reply' }],
    ['the request itself is lost', 'create', { kind: 'cut-before' }],
    ['a create hangs after it was done', 'create', { kind: 'hang', commit: true }],
    ['an allocation hangs before it is done', 'allocate', { kind: 'hang', commit: false }],
    ['half of the JSON', 'create', { kind: 'truncated' }],
    ['500 after it was done', 'create', { kind: 'status', status: 500, commit: true }],
    ['500 after it was done', 'allocate', { kind: 'status', status: 500, commit: true }],
    ['a captive portal', 'create', { kind: 'captive-portal' }],
    ['success without a result', 'create', { kind: 'empty-success' }],
    [
      '429 with Retry-After',
      'create',
      { kind: 'status', status: 429, commit: false, headers: { 'retry-after': '1' } },
    ],
    ['code 1001', 'create', { kind: 'code', status: 401, code: 1001, msg: 'repeated request' }],
    [
      'code 1001 with HTTP 200',
      'allocate',
      { kind: 'code', status: 200, code: 1001, msg: 'repeated request' },
    ],
  ];
  // One station and one cloud for all: what is left behind by one fault meets the next.
  let server: EnosServer;
  let station: Station & AsyncDisposable;
  const registered: string[] = [];
  beforeAll(async () => {
    server = await startEnosServer({ groups });
    station = await freshStation();
    await station.connect(server, 'enos');
  });
  afterAll(async () => {
    await station?.[Symbol.asyncDispose]();
    await server?.close();
  });

  test.for(faults)('%s (%s): once, and by itself', async ([, action, fault]) => {
    const sns = inverterSns(3, `ONE${registered.length}`);
    registered.push(...sns);
    await station.register(sns, target);
    let left = 2;
    server.fault = (seen) => {
      if (seen.action !== action || left === 0) return undefined;
      left -= 1;
      return fault;
    };
    const synced = await station.run(['sync', '--until-empty'], { within: 55_000 });
    expect(synced.code, `${synced.stdout} ${synced.stderr.slice(-1500)}`).toBe(0);
    expect(left).toBe(0);
    expectEachOnce(server, registered);
  });

  test('Retry-After is kept', async () => {
    await station.register(['AFTER-0001'], target);
    let refusedAt = 0;
    let nextAt = 0;
    server.fault = ({ action }) => {
      if (action !== 'create') return undefined;
      if (refusedAt > 0) {
        nextAt ||= performance.now();
        return undefined;
      }
      refusedAt = performance.now();
      return { kind: 'status', status: 429, commit: false, headers: { 'retry-after': '3' } };
    };
    await station.must(['sync', '--until-empty']);
    expect(nextAt - refusedAt).toBeGreaterThan(2_900);
  });
});

describe('keys', () => {
  test.for(['refused', 'renewed'] as const)(
    'a token that expires in the middle is renewed without asking (refresh is %s)',
    async (refreshExpired) => {
      const server = await enos({ refreshExpired });
      const station = await connected(server);
      const sns = inverterSns(15, 'TKN');
      await station.register(sns, target);
      let calls = 0;
      server.fault = ({ action }) => {
        if (action !== 'create' && action !== 'allocate') return undefined;
        calls += 1;
        if (calls === 4 || calls === 24) server.expireTokens();
        return undefined;
      };
      const synced = await station.run(['sync', '--until-empty']);
      expect(synced.code, `${synced.stdout} ${synced.stderr.slice(-1500)}`).toBe(0);
      expect(server.requests.some((seen) => seen.code === 1203)).toBe(true);
      expectEachOnce(server, sns);
    },
  );

  test('a token is asked for once, not for every call', async () => {
    const server = await enos();
    const station = await connected(server);
    await station.register(inverterSns(10, 'TKN'), target);
    await station.must(['sync', '--until-empty']);
    const tokens = server.requests.filter((seen) => seen.action.startsWith('token/'));
    expect(tokens.length).toBeLessThanOrEqual(3);
  });

  test.for([401, 403] as const)(
    '%s pauses the queue and asks; nothing is parked',
    async (status) => {
      const server = await enos();
      const station = await connected(server);
      const sns = ['AUTH-0001', 'AUTH-0002', 'AUTH-0003', 'AUTH-0004', 'AUTH-0005'];
      await station.register(sns, target);
      server.refuseAll(status);
      const before = server.requests.length;
      const synced = await station.run(['sync', '--until-empty', '--timeout', '15'], {
        within: 30_000,
      });
      expect(synced.code, `${synced.stdout} ${synced.stderr.slice(-1500)}`).toBe(3);
      expect(problemOf(synced)?.code).toMatch(/cloud-/);
      expect(server.requests.length - before, 'a paused queue does not hammer').toBeLessThan(20);
      expect(await station.queue()).toMatchObject({ parked: 0, refused: 0, confirmed: 0 });
      server.refuseAll(null);
      await station.connect(server, 'enos');
      await station.must(['sync', '--until-empty']);
      expectEachOnce(server, sns);
    },
  );
});

describe('what cannot go by itself is parked with a reason, the rest flows', () => {
  test('an SN that the cloud holds under another batch', async () => {
    const server = await enos();
    server.devices.call(
      'create',
      { orgId: server.orgId },
      {
        groupId: 'INV5K1',
        count: 1,
        batchTag: { defaultValue: 'LAST-YEAR' },
        deviceData: { deviceSn: 'OLD-0001' },
      },
    );
    const station = await connected(server);
    await station.register(['OLD-0001', 'NEW-0001', 'NEW-0002'], target);
    const synced = await station.run(['sync', '--until-empty']);
    expect(synced.code, `${synced.stdout} ${synced.stderr.slice(-1500)}`).toBe(1);
    const status = await station.must(['status']);
    expect(status.json[0].queue.parked).toBeGreaterThanOrEqual(1);
    expect(`${synced.stdout}${status.stdout}`).toMatch(/taken|duplicat|already|conflict/i);
    const old = server.devices.find('INV5K1', 'OLD-0001');
    expect(old?.batchTag?.defaultValue).toBe('LAST-YEAR');
    expect(old?.orgId, "another's device is not allocated by us").toBeNull();
    for (const sn of ['NEW-0001', 'NEW-0002']) {
      expect(server.devices.find('INV5K1', sn)?.orgId).toBe('o-solar');
    }
    const devices = await station.devices(['--search', 'OLD-0001']);
    expect(devices[0].status).not.toBe('allocated');
    const requests = server.requests.length;
    const again = await station.run(['sync', '--until-empty']);
    expect(again.code, 'still parked').toBe(1);
    expect(server.requests.slice(requests).filter((seen) => seen.action === 'create')).toEqual([]);
  });

  test('a group that the cloud does not know', async () => {
    const server = await enos({
      groups: groups.filter((one: { groupId: string }) => one.groupId === 'INV5K1'),
    });
    const station = await connected(server);
    await station.register(['GRP-0001'], target);
    await station.run(['register', '--group', 'MTR3P2'], { input: `${meterSn(1)}\n` });
    const synced = await station.run(['sync', '--until-empty']);
    expect(synced.code, `${synced.stdout} ${synced.stderr.slice(-1500)}`).toBe(1);
    expectEachOnce(server, ['GRP-0001']);
    const status = await station.must(['status']);
    expect(status.json[0].queue.parked + status.json[0].queue.refused).toBeGreaterThanOrEqual(1);
    expect(`${synced.stdout}${status.stdout}`).toMatch(/group/i);
  });

  test('one device that is refused does not stop the others', async () => {
    const server = await enos();
    const station = await connected(server);
    const sns = inverterSns(12, 'PSN');
    await station.register(sns, target);
    server.fault = (seen) =>
      seen.action === 'create' && seen.body?.deviceData?.deviceSn === sns[3]
        ? { kind: 'code', status: 200, code: 99400, msg: 'Invalid Argument deviceData:remark' }
        : undefined;
    const synced = await station.run(['sync', '--until-empty']);
    expect(synced.code, `${synced.stdout} ${synced.stderr.slice(-1500)}`).toBe(1);
    const held = server.devices.all().filter((device) => device.orgId === 'o-solar');
    expect(held).toHaveLength(sns.length - 1);
    const status = await station.must(['status']);
    expect(`${synced.stdout}${status.stdout}`).toMatch(/Invalid Argument/);
  });
});

describe('no network', () => {
  test('pulled: exit 3 in time, nothing parked; put back: drains, each once', async () => {
    const server = await enos();
    const proxy = await startFaultProxy(server.url);
    cleanUp.push(() => proxy.close());
    const station = await freshStation();
    cleanUp.push(() => station[Symbol.asyncDispose]());
    await station.connect(server, 'enos', proxy.url);
    const sns = inverterSns(10, 'NET');
    await station.register(sns, target);
    await proxy.pull();
    const pulled = await station.run(['sync', '--until-empty', '--timeout', '4'], {
      within: 25_000,
    });
    expect(pulled.code, `${pulled.stdout}`).toBe(3);
    expect(pulled.took).toBeLessThan(12_000);
    expect(problemOf(pulled)?.code).toMatch(/cloud-unreachable|timeout/);
    expect(await station.queue()).toMatchObject({ parked: 0, refused: 0, confirmed: 0 });
    await proxy.restore();
    await station.must(['sync', '--until-empty']);
    expectEachOnce(server, sns);
  });

  test('back while sync is waiting: it goes on by itself', async () => {
    const server = await enos();
    const proxy = await startFaultProxy(server.url);
    cleanUp.push(() => proxy.close());
    const station = await freshStation();
    cleanUp.push(() => station[Symbol.asyncDispose]());
    await station.connect(server, 'enos', proxy.url);
    await station.register(['BACK-0001', 'BACK-0002'], target);
    await proxy.pull();
    const syncing = station.start(['sync', '--until-empty', '--timeout', '50']);
    await pause(4_000);
    expect(syncing.over, `${syncing.stderr}`).toBe(false);
    await proxy.restore();
    const ended = await syncing.ended;
    expect(ended.code, `${ended.stdout} ${ended.stderr.slice(-1500)}`).toBe(0);
    expectEachOnce(server, ['BACK-0001', 'BACK-0002']);
  });
});

describe('sync that is ended in the middle', () => {
  test.for([['SIGINT'], ['SIGTERM'], ['SIGKILL']] as [NodeJS.Signals][])(
    'a second %s ends it at once; the next sync finishes, each once',
    async ([signal]) => {
      const server = await enos();
      const station = await connected(server);
      const sns = inverterSns(6, 'SIG');
      await station.register(sns, target);
      server.fault = ({ action }) =>
        action === 'create' ? { kind: 'hang', commit: true } : undefined;
      const syncing = station.start(['sync', '--until-empty']);
      await until('a create on the wire', () =>
        server.requests.some((seen) => seen.action === 'create'),
      );
      syncing.signal(signal);
      await pause(300);
      syncing.signal(signal);
      const from = performance.now();
      await syncing.ended;
      expect(performance.now() - from).toBeLessThan(8_000);
      server.fault = () => undefined;
      const synced = await station.run(['sync', '--until-empty']);
      expect(synced.code, `${synced.stdout} ${synced.stderr.slice(-1500)}`).toBe(0);
      expectEachOnce(server, sns);
      expect(await station.queue()).toMatchObject({ queued: 0, sending: 0, inDoubt: 0 });
    },
  );

  test('SIGKILL at any request, again and again', { timeout: 120_000 }, async () => {
    const random = seeded();
    const server = await enos();
    const station = await connected(server);
    const sns = inverterSns(20, 'KIL');
    await station.register(sns, target);
    for (let life = 0; life < 8; life += 1) {
      const syncing = station.start(['sync', '--until-empty']);
      const moment = server.requests.length + random.int(1, 8);
      let reached = false;
      server.fault = (seen) => {
        if (seen.n < moment) return undefined;
        if (!reached) {
          reached = true;
          syncing.signal('SIGKILL');
        }
        return random.chance(0.5) ? { kind: 'drop-reply' } : { kind: 'cut-before' };
      };
      await syncing.ended;
      server.fault = () => undefined;
    }
    await station.must(['sync', '--until-empty']);
    expectEachOnce(server, sns);
    expect(await station.queue()).toMatchObject({ queued: 0, sending: 0, inDoubt: 0, parked: 0 });
    await expectHealthy(station);
  });
});
