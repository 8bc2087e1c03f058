import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { App } from '../../main/app.ts';
import { examine } from '../../main/store/doctor.ts';
import {
  type LaneOperation,
  laneOf,
  listOperations,
  queueCounts,
} from '../../main/store/operations.ts';
import type { Cloud } from '../../main/sync/clouds/cloud.ts';
import { runRound } from '../../main/sync/outbox.ts';
import type { DeviceAction, Job, Plan } from '../../shared/models/action.ts';
import type { WayOut } from '../../shared/models/conflict.ts';
import type { CloudDevice, Device, DeviceName } from '../../shared/models/device.ts';
import type { Operation } from '../../shared/models/operation.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import { sampleCatalog } from '../support/cli.ts';
import type { CloudKeys } from '../support/enos-client.ts';
import { must, mustFail, openStation } from '../support/station.ts';

/** Where devices of these tests go. */
export const solar = { regionId: 'beta', orgId: 'o-solar' };
export const wind = { regionId: 'beta', orgId: 'o-wind' };
export const grid = { regionId: 'eu2', orgId: 'o-grid' };

/** The sample catalog and a group for each way that a device can live. */
export const lifeGroups = [
  { groupId: 'MIG', reprovisionMethod: 'migrate' },
  { groupId: 'INI', reprovisionMethod: 'initialize' },
  { groupId: 'NON', reprovisionMethod: 'none' },
  { groupId: 'PRV', reprovisionMethod: 'migrate', privateModel: true },
] as const;

export function lifeCatalog(): string {
  const catalog = JSON.parse(readFileSync(sampleCatalog, 'utf8'));
  for (const group of lifeGroups) {
    catalog.registrationGroups.push({
      name: group.groupId,
      masterDataGroupId: 'md-inverter',
      gatewayId: 'iot-hub',
      modelId: 'inverter-5k',
      ...group,
    });
  }
  return JSON.stringify(catalog);
}

/** What both sides have to agree on. */
const sideOf = (device: Device | null) =>
  device && {
    sn: device.sn,
    place: device.allocateTo,
    assetId: device.assetId,
    allocated: device.status === 'allocated',
    masterData: device.masterData,
    description: device.description,
    batchTag: device.batchTag,
  };

function cloudSideOf(device: CloudDevice | null): ReturnType<typeof sideOf> {
  if (!device || device.currentStatus === 'discarded') return null;
  const { regionId, orgId, deviceData } = device;
  const { regionId: _region, orgId: _ou, ...masterData } = deviceData;
  return {
    sn: device.sn,
    place: regionId === null ? null : { regionId, orgId: orgId ?? '' },
    assetId: device.assetId,
    allocated: device.allocateStatus === 'allocated',
    masterData,
    description: device.description,
    batchTag: device.batchTag,
  };
}

type Target = typeof solar;

/** A real station with its calls at hand. */
export class Bench {
  readonly app: App;
  /** Moves on with each round, so that nothing waits for its time. */
  #clock = Date.now();

  constructor(app: App) {
    this.app = app;
  }

  static async open(options: Parameters<typeof openStation>[0] = {}): Promise<Bench> {
    const app = await openStation({ catalog: false, ...options });
    must(await app.call('catalog.import', { text: lifeCatalog() }, { role: 'admin' }));
    return new Bench(app);
  }

  /** One that works with a Lineside cloud, and has its catalog from there. */
  static async inCloud(service: Parameters<Bench['connect']>[0]): Promise<Bench> {
    const bench = new Bench(await openStation({ catalog: false }));
    await bench.connect(service, 'lineside');
    await bench.call('catalog.pull', {}, 'engineer').catch(() => bench.app.parts.sync.pull());
    return bench;
  }

  get db() {
    return this.app.parts.store.db;
  }

  async call<T>(name: string, input: object, role: Role = 'line-lead'): Promise<T> {
    return must(await this.app.call(name, input, { role })) as T;
  }

  async refused(name: string, input: object, role: Role = 'line-lead'): Promise<Problem> {
    return mustFail(await this.app.call(name, input, { role }));
  }

  register(groupId: string, sns: readonly string[], allocateTo: Target | null = null): void {
    const { station } = this.app.parts;
    const job = must(station.prepare({ groupId, allocateTo, batchId: null, masterData: {} }));
    for (const sn of sns) {
      const { verdict } = station.receiveFor(job, sn, { kind: 'typed', name: '' });
      expect(verdict, sn).toBe('accepted');
    }
  }

  plan = (action: DeviceAction) => this.call<Plan>('devices.plan', action);
  act = (action: DeviceAction) => this.call<Job>('devices.act', action);
  job = async (id: string): Promise<Job> => {
    const { items } = await this.call<{ items: Job[] }>('jobs.list', { limit: 100 });
    return items.find((one) => one.id === id) as Job;
  };

  async device(groupId: string, deviceSn: string): Promise<Device | null> {
    const found = await this.call<{ device: Device | null }>('devices.get', { groupId, deviceSn });
    return found.device;
  }

  lane(groupId: string, deviceSn: string): LaneOperation[] {
    return laneOf(this.db, groupId, deviceSn);
  }

  /** `kind state` of each operation that concerns a device, oldest first. */
  story = (groupId: string, deviceSn: string): string[] =>
    this.lane(groupId, deviceSn).map(({ kind, state }) => `${kind} ${state}`);

  operation(groupId: string, deviceSn: string, kind: string): LaneOperation {
    const found = this.lane(groupId, deviceSn).findLast((one) => one.kind === kind);
    if (!found) throw new Error(`${deviceSn} has no ${kind}`);
    return found;
  }

  history = async (groupId: string, deviceSn: string): Promise<string[]> => {
    const found = await this.call<{ history: { what: string }[] }>('devices.get', {
      groupId,
      deviceSn,
    });
    return found.history.map(({ what }) => what);
  };

  undo = (seq: number) =>
    this.call<{ withdrawn: number; added: number }>('sync.undo', { seq, reason: 'a mistake' });

  async rounds(cloud: Cloud, count = 1): Promise<void> {
    for (let round = 0; round < count; round++) {
      this.#clock += 10 * 60_000;
      const now = this.#clock;
      await runRound({
        store: this.app.parts.store,
        cloud,
        now: () => now,
        chance: () => 1,
        longestWait: 60_000,
        late: () => false,
        onChange: () => {},
      });
    }
  }

  /** Ties the station to a cloud; sends nothing yet. */
  connect(keys: CloudKeys, kind: 'lineside' | 'enos', url = keys.url): Promise<unknown> {
    const { appKey, appSecret, orgId } = keys;
    return this.call('cloud.connect', { kind, url, appKey, appSecret, orgId }, 'admin');
  }

  /** Sends until nothing is left that goes by itself. */
  async drain(): Promise<void> {
    await this.app.parts.actions.settled();
    const deadline = performance.now() + 60_000;
    must(await this.app.parts.sync.drain({ deadline, patienceMs: 30_000 }));
  }

  /** The operations that wait for a person. */
  parked = (): Operation[] => listOperations(this.db, { states: ['parked'], after: 0, limit: 100 });

  look = async (groupId: string, deviceSn: string): Promise<CloudDevice | null> =>
    (await this.call<{ device: CloudDevice | null }>('devices.look', { groupId, deviceSn })).device;

  resolve = (seq: number, way: WayOut, more: object = {}) =>
    this.call('conflicts.resolve', { seq, way, reason: 'both were asked', ...more });

  /** Nothing is owed, and station and cloud say the same of each device. */
  async expectEqual(...names: readonly DeviceName[]): Promise<void> {
    const { queued, sending, inDoubt, parked } = queueCounts(this.db);
    expect({ queued, sending, inDoubt, parked }).toEqual({
      queued: 0,
      sending: 0,
      inDoubt: 0,
      parked: 0,
    });
    for (const { groupId, deviceSn } of names) {
      const here = await this.device(groupId, deviceSn);
      const there = await this.look(groupId, deviceSn);
      expect(sideOf(here), `${deviceSn} here, and in the cloud`).toEqual(cloudSideOf(there));
    }
    await this.expectSound();
  }

  /** Journal and database tell the same, and no job counts what is not there. */
  async expectSound(): Promise<void> {
    const checks = await examine(this.app.parts.store);
    expect(checks.filter(({ ok, check }) => !ok && check !== 'disk')).toEqual([]);
    const { items } = await this.call<{ items: Job[] }>('jobs.list', { limit: 500 });
    for (const { done, refused, withdrawn, waiting, total } of items) {
      expect(done + refused + withdrawn + waiting).toBe(total);
      expect(Math.min(done, refused, withdrawn, waiting)).toBeGreaterThanOrEqual(0);
    }
  }
}
