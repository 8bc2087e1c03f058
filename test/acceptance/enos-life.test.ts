import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { freshStation, type Station, sampleCatalog } from '../support/cli.ts';
import { EnosClient } from '../support/enos-client.ts';
import {
  type EnosServer,
  type EnosServerOptions,
  startEnosServer,
} from '../support/enos-server.ts';
import type { Json } from '../support/json.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { meterSn } from '../support/serial-numbers.ts';

/** Issue 3: the station does the whole life of devices at an EnOS that a stranger wrote from the pages. */

const cleanUp: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

const { masterDataGroups, registrationGroups } = JSON.parse(await readFile(sampleCatalog, 'utf8'));
const groups = registrationGroups.map((group: Json) => ({
  groupId: group.groupId,
  reprovisionMethod: group.reprovisionMethod,
  privateModel: group.privateModel,
  masterData: masterDataGroups.find((one: Json) => one.id === group.masterDataGroupId).masterData,
}));

async function line(options: EnosServerOptions = {}) {
  const server = await startEnosServer({ groups, ...options });
  cleanUp.push(() => server.close());
  const station = await freshStation();
  cleanUp.push(() => station[Symbol.asyncDispose]());
  await station.connect(server, 'enos');
  return { server, station };
}

const synced = async (station: Station): Promise<Json> => {
  const ended = await station.run(['sync', '--until-empty']);
  return { code: ended.code, parked: ended.json[0]?.parked ?? [] };
};

const solar = ['--allocate-to', 'beta/o-solar'];
const at = (server: EnosServer, deviceSn: string, groupId = 'INV5K1'): Json =>
  server.devices.find(groupId, deviceSn);

/** Everything that can be done, asked for at once, after the units are there. */
async function wholeLife(station: Station): Promise<void> {
  const act = (action: string, group: string, ...more: string[]) =>
    station.must(['act', action, '--group', group, ...more]);
  await act('edit', 'INV5K1', '--sn', 'LIFE-EDIT', '--set', 'remark=mine', '--description', 'new');
  await act('reprovision', 'INV5K1', '--sn', 'LIFE-MOVE', '--to', 'eu2/o-grid');
  await act('reprovision', 'MTR3P2', '--sn', meterSn(1));
  await act('replace', 'INV5K1', '--sn', 'LIFE-OLD', '--replacement', 'LIFE-NEW');
  await act('delete', 'INV5K1', '--sn', 'LIFE-GONE');
}

async function registerAll(station: Station): Promise<void> {
  await station.register(
    ['LIFE-EDIT', 'LIFE-MOVE', 'LIFE-OLD', 'LIFE-GONE'],
    ['--batch', 'B1', ...solar],
  );
  await station.register(['LIFE-NEW'], ['--batch', 'B2']);
  await station.must(['register', '--group', 'MTR3P2', '--batch', 'B3', ...solar], {
    input: `${meterSn(1)}\n`,
  });
  await station.must([
    'act',
    'edit',
    '--group',
    'INV5K1',
    '--sn',
    'LIFE-MOVE',
    '--set',
    'remark=kept',
  ]);
  await station.must([
    'act',
    'edit',
    '--group',
    'INV5K1',
    '--sn',
    'LIFE-OLD',
    '--set',
    'remark=roof',
  ]);
  await station.must(['sync', '--until-empty']);
}

function expectWholeLife(server: EnosServer, assets: Record<string, string>): void {
  expect(at(server, 'LIFE-EDIT')).toMatchObject({
    desc: 'new',
    deviceData: { remark: 'mine', assetId: assets['LIFE-EDIT'] },
  });
  const moved = at(server, 'LIFE-MOVE');
  expect(moved).toMatchObject({
    regionId: 'eu2',
    orgId: 'o-grid',
    allocateStatus: 'allocated',
    deviceData: { remark: 'kept' },
  });
  expect(moved.deviceData.assetId).not.toBe(assets['LIFE-MOVE']);
  const meter = at(server, meterSn(1), 'MTR3P2');
  expect(meter).toMatchObject({ regionId: null, orgId: null, reprovisioning: true });
  expect(meter.deviceData.accuracyClass).toBeUndefined();
  expect(at(server, 'LIFE-OLD')).toBeUndefined();
  expect(at(server, 'LIFE-NEW')).toMatchObject({
    regionId: 'beta',
    orgId: 'o-solar',
    batchTag: { defaultValue: 'B1' },
    deviceData: { deviceSn: 'LIFE-NEW', remark: 'roof' },
  });
  expect(at(server, 'LIFE-GONE')).toBeUndefined();
  expect(server.devices.all()).toHaveLength(4);
  expect(server.blindResends()).toEqual([]);
  const misuse = server.requests.filter((seen) => seen.code === 99400);
  expect(misuse.map(({ action, text }) => `${action} ${text}`)).toEqual([]);
}

const assetsOf = (server: EnosServer): Record<string, string> =>
  Object.fromEntries(
    server.devices.all().map(({ deviceData }) => [deviceData['deviceSn'], deviceData['assetId']]),
  );

describe('every operation, in each reading of the documentation', () => {
  test.for([
    { systemSn: 'own', updateData: 'array', searchData: 'array', errorStatus: 200 },
    { systemSn: 'deviceSn', updateData: 'string', searchData: 'wrapped', errorStatus: 400 },
  ] as const)('$systemSn sn, update answers $updateData', { timeout: 180_000 }, async (reading) => {
    const { server, station } = await line(reading);
    await registerAll(station);
    const assets = assetsOf(server);
    await wholeLife(station);
    expect(await synced(station)).toEqual({ code: 0, parked: [] });
    expectWholeLife(server, assets);
    const here = await station.devices();
    expect(here.map((device) => device.deviceSn).toSorted()).toEqual(
      ['LIFE-EDIT', 'LIFE-MOVE', 'LIFE-NEW', meterSn(1)].toSorted(),
    );
    await expectHealthy(station);
  });
});

test.for(['drop-reply', 'cut-before', 'truncated'] as const)(
  'P2: each operation meets %s the first time: once, and by itself',
  { timeout: 180_000 },
  async (kind) => {
    const { server, station } = await line();
    await registerAll(station);
    const assets = assetsOf(server);
    await wholeLife(station);
    const hurt = new Set<string>();
    const changing = ['update', 'resetAllocationStatus', 'allocate', 'replace', 'delete'];
    server.fault = ({ action }) => {
      if (!changing.includes(action) || hurt.has(action)) return undefined;
      hurt.add(action);
      return { kind };
    };
    expect(await synced(station)).toEqual({ code: 0, parked: [] });
    expect([...hurt].toSorted()).toEqual(changing.toSorted());
    expectWholeLife(server, assets);
    await expectHealthy(station);
  },
);

test('what somebody else changed there meanwhile is not overwritten, and nothing is taken from it', {
  timeout: 180_000,
}, async () => {
  const { server, station } = await line({ systemSn: 'deviceSn' });
  await registerAll(station);
  await wholeLife(station);
  const other = new EnosClient(server);
  for (const sn of ['LIFE-EDIT', 'LIFE-MOVE', 'LIFE-OLD', 'LIFE-GONE']) {
    const body = { sn, desc: 'theirs', deviceData: { remark: 'theirs' } };
    expect((await other.call('update', { body })).code).toBe(0);
  }
  const { code, parked } = await synced(station);
  expect(code).toBe(1);
  const reasons = parked.map(({ deviceSn, kind, problem }: Json) => [deviceSn, kind, problem.code]);
  expect(reasons.filter(([, , reason]: string[]) => reason !== 'lane-blocked').toSorted()).toEqual([
    ['LIFE-EDIT', 'update', 'cloud-device-edited'],
    ['LIFE-GONE', 'delete', 'cloud-device-changed'],
    ['LIFE-MOVE', 'reset', 'cloud-device-changed'],
    ['LIFE-NEW', 'replace', 'cloud-device-changed'],
  ]);
  for (const sn of ['LIFE-EDIT', 'LIFE-MOVE', 'LIFE-OLD', 'LIFE-GONE']) {
    expect(at(server, sn)).toMatchObject({
      desc: 'theirs',
      regionId: 'beta',
      deviceData: { remark: 'theirs' },
    });
  }
});
