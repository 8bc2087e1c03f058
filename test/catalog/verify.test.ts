import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { secretNames } from '../../main/security/vault.ts';
import { freshCloud, Station, sampleCatalog } from '../support/cli.ts';
import { startDeviceService } from '../support/device-service.ts';
import { EnosClient } from '../support/enos-client.ts';
import { startEnosServer } from '../support/enos-server.ts';
import type { Json } from '../support/json.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const caller = { role: 'admin' } as const;
const groupId = 'INV5K1';
const sample = JSON.parse(readFileSync(sampleCatalog, 'utf8'));
const groupSecret: string = sample.registrationGroups.find(
  (one: Json) => one.groupId === groupId,
).groupSecret;

/** A station at EnOS, and as many devices there as a test needs. */
async function atEnos(options: {
  devices?: { deviceSn: string; status: string }[];
  /** What the device service knows as the group's secret; null: its address is not set. */
  secret?: string | null;
  keys?: boolean;
}) {
  const { devices = [], secret = groupSecret, keys = true } = options;
  const enos = await startEnosServer();
  const client = new EnosClient(enos);
  for (const { deviceSn, status } of devices) {
    await client.create(groupId, deviceSn);
    const device = enos.devices.find(groupId, deviceSn);
    if (device) device.status.currentStatus = status;
  }
  const service = await startDeviceService({
    groupId,
    groupSecret: secret ?? '',
    devices: enos.devices.all().map(({ sn, deviceData }) => ({
      sn,
      deviceSn: String(deviceData['deviceSn']),
      ...(keys ? { keys: { pk: 'pk', dk: 'dk', ds: 'the-device-secret' } } : {}),
    })),
  });
  const app = await openStation();
  const { url, appKey, appSecret, orgId } = enos;
  const deviceUrl = secret === null ? {} : { deviceUrl: service.url };
  const link = { kind: 'enos', url, appKey, appSecret, orgId, ...deviceUrl };
  must(await app.call('cloud.connect', link, caller));
  return {
    app,
    enos,
    service,
    verify: () => app.call('catalog.verify', { groupId }, caller),
    async [Symbol.asyncDispose]() {
      await Promise.all([enos.close(), service[Symbol.asyncDispose]()]);
    },
  };
}

describe('at EnOS, which shows no groups', () => {
  test('a device of the group proves the ID, an answer to its signature the secret', async () => {
    await using here = await atEnos({
      devices: [
        { deviceSn: 'A-1', status: 'connected' },
        { deviceSn: 'A-2', status: 'allocated' },
        { deviceSn: 'A-3', status: 'init' },
      ],
    });
    const before = JSON.stringify(here.enos.devices.all());
    expect(must(await here.verify())).toMatchObject({ groupId: 'ok', secret: 'ok' });
    // The one that is furthest in life was asked for, nothing was bootstrapped, nothing changed.
    const first = here.enos.devices.find(groupId, 'A-1');
    expect(here.service.requests.map(({ path, body }) => [path, body.self.sn])).toEqual([
      ['/dev/get/conn', first?.sn],
    ]);
    expect(JSON.stringify(here.enos.devices.all())).toBe(before);
    expect(
      here.enos.requests.filter(({ action }) => /allocate|update|delete/.test(action)),
    ).toEqual([]);
  });

  test('a signature that is refused: the secret is wrong', async () => {
    await using here = await atEnos({
      devices: [{ deviceSn: 'A-1', status: 'allocated' }],
      secret: 'another',
    });
    const found = must(await here.verify()) as { detail: string };
    expect(found).toMatchObject({ groupId: 'ok', secret: 'wrong' });
    expect(found.detail).toContain('sign not pass');
    expect(found.detail).not.toContain(groupSecret);
  });

  test.for([
    [
      'no device at all',
      {},
      { groupId: 'unproved', secret: 'unproved' },
      'no device of this group',
    ],
    [
      'none that is allocated',
      { devices: [{ deviceSn: 'A-1', status: 'init' }] },
      { groupId: 'ok', secret: 'unproved' },
      'allocated yet',
    ],
    [
      'no address of the device service',
      { devices: [{ deviceSn: 'A-1', status: 'allocated' }], secret: null },
      { groupId: 'ok', secret: 'unproved' },
      'address',
    ],
    [
      'a service that refuses for another reason',
      { devices: [{ deviceSn: 'A-1', status: 'allocated' }], keys: false },
      { groupId: 'ok', secret: 'unproved' },
      'not allocated',
    ],
  ] as const)('%s: unproved, and why', async ([, options, wanted, why]) => {
    await using here = await atEnos(options as never);
    const found = must(await here.verify()) as { detail: string };
    expect(found).toMatchObject(wanted);
    expect(found.detail).toContain(why);
    expect(found.detail).toMatch(/^[A-Z].*\.$/);
  });

  test('a service that is away: unproved; no secret: missing; a group that is not here: so it says', async () => {
    await using here = await atEnos({ devices: [{ deviceSn: 'A-1', status: 'allocated' }] });
    await here.service[Symbol.asyncDispose]();
    expect(must(await here.verify())).toMatchObject({ secret: 'unproved' });
    here.app.parts.store.db
      .prepare('DELETE FROM secret WHERE name = ?')
      .run(secretNames.group(groupId));
    expect(must(await here.verify())).toMatchObject({ groupId: 'ok', secret: 'missing' });
    const other = await here.app.call('catalog.verify', { groupId: 'NOBODY' }, caller);
    expect(mustFail(other).code).toBe('group-unknown');
    await here.enos.close();
    expect(mustFail(await here.verify()).code).toBe('cloud-unreachable');
  });
});

test('without a cloud there is nothing to verify against', async () => {
  const app = await openStation();
  const found = await app.call('catalog.verify', { groupId }, caller);
  expect(mustFail(found).code).toBe('cloud-not-connected');
});

test('a Lineside cloud proves both without a device; on the command line 1 when one is wrong', async () => {
  await using cloud = await freshCloud();
  const folder = temporaryFolder();
  const station = new Station(folder);
  await station.connect(cloud, 'lineside');
  await station.must(['catalog', 'pull']);
  const good = await station.run(['catalog', 'verify']);
  expect(good.code).toBe(0);
  expect(good.json).toHaveLength(sample.registrationGroups.length);
  for (const line of good.json) expect(line).toMatchObject({ groupId: 'ok', secret: 'ok' });

  const own = JSON.parse(JSON.stringify(sample));
  const [first, second] = own.registrationGroups;
  first.groupSecret = 'typed-wrong';
  own.registrationGroups = [first, { ...second, groupId: 'ONLYHERE' }];
  const file = join(folder, 'own.json');
  writeFileSync(file, JSON.stringify(own));
  // What a station had before it was tied is its own: nothing of the cloud is fetched yet.
  const untied = new Station(temporaryFolder());
  await untied.importCatalog(file);
  await untied.connect(cloud, 'lineside');
  const one = await untied.run(['catalog', 'verify', '--group', first.groupId]);
  expect([one.code, one.json]).toMatchObject([
    1,
    [{ group: first.groupId, groupId: 'ok', secret: 'wrong' }],
  ]);
  expect(one.stdout).not.toContain('typed-wrong');
  const all = await untied.run(['catalog', 'verify']);
  expect(all.code).toBe(1);
  expect(all.json.find((line) => line.group === 'ONLYHERE')).toMatchObject({ groupId: 'wrong' });
});
