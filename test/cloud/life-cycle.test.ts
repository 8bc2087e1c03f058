import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../cloud/database/pool.ts';
import { findByKeys, noteLogin } from '../../cloud/devices/connect.ts';
import { Vault } from '../../cloud/secrets/vault.ts';
import { isAllocated, type LifeEvent, nextLife } from '../../shared/life-cycle.ts';
import type { CloudDevice } from '../../shared/models/device.ts';
import { grid, House, solar } from './house.ts';

/** No sequence of calls whatsoever takes a device out of the table of its life. */
const house = new House();
let pool: pg.Pool;
beforeAll(async () => {
  pool = await openPool(house.database);
});
afterAll(() => pool?.end());

const groups = ['MIG', 'INI', 'NON', 'AUT'] as const;
const units = ['a', 'b', 'c'] as const;
interface Step {
  call: keyof typeof calls;
  unit: (typeof units)[number];
  other: (typeof units)[number];
  /** Through the station's API instead of EnOS's, where both have it. */
  batch: boolean;
  far: boolean;
}
interface Scene {
  groupId: string;
  name(unit: string): string;
  send(kind: string, deviceSn: string, more?: object): Promise<unknown>;
}

let keys = 0;
const target = ({ far }: Step) => (far ? grid : solar);
const calls = {
  create: (scene: Scene, { unit, batch }: Step) =>
    batch
      ? scene.send('create', scene.name(unit))
      : house.client.create(scene.groupId, scene.name(unit)),
  allocate: (scene: Scene, step: Step) =>
    step.batch
      ? scene.send('allocate', scene.name(step.unit), { deviceData: target(step) })
      : house.allocate(scene.name(step.unit), target(step)),
  update: (scene: Scene, { unit, batch, far }: Step) =>
    batch
      ? scene.send('update', scene.name(unit), { deviceData: { remark: String(far) } })
      : house.client.call('update', {
          body: { sn: scene.name(unit), deviceData: { remark: String(far) } },
        }),
  reset: (scene: Scene, { unit, batch }: Step) =>
    batch ? scene.send('reset', scene.name(unit)) : house.reset(scene.groupId, [scene.name(unit)]),
  replace: (scene: Scene, { unit, other, batch }: Step) =>
    batch
      ? scene.send('replace', scene.name(other), { replaces: scene.name(unit) })
      : house.client.call('replace', {
          body: { sn: scene.name(unit), replacementSn: scene.name(other) },
        }),
  delete: (scene: Scene, { unit, batch }: Step) =>
    batch
      ? scene.send('delete', scene.name(unit))
      : house.client.call('delete', {
          body: { groupId: scene.groupId, snList: [scene.name(unit)] },
        }),
  bootstrap: (scene: Scene, { unit }: Step) => house.bootstrap(scene.groupId, scene.name(unit)),
  login: (scene: Scene, { unit, far }: Step) => login(scene.name(unit), !far),
} as const;

/** What each call may make happen to a device, besides making or deleting it. */
const events: Record<keyof typeof calls, readonly LifeEvent[]> = {
  create: [],
  allocate: ['allocate'],
  update: [],
  reset: ['reset'],
  replace: ['discard'],
  delete: [],
  bootstrap: ['allocate', 'connect'],
  login: ['finish'],
};

async function login(sn: string, accepted: boolean): Promise<void> {
  const found = await pool.query('select product_key, device_key from device where sn = $1', [sn]);
  const { product_key: productKey, device_key: deviceKey } = found.rows[0] ?? {};
  if (!deviceKey) return;
  const device = await findByKeys(pool, new Vault(house.key), productKey, deviceKey);
  if (device) await noteLogin(pool, device, accepted);
}

const step: fc.Arbitrary<Step> = fc.record({
  call: fc.constantFrom(...(Object.keys(calls) as (keyof typeof calls)[])),
  unit: fc.constantFrom(...units),
  other: fc.constantFrom(...units),
  batch: fc.boolean(),
  far: fc.boolean(),
});

/** Everything that has to agree in one device. */
function expectWhole(device: CloudDevice, hasKeys: boolean): void {
  const allocated = isAllocated(device.currentStatus);
  const set = (value: unknown) => value !== null;
  expect({
    allocateStatus: device.allocateStatus,
    keys: hasKeys,
    ...{ asset: set(device.assetId), region: set(device.regionId), ou: set(device.orgId) },
    allocatedTime: set(device.allocatedTime),
    discardedTime: set(device.discardedTime),
    ...(allocated ? {} : { connected: device.connectedTime, finished: device.finishedTime }),
    ...(allocated ? { reprovisioning: device.reprovisioning } : { connect: device.connectStatus }),
    ...(allocated ? { inData: [device.deviceData.regionId, device.deviceData.orgId] } : {}),
  }).toEqual({
    allocateStatus: allocated ? 'allocated' : 'init',
    keys: allocated,
    ...{ asset: allocated, region: allocated, ou: allocated },
    allocatedTime: allocated,
    discardedTime: device.currentStatus === 'discarded',
    ...(allocated ? {} : { connected: null, finished: null }),
    ...(allocated ? { reprovisioning: false } : { connect: 'init' }),
    ...(allocated ? { inData: [device.regionId, device.orgId] } : {}),
  });
  if (device.currentStatus === 'connected') {
    expect([device.connectStatus, set(device.connectedTime)]).toEqual(['connected', true]);
  }
  if (device.currentStatus === 'finished') {
    expect([device.connectStatus, set(device.finishedTime)]).toEqual(['connected', true]);
  }
}

/** What a device is and where it belongs: the things that its version counts. */
const substance = (device: CloudDevice) =>
  JSON.stringify([
    ...[device.deviceData, device.batchTag, device.description, device.assetId, device.productKey],
    ...[device.regionId, device.orgId, device.allocateStatus, device.currentStatus === 'discarded'],
  ]);

function expectStep(before: CloudDevice, after: CloudDevice, call: keyof typeof calls): void {
  const reachable = new Set([before.currentStatus]);
  for (const event of events[call]) {
    for (const state of [...reachable]) {
      const next = nextLife(state, event);
      if (next) reachable.add(next);
    }
  }
  expect([...reachable]).toContain(after.currentStatus);
  const changed = substance(before) !== substance(after);
  const raised = after.version > before.version;
  // To take the place of a device that was just like it is a change that shows nowhere else.
  if (call !== 'replace' || changed) expect([call, raised]).toEqual([call, changed]);
  expect(after.version).toBeGreaterThanOrEqual(before.version);
}

async function looked(scene: Scene): Promise<(CloudDevice | null)[]> {
  const devices = units.map((unit) => ({ groupId: scene.groupId, deviceSn: scene.name(unit) }));
  const { data } = await house.client.lineside('devices/look', { devices });
  return data.devices.map(({ device }: { device: CloudDevice | null }) => device);
}

let runs = 0;
test('any sequence of calls stays inside the table, and every device is whole after each', async () => {
  const states = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...groups),
      fc.array(step, { minLength: 4, maxLength: 14 }),
      async (groupId, steps) => {
        const run = ++runs;
        const scene: Scene = {
          groupId,
          name: (unit) => `PROP-${run}-${unit}`,
          send: (kind, deviceSn, more = {}) =>
            house.client.operations([
              { key: `prop-op-${++keys}`, kind, groupId, deviceSn, ...more },
            ]),
        };
        let before = await looked(scene);
        for (const one of steps) {
          await calls[one.call](scene, one);
          const after = await looked(scene);
          const found = await pool.query(
            'select sn from device where device_key is not null and device_secret is not null and sn like $1',
            [`PROP-${run}-%`],
          );
          const withKeys = new Set(found.rows.map(({ sn }) => sn));
          for (const [index, device] of after.entries()) {
            if (!device) continue;
            states.add(device.currentStatus);
            expectWhole(device, withKeys.has(device.sn));
            const earlier = before[index];
            if (earlier) expectStep(earlier, device, one.call);
          }
          before = after;
        }
      },
    ),
    { numRuns: 120, examples: lives },
  );
  // The sequences have been everywhere.
  expect([...states].toSorted()).toEqual([
    'allocated',
    'connected',
    'discarded',
    'finished',
    'init',
  ]);
}, 120_000);

/** Whole lives, so that chance does not decide whether they are tried. */
const line = (call: Step['call'], unit: Step['unit'] = 'a', far = false): Step => ({
  ...{ call, unit, other: 'b', batch: far, far },
});
const lives: [(typeof groups)[number], Step[]][] = groups.map((groupId) => [
  groupId,
  [
    ...[line('create'), line('allocate'), line('bootstrap'), line('login'), line('reset')],
    ...[line('bootstrap'), line('allocate', 'a', true), line('login', 'a', true), line('login')],
    ...[line('create', 'b'), line('replace'), line('allocate'), line('delete'), line('create')],
  ],
]);
