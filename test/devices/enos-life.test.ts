import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type EnosServer,
  type EnosServerOptions,
  type Fault,
  startEnosServer,
} from '../support/enos-server.ts';
import { Bench, grid, lifeCatalog, solar } from './support.ts';

/** The whole life of a device against an EnOS that somebody else wrote from its documentation. */

const catalog = JSON.parse(lifeCatalog());
const groups = catalog.registrationGroups.map(
  (group: { groupId: string; reprovisionMethod: never; masterDataGroupId: string }) => ({
    groupId: group.groupId,
    reprovisionMethod: group.reprovisionMethod,
    masterData: catalog.masterDataGroups.find(
      ({ id }: { id: string }) => id === group.masterDataGroupId,
    ).masterData,
  }),
);

async function house(options: EnosServerOptions = {}) {
  const server = await startEnosServer({ groups, ...options });
  onTestFinished(() => server.close());
  const bench = await Bench.open();
  await bench.connect(server, 'enos');
  return { server, bench };
}

const name = (deviceSn: string, groupId = 'MIG') => ({ groupId, deviceSn });
const there = (server: EnosServer, deviceSn: string, groupId = 'MIG') =>
  server.devices.find(groupId, deviceSn);
const actionsOf = (server: EnosServer) =>
  server.requests.map(({ action }) => action).filter((one) => !/token|search|get/.test(one));

/** The first `action` meets a fault, later ones pass. */
function once(server: EnosServer, action: string, fault: Fault): void {
  let met = false;
  server.fault = (seen) => {
    if (met || seen.action !== action) return undefined;
    met = true;
    return fault;
  };
}

describe.for([
  {},
  { systemSn: 'deviceSn', createReturns: 'deviceSn', updateData: 'string' },
  {
    searchData: 'wrapped',
    errorStatus: 400,
    replacedDevice: 'discarded',
  },
] as const)('read as %o', (reading: EnosServerOptions) => {
  test('a device is made with all that was said of it, edited, moved, replaced and deleted', async () => {
    const { server, bench } = await house(reading);
    await bench.call('batches.start', { groupId: 'MIG', tag: 'WO-1', allocateTo: solar });
    for (const sn of ['A-1', 'A-2']) {
      bench.app.parts.station.receive(sn, { kind: 'typed', name: '' });
    }
    const devices = [name('A-1')];
    await bench.act({ action: 'edit', devices, change: { description: 'before it was sent' } });
    await bench.drain();
    expect(there(server, 'A-1')).toMatchObject({ desc: 'before it was sent', ...solar });

    const change = {
      masterData: { remark: 'wet', phase: 'one' },
      description: 'roof',
      batchTag: 'T',
    };
    await bench.act({ action: 'edit', devices, change });
    await bench.drain();
    expect(there(server, 'A-1')).toMatchObject({
      desc: 'roof',
      batchTag: { defaultValue: 'T' },
      deviceData: { remark: 'wet', phase: 'one' },
    });
    await bench.expectEqual(name('A-1'), name('A-2'));
    const old = structuredClone(there(server, 'A-1'));

    await bench.act({ action: 'reprovision', devices, target: grid });
    await bench.drain();
    await bench.expectEqual(name('A-1'));
    const moved = there(server, 'A-1');
    expect(moved).toMatchObject({ ...grid, sn: old?.sn, groupId: 'MIG', desc: 'roof' });
    expect(moved?.deviceData).toMatchObject({ deviceSn: 'A-1', remark: 'wet', phase: 'one' });
    expect(moved?.deviceData['assetId']).not.toBe(old?.deviceData['assetId']);
    expect(moved?.productKey).not.toBe(old?.productKey);

    bench.register('MIG', ['A-9']);
    await bench.drain();
    const replace = { groupId: 'MIG', deviceSn: 'A-1', replacementSn: 'A-9', allocate: true };
    await bench.act({ action: 'replace', ...replace });
    await bench.drain();
    expect(there(server, 'A-9')).toMatchObject({
      ...grid,
      desc: 'roof',
      batchTag: { defaultValue: 'T' },
      deviceData: { deviceSn: 'A-9', remark: 'wet', phase: 'one' },
    });
    expect(await bench.device('MIG', 'A-1')).toBeNull();
    const gone = there(server, 'A-1')?.status.currentStatus;
    expect(gone).toBe(reading.replacedDevice === 'discarded' ? 'discarded' : undefined);
    await bench.expectEqual(name('A-9'));

    await bench.act({ action: 'delete', devices: [name('A-9'), name('A-2')] });
    await bench.drain();
    expect(there(server, 'A-9')).toBeUndefined();
    await bench.expectEqual(name('A-9'), name('A-2'));
    expect(server.requests.filter(({ code }) => code === 99400)).toEqual([]);
  });

  test('initialize clears master data on both sides, none lets nothing go', async () => {
    const { server, bench } = await house(reading);
    bench.register('INI', ['I-1'], solar);
    bench.register('NON', ['N-1'], solar);
    await bench.drain();
    const devices = [name('I-1', 'INI'), name('N-1', 'NON')];
    await bench.act({ action: 'edit', devices, change: { masterData: { remark: 'wet' } } });
    await bench.drain();
    const before = structuredClone(there(server, 'I-1', 'INI'));
    const job = await bench.act({ action: 'reprovision', devices, target: grid });
    await bench.drain();
    expect(await bench.job(job.id)).toMatchObject({ done: 1, refused: 1 });
    expect(there(server, 'N-1', 'NON')).toMatchObject(solar);
    const after = there(server, 'I-1', 'INI');
    expect(after).toMatchObject({ ...grid, sn: before?.sn, groupId: 'INI' });
    expect(after?.deviceData['remark'] ?? null).toBeNull();
    expect(after?.deviceData['assetId']).not.toBe(before?.deviceData['assetId']);
    await bench.expectEqual(...devices);
  });
});

/** A reply that never came, with and without the work behind it. */
const faults: [string, Fault, boolean][] = [
  ['the reply is lost', { kind: 'drop-reply' }, true],
  ['the request is lost', { kind: 'cut-before' }, false],
  ['half of the reply comes', { kind: 'truncated' }, true],
  ['the service fails after its work', { kind: 'status', status: 502, commit: true }, true],
  ['the service answers nothing', { kind: 'empty-success' }, false],
];
const works: [string, (bench: Bench) => Promise<unknown>][] = [
  [
    'update',
    (bench) =>
      bench.act({ action: 'edit', devices: [name('A-1')], change: { description: 'roof' } }),
  ],
  [
    'resetAllocationStatus',
    (bench) => bench.act({ action: 'reprovision', devices: [name('A-1')], target: grid }),
  ],
  [
    'replace',
    (bench) =>
      bench.act({
        action: 'replace',
        groupId: 'MIG',
        deviceSn: 'A-1',
        replacementSn: 'A-9',
        allocate: true,
      }),
  ],
  ['delete', (bench) => bench.act({ action: 'delete', devices: [name('A-1')] })],
];

describe.for(works)('P2: %s', ([action, ask]) => {
  test.for(faults)('%s: it is looked up, and done once', async ([, fault, committed]) => {
    const { server, bench } = await house();
    bench.register('MIG', ['A-1'], solar);
    bench.register('MIG', ['A-9']);
    await bench.drain();
    await ask(bench);
    once(server, action, fault);
    const before = server.requests.length;
    await bench.drain();
    const sent = server.requests.slice(before).filter((seen) => seen.action === action).length;
    if (action === 'resetAllocationStatus' && fault.kind === 'empty-success') {
      // Code 0 and nothing named: the group does not let it go, says EnOS. A person decides.
      expect(bench.parked()).toMatchObject([
        { kind: 'reset', problem: { code: 'cloud-reset-refused' } },
        { kind: 'allocate', problem: { code: 'lane-blocked' } },
      ]);
      await bench.call('sync.retry', {});
      await bench.drain();
    } else expect(sent).toBe(committed ? 1 : 2);
    await bench.expectEqual(name('A-1'), name('A-9'));
  });
});

describe('what would lose something looks first', () => {
  async function changedMeanwhile(): Promise<{ server: EnosServer; bench: Bench }> {
    const { server, bench } = await house();
    bench.register('MIG', ['A-1'], solar);
    bench.register('MIG', ['A-9']);
    await bench.drain();
    await bench.look('MIG', 'A-1');
    const device = there(server, 'A-1');
    server.devices.call('update', { orgId: server.orgId }, { sn: device?.sn, desc: 'theirs' });
    return { server, bench };
  }

  test.for(works.filter(([action]) => action !== 'update'))(
    '%s stops when somebody else changed the device since it was seen',
    async ([action, ask]) => {
      const { server, bench } = await changedMeanwhile();
      await ask(bench);
      await bench.drain();
      const [first] = bench.parked();
      expect(first?.problem?.code).toBe('cloud-device-changed');
      expect(actionsOf(server)).not.toContain(action);
      const shown = await bench.call<{ differences: object[]; ways: string[] }>('conflicts.show', {
        seq: first?.seq,
      });
      expect(shown.ways).toEqual(['go-ahead', 'discard']);
      expect(shown.differences).toContainEqual({
        field: 'description',
        here: '',
        before: null,
        there: 'theirs',
      });
      await bench.resolve(first?.seq ?? 0, 'go-ahead');
      await bench.drain();
      expect(actionsOf(server)).toContain(action);
      await bench.expectEqual(name('A-9'));
    },
  );

  test('our own edit of another field does not hide it', async () => {
    const { server, bench } = await changedMeanwhile();
    const devices = [name('A-1')];
    await bench.act({ action: 'edit', devices, change: { masterData: { remark: 'mine' } } });
    await bench.drain();
    expect(there(server, 'A-1')).toMatchObject({ desc: 'theirs', deviceData: { remark: 'mine' } });
    await bench.act({ action: 'delete', devices });
    await bench.drain();
    expect(bench.parked()).toMatchObject([{ problem: { code: 'cloud-device-changed' } }]);
  });

  test('what it is not seen to lose is given up without a trace', async () => {
    const { bench } = await changedMeanwhile();
    await bench.act({ action: 'reprovision', devices: [name('A-1')], target: grid });
    await bench.drain();
    await bench.resolve(bench.parked()[0]?.seq ?? 0, 'discard');
    expect(await bench.device('MIG', 'A-1')).toMatchObject({ allocateTo: solar });
  });
});

test('the station goes on between reset and allocation, whenever the network does', async () => {
  const { server, bench } = await house();
  bench.register('MIG', ['A-1'], solar);
  await bench.drain();
  const before = structuredClone(there(server, 'A-1'));
  const { id } = await bench.act({ action: 'reprovision', devices: [name('A-1')], target: grid });
  const gone = Promise.withResolvers<void>();
  server.fault = (seen) => {
    if (seen.action !== 'allocate') return undefined;
    gone.resolve();
    return { kind: 'cut-before' };
  };
  const draining = bench.drain();
  await gone.promise;
  expect(there(server, 'A-1')).toMatchObject({ regionId: null, reprovisioning: true });
  expect(await bench.job(id)).toMatchObject({ state: 'running', waiting: 1 });
  server.fault = () => undefined;
  await draining;
  expect(await bench.job(id)).toMatchObject({ state: 'done', done: 1 });
  expect(there(server, 'A-1')).toMatchObject({ ...grid, sn: before?.sn });
  await bench.expectEqual(name('A-1'));
});
