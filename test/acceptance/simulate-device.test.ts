import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { hasOpenssl, selfSigned } from '../support/certificate.ts';
import {
  freshCloud,
  freshStation,
  type Station,
  sampleCatalog,
  tempFolder,
} from '../support/cli.ts';
import { type GatewayMood, startDeviceService, startGateway } from '../support/device-service.ts';
import { EnosClient } from '../support/enos-client.ts';
import type { Json } from '../support/json.ts';
import { until } from '../support/wait.ts';

/** Item 4: the first article of a batch is proved before the second is labelled. */

const groupId = 'INV5K1';
const sample = JSON.parse(await readFile(sampleCatalog, 'utf8'));
const groupSecret: string = sample.registrationGroups.find(
  (one: Json) => one.groupId === groupId,
).groupSecret;
const keys = { pk: 'pk-1', dk: 'dk-1', ds: 'the-device-secret' };

const play = (
  station: Station,
  url: string,
  more: string[] = [],
  env: Record<string, string | undefined> = {},
) =>
  station.run(['simulate-device', '--url', url, '--group', groupId, '--sn', 'DEV-0001', ...more], {
    env,
  });

async function floor(
  mood: GatewayMood,
  about: { allocated?: boolean; secret?: string; murl?: string } = {},
) {
  const station = await freshStation();
  const gateway = await startGateway(mood);
  const service = await startDeviceService({
    groupId,
    groupSecret: about.secret ?? groupSecret,
    devices: [{ deviceSn: 'DEV-0001', sn: 'SYS1', ...(about.allocated === false ? {} : { keys }) }],
    murl: about.murl ?? `tcp://127.0.0.1:${gateway.port}`,
    hurl: 'https://hub.example',
  });
  return {
    station,
    gateway,
    service,
    async [Symbol.asyncDispose]() {
      await Promise.all([station, gateway, service].map((each) => each[Symbol.asyncDispose]()));
    },
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a device that is played', () => {
  test('boots with the documented request, logs in with the documented words, and says so', async () => {
    await using here = await floor(0);
    const began = Date.now();
    const { code, json, stdout, stderr } = await play(here.station, here.service.url, [
      '--name',
      '一号逆变器',
      '--timezone=-03:30',
    ]);
    expect([code, json]).toEqual([
      0,
      [
        {
          step: 'bootstrap',
          ok: true,
          murl: `tcp://127.0.0.1:${here.gateway.port}`,
          hurl: 'https://hub.example',
          productKey: 'pk-1',
          deviceKey: 'dk-1',
        },
        { step: 'login', ok: true, sessionPresent: false },
      ],
    ]);
    for (const secret of [keys.ds, groupSecret]) expect(stdout + stderr).not.toContain(secret);
    const [{ path, body }] = here.service.requests as [{ path: string; body: Json }];
    expect(path).toBe('/dev/bootstrap');
    expect(body).toEqual({
      deviceSn: 'DEV-0001',
      groupId,
      dpsSignMethod: 'sha256',
      dpsSignTimestamp: expect.any(Number),
      dpsSign: sha256(`snDEV-0001timestamp${body.dpsSignTimestamp}${groupSecret}`),
      deviceName: { defaultValue: '一号逆变器' },
      timezone: '-03:30',
    });
    expect(body.dpsSignTimestamp).toBeGreaterThanOrEqual(began);
    const [login] = here.gateway.logins;
    const timestamp = /timestamp=(\d+)/.exec(login?.clientId ?? '')?.[1];
    expect(login?.clientId).toBe(`dk-1|securemode=2,signmethod=sha256,timestamp=${timestamp}|`);
    expect(login?.user).toBe('dk-1&pk-1');
    expect(login?.password.toLowerCase()).toBe(
      sha256(`clientIddk-1deviceKeydk-1productKeypk-1timestamp${timestamp}${keys.ds}`),
    );
    // It says goodbye (DISCONNECT).
    await until('the goodbye', () => here.gateway.later.join('') === 'e000');
  });

  test('without a login, or without an address for one, only boots', async () => {
    await using here = await floor(0);
    const booted = await play(here.station, here.service.url, ['--no-login']);
    expect([booted.code, booted.json.map((line) => line.step)]).toEqual([0, ['bootstrap']]);
    await using bare = await floor(0, { murl: '' });
    const without = await play(bare.station, bare.service.url);
    expect([without.code, without.json.map((line) => line.step)]).toEqual([0, ['bootstrap']]);
    expect([...here.gateway.logins, ...bare.gateway.logins]).toEqual([]);
  });

  test.for([
    ['is not allocated', { allocated: false }, /\[DEV-0001\] not allocated.*10000/],
    ['has another group secret', { secret: 'another' }, /sign not pass/],
  ] as const)(
    'one that %s is refused with the words of the service: 1',
    async ([, about, words]) => {
      await using here = await floor(0, about);
      const { code, json, stdout } = await play(here.station, here.service.url);
      expect([code, json[0]]).toEqual([1, { step: 'bootstrap', ok: false }]);
      expect(json[1].problem).toMatchObject({ code: 'device-api-refused' });
      expect(json[1].problem.message).toMatch(words);
      // A service that repeats the signature does not get it printed: it is good for a while.
      expect(stdout).not.toContain(here.service.requests[0]?.body.dpsSign);
    },
  );

  test.for([
    ['a guest network', 200, '<!doctype html><title>Welcome</title>', 3],
    ['a proxy', 502, '{"code":502,"msg":"bad gateway"}', 3],
    ['a service without credentials', 200, '{"pk":"a","dk":"b"}', 1],
    ['a service that means something else', 404, '{"message":"no such path"}', 1],
  ] as const)('%s answers: %i', async ([, status, text, exit]) => {
    await using here = await floor(0);
    here.service.answer = () => ({ status, text });
    const { code, json } = await play(here.station, here.service.url);
    const wanted = exit === 3 ? 'device-api-unreachable' : 'device-api-refused';
    expect([code, json.at(-1).problem.code]).toEqual([exit, wanted]);
  });

  test('nobody listens: 3, and the address is named', async () => {
    await using station = await freshStation();
    const url = `http://127.0.0.1:${await freePort()}`;
    const { code, json } = await play(station, url);
    expect([code, json[0]]).toEqual([3, { step: 'bootstrap', ok: false }]);
    expect(json[1].problem.code).toBe('device-api-unreachable');
    expect(json[1].problem.message).toContain(url);
  });
});

describe('at the gateway', () => {
  test.for([
    [4, 1, 'gateway-refused', 'bad user name or password'],
    [5, 1, 'gateway-refused', 'not authorized'],
    ['garbage', 3, 'gateway-unreachable', 'MQTT'],
    ['close', 3, 'gateway-unreachable', 'closed'],
    ['hang', 3, 'gateway-unreachable', 'no answer'],
  ] as const)('%s: %i %s', async ([mood, status, problem, words]) => {
    await using here = await floor(mood);
    const { code, json } = await play(here.station, here.service.url);
    expect([code, json[1]]).toEqual([status, { step: 'login', ok: false }]);
    expect(json[2].problem).toMatchObject({ code: problem });
    expect(json[2].problem.message).toContain(words);
    expect(JSON.stringify(json)).not.toContain(keys.ds);
  });

  test('nobody listens, or what listens is no address for MQTT: 3', async () => {
    const nobody = `tcp://127.0.0.1:${await freePort()}`;
    for (const murl of [nobody, 'https://hub.example/mqtt', 'hub.example']) {
      await using here = await floor(0, { murl });
      const { code, json } = await play(here.station, here.service.url);
      expect([code, json.at(-1).problem.code]).toEqual([3, 'gateway-unreachable']);
      expect(json.at(-1).problem.message).toContain(murl);
    }
  });

  test.skipIf(!hasOpenssl)(
    'over TLS where its certificate is trusted; else not a word of the device is said',
    async () => {
      await using folder = await tempFolder();
      const certificate = await selfSigned(folder.path);
      await using gateway = await startGateway(0, certificate);
      await using here = await floor(0, { murl: `ssl://localhost:${gateway.port}` });
      const strange = await play(here.station, here.service.url);
      expect([strange.code, strange.json.at(-1).problem.code]).toEqual([3, 'gateway-unreachable']);
      expect(gateway.logins).toEqual([]);
      const env = { NODE_EXTRA_CA_CERTS: certificate.file };
      const { code, json } = await play(here.station, here.service.url, [], env);
      expect([code, json.at(-1)]).toEqual([0, { step: 'login', ok: true, sessionPresent: false }]);
      expect(gateway.logins).toHaveLength(1);
    },
  );

  test('TLS is expected and something else answers: 3', async () => {
    await using plain = await startDeviceService({ groupId, groupSecret, devices: [] });
    await using here = await floor(0, { murl: `mqtts://127.0.0.1:${new URL(plain.url).port}` });
    const { code, json } = await play(here.station, here.service.url);
    expect([code, json.at(-1).problem.code]).toEqual([3, 'gateway-unreachable']);
  });
});

describe('before anything is sent', () => {
  test.for([
    [['--group', groupId, '--sn', 'A']],
    [['--url', 'ftp://x', '--group', groupId, '--sn', 'A']],
    [['--url', 'http://x', '--group', groupId]],
    [['--url', 'http://x', '--group', groupId, '--sn', 'A', '--timezone', 'Shanghai']],
  ] as const)('%j is wrong usage: 2', async ([args]) => {
    await using station = await freshStation();
    const { code, json } = await station.run(['simulate-device', ...args]);
    expect([code, json.at(-1).problem.code]).toEqual([2, 'usage']);
  });

  test('without the secret, or with a locked vault: 3', async () => {
    await using here = await floor(0);
    const other = ['simulate-device', '--url', here.service.url, '--group', 'NOBODY', '--sn', 'A'];
    const unknown = await here.station.run(other);
    expect([unknown.code, unknown.json.at(-1).problem.code]).toEqual([3, 'secret-missing']);
    const env = { LINESIDE_VAULT_PASSPHRASE: undefined };
    const locked = await play(here.station, here.service.url, [], env);
    expect([locked.code, locked.json.at(-1).problem.code]).toEqual([3, 'vault-locked']);
    expect(here.service.requests).toEqual([]);
  });
});

test('against the real cloud: registered by itself, allocated by itself, known afterwards', async () => {
  await using cloud = await freshCloud();
  await using station = await freshStation();
  const { code, json } = await play(station, cloud.url, ['--no-login']);
  expect([code, json[0]]).toMatchObject([
    0,
    { step: 'bootstrap', ok: true, productKey: expect.any(String), deviceKey: expect.any(String) },
  ]);
  const [device] = await new EnosClient(cloud).searchAll(`groupId = '${groupId}'`);
  expect(device).toMatchObject({
    groupId,
    deviceData: { deviceSn: 'DEV-0001' },
    allocateStatus: 'allocated',
  });
  // Booting again gives the same keys.
  const again = await play(station, cloud.url, ['--no-login']);
  expect(again.json[0].deviceKey).toBe(json[0].deviceKey);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
