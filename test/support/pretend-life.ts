import type { DeviceAction, Effect, Job } from '../../shared/models/action.ts';
import type { CloudDevice, Device } from '../../shared/models/device.ts';
import type { Happening } from '../../shared/models/history.ts';
import type { Operation } from '../../shared/models/operation.ts';
import { fail, ok, problem } from '../../shared/problems.ts';
import { waysOut } from '../../shared/ways-out.ts';
import { matchingDevices } from './pretend-devices.ts';
import { now, sampleDevices, sampleOperations } from './pretend-scenes.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** Devices with a life behind them, actions at work and conflicts, for the window to show. */

const minute = 60_000;
const devices = sampleDevices(12_480);
const find = (name: { groupId: string; deviceSn: string }): Device | null =>
  devices.find((one) => one.groupId === name.groupId && one.deviceSn === name.deviceSn) ?? null;

export function sampleCloudDevice(device: Device): CloudDevice {
  const { groupId, deviceSn, sn, assetId, batchTag, allocateTo, registeredAt } = device;
  const allocated = device.status === 'allocated';
  return {
    sn: sn ?? deviceSn,
    groupId,
    deviceSn,
    regionId: allocated ? (allocateTo?.regionId ?? null) : null,
    orgId: allocated ? (allocateTo?.orgId ?? null) : null,
    productKey: allocated ? 'p7Rk2q' : null,
    assetId,
    batchTag,
    description: 'Edited in the cloud',
    deviceData: { ...device.masterData, ratedPower: 6 },
    currentStatus: allocated ? 'finished' : 'init',
    connectStatus: allocated ? 'connected' : 'init',
    allocateStatus: allocated ? 'allocated' : 'init',
    reprovisioning: false,
    allocateErrorMsg: '',
    connectedTime: allocated ? registeredAt + 9 * minute : null,
    allocatedTime: allocated ? registeredAt + minute : null,
    finishedTime: allocated ? registeredAt + 10 * minute : null,
    discardedTime: null,
    createTime: registeredAt + 4000,
    updateTime: registeredAt + 12 * minute,
    createBy: '4ca8-key',
    updateBy: '4ca8-key',
    version: 3,
  };
}

function lifeOf({ registeredAt: at, status, batchTag }: Device) {
  const line = (
    after: number,
    where: Happening['where'],
    what: Happening['what'],
    detail: Happening['detail'] = {},
  ): Happening => ({
    at: at + after,
    where,
    what,
    by: where === 'station' ? 'technician' : '4ca8-key',
    station: 'Line 3 · ST-2',
    detail,
  });
  const here = [
    line(0, 'station', 'registered', { batchTag, source: 'serial /dev/ttyACM0' }),
    line(0, 'station', 'labelled', { file: 'WO-2025-1147-0126.pdf' }),
    line(1000, 'station', 'asked', { kind: 'allocate', target: 'beta/o-solar' }),
  ];
  if (status === 'registered') return { here, there: [] };
  const there = [line(4000, 'cloud', 'created'), line(minute, 'cloud', 'allocated')];
  return {
    here: [...here, line(minute, 'station', 'confirmed', { kind: 'allocate' })],
    there: [
      ...there,
      line(9 * minute, 'cloud', 'connected'),
      line(10 * minute, 'cloud', 'finished'),
      line(12 * minute, 'cloud', 'updated', { fields: 'ratedPower' }),
    ],
  };
}

const describes = (action: DeviceAction): boolean =>
  action.action !== 'replace' && !Array.isArray(action.devices);

function countOf(action: DeviceAction): number {
  if (action.action === 'replace') return 1;
  const { devices: asked } = action;
  if (Array.isArray(asked)) return asked.length;
  return matchingDevices(asked.filter, false).length - asked.except.length;
}

export const sampleJob = (part: Partial<Job> = {}): Job => ({
  id: 'job-1',
  action: 'reprovision',
  state: 'running',
  by: 'technician',
  total: 240,
  done: 121,
  refused: 2,
  withdrawn: 0,
  waiting: 117,
  startedAt: now - 2 * minute,
  ...part,
});

/** Registered, allocated, and on its way to another place: every third one has arrived there. */
function movedOperations({ id, groupId, deviceSn, registeredAt }: Device): Operation[] {
  const [first] = sampleOperations();
  const kinds = ['create', 'allocate', 'reset', 'allocate'] as const;
  return kinds.map((kind, index) => {
    const queued = index === 3 && id % 3 !== 0;
    const operation: Operation = {
      ...(first as Operation),
      seq: 4000 + index,
      key: `op-${deviceSn}-${index}`,
      kind,
      groupId,
      deviceSn,
      jobId: index > 1 ? 'job-1' : null,
      state: queued ? 'queued' : 'confirmed',
      attempts: queued ? 0 : 1,
      createdAt: registeredAt + index * minute,
      problem: null,
    };
    return operation;
  });
}

const effectsOf: Record<Job['action'], Effect[]> = {
  allocate: ['gets-credentials'],
  edit: ['values-change'],
  reprovision: [
    'gets-credentials',
    'asset-lost',
    'credentials-lost',
    'disconnected',
    'master-data-kept',
    'looked-at-first',
  ],
  replace: ['data-moves', 'replacement-allocated', 'old-discarded', 'credentials-lost'],
  delete: ['removed', 'asset-lost', 'credentials-lost', 'disconnected'],
  undo: ['vanishes', 'deleted-there', 'label-void'],
};

export const lifeCalls: PretendTopic<'jobs' | 'conflicts'> &
  Omit<PretendTopic<'devices'>, 'devices.list' | 'devices.count'> = {
  'devices.get'(name) {
    const device = find(name);
    if (!device) return ok({ device: null, history: [], operations: [] });
    const operations =
      device.pending > 0 ? sampleOperations().slice(1, 3) : movedOperations(device);
    return ok({ device, history: lifeOf(device).here, operations });
  },
  'devices.look'(name) {
    const device = find(name);
    if (!device || device.status === 'registered') return ok({ device: null, history: [] });
    return ok({ device: sampleCloudDevice(device), history: lifeOf(device).there });
  },
  'devices.adopt'(name) {
    const device = find(name);
    return device ? ok(device) : fail('device-unknown', name);
  },
  'devices.plan'(action) {
    const total = countOf(action);
    const refused = total > 5 ? 2 : 0;
    const why = problem('reprovision-private-model');
    return ok({
      devices: total,
      effects: effectsOf[action.action].map((effect) => ({ effect, count: total - refused })),
      refused: refused ? [{ problem: why, count: refused, samples: ['202511000004'] }] : [],
      ...(describes(action) && { described: { looked: Math.min(total, 10_000), through: total } }),
    });
  },
  'devices.act'(action, state, push) {
    const total = countOf(action);
    const rest = { done: 0, refused: 0, waiting: total, total, startedAt: Date.now() };
    const job = sampleJob({ id: `job-${Date.now()}`, action: action.action, ...rest });
    push({ ...state, jobs: [job, ...state.jobs].slice(0, 10) });
    return ok(job);
  },
  'devices.copied': () => ok({ clearsIn: null }),
  'devices.reveal': ({ reason }) =>
    reason === 'no'
      ? fail('cloud-unreachable', { detail: 'ECONNREFUSED' })
      : ok({
          productKey: 'p7Rk2q',
          deviceKey: 'd8Hq2LmX',
          deviceSecret: 'sample-of-a-device-secret-0001',
          mqttUrl: 'ssl://gateway.plant.example:18883',
          httpUrl: 'https://gateway.plant.example:8443',
        }),

  'jobs.list': (_, { jobs }) => ok({ items: jobs }),
  'jobs.move'({ id, to }, state, push) {
    const found = state.jobs.find((job) => job.id === id);
    if (!found) return fail('job-unknown');
    const states = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const;
    const job = { ...found, state: states[to] };
    push({ ...state, jobs: state.jobs.map((one) => (one.id === id ? job : one)) });
    return ok(job);
  },
  'jobs.results': ({ limit }) => {
    const items = devices
      .slice(12, 12 + Math.min(limit, 60))
      .map(({ groupId, deviceSn }, index) => ({
        groupId,
        deviceSn,
        result:
          index % 9 === 4
            ? ('refused' as const)
            : index % 3 === 0
              ? ('done' as const)
              : ('waiting' as const),
        problem: index % 9 === 4 ? problem('reprovision-private-model') : null,
      }));
    return ok({ items, next: null });
  },
  'jobs.file': () => ok({ name: 'reprovision-job-1.csv', text: 'groupId,deviceSn,result\r\n' }),

  'conflicts.show'({ seq }) {
    const operation = sampleOperations().find((one) => one.seq === seq);
    if (!operation) return fail('operation-unknown');
    const device = devices.find((one) => one.status === 'allocated') ?? null;
    const life = device ? lifeOf(device) : { here: [], there: [] };
    return ok({
      operation,
      ways: waysOut(operation.kind, operation.problem?.code),
      here: { device, history: life.here },
      there: { problem: null, device: device && sampleCloudDevice(device), history: life.there },
      differences: [
        { field: 'ratedPower', here: 5, before: 5, there: 6 },
        { field: 'description', here: '', before: '', there: 'Edited in the cloud' },
      ],
    });
  },
  'conflicts.resolve': () => ok({}),
};
