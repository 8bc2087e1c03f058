import type { WayOut } from '../../shared/models/conflict.ts';
import type { CloudDevice, Device } from '../../shared/models/device.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { findDevice, findRegistered, registrationOf } from '../store/devices.ts';
import { seenElsewhere } from '../store/elsewhere.ts';
import type { NewOperation, StationEvent } from '../store/events.ts';
import { type LaneOperation, parkedKeys } from '../store/operations.ts';
import type { Store } from '../store/store.ts';

/** What each way out of a parked operation does, in events. Runs inside one group of commits. */

export interface Decision {
  way: WayOut;
  deviceSn?: string | undefined;
  reason: string;
  by: string;
  /** The cloud's view, for the ways that need it. */
  cloudDevice: CloudDevice | null;
}

interface Needs {
  store: Store;
  now(): number;
  newId(): string;
}

export function takeWayOut(
  needs: Needs,
  operation: LaneOperation,
  decision: Decision,
): Result<object> {
  const { store, now } = needs;
  const { groupId, deviceSn, key, seq } = operation;
  const { way, reason, by, cloudDevice } = decision;
  const at = now();
  const commit = (event: StationEvent): void => {
    const done = store.commit(event);
    if (!done.ok) throw new Error(done.problem.code);
  };
  const retryAll = () =>
    commit({ type: 'operations-retried', at, by, keys: parkedKeys(store.db, seq) });
  const discard = () => commit({ type: 'operation-discarded', at, key, reason, by });
  const remove = (uncount: boolean) =>
    commit({ type: 'device-removed', at, by, groupId, deviceSn, why: 'void', uncount });
  const detail = { way, kind: operation.kind, reason };
  commit({ type: 'device-noted', at, by, groupId, deviceSn, what: 'resolved', detail });

  switch (way) {
    case 'retry':
    case 'go-ahead':
      // `go-ahead`: the look that came before has made the present version the one last seen.
      retryAll();
      return ok({});
    case 'discard':
      discard();
      return ok({});
    case 'let-go':
      discard();
      remove(false);
      return ok({});
    case 'void':
      discard();
      remove(true);
      return ok({});
    case 'join': {
      // A unit that was replaced is not the one in front of a person.
      if (!cloudDevice || cloudDevice.currentStatus === 'discarded') {
        return fail('cloud-device-missing');
      }
      const { sn, assetId, version } = cloudDevice;
      // What the batch wanted of it (its allocation) is still owed and goes on.
      commit({ type: 'operations-confirmed', at, items: [{ key, sn, assetId, version }] });
      retryAll();
      commit({ type: 'device-taken-over', at, by, device: cloudDevice });
      return ok({});
    }
    case 'correct':
      return correct(needs, operation, decision, { commit, discard, remove });
    case 'keep-mine': {
      if (!cloudDevice) return fail('cloud-device-missing');
      const payload = rebased(operation, cloudDevice);
      commit({ type: 'operation-amended', at, key, payload: { ...payload } });
      retryAll();
      return ok({});
    }
    case 'keep-theirs':
      if (!cloudDevice) return fail('cloud-device-missing');
      discard();
      commit({ type: 'device-taken-over', at, by, device: cloudDevice });
      return ok({});
    case 'recreate': {
      // As it is wanted here, with what is given up under it: so it is read before.
      const device = findDevice(store.db, groupId, deviceSn);
      const operations = creation(needs, groupId, deviceSn);
      discard();
      const set = device
        ? { masterData: device.masterData, allocateTo: device.allocateTo, ...textsOf(device) }
        : {};
      const items = [{ groupId, deviceSn, restart: true, operations, set }];
      commit({ type: 'devices-acted', at, by, jobId: null, items });
      return ok({});
    }
    case 'reprovision':
      return moveHere(needs, operation, decision, { commit, discard });
  }
}

type Steps = {
  commit(event: StationEvent): void;
  discard(): void;
  remove(uncount: boolean): void;
};

/** The unit has another SN: it is registered under that one, as it was read, and printed again. */
function correct(
  { store, now, newId }: Needs,
  { groupId, deviceSn: wrongSn }: LaneOperation,
  { deviceSn, by }: Decision,
  { commit, discard, remove }: Steps,
): Result<object> {
  const stop = whyNotThisSn(store, groupId, deviceSn);
  if (stop) return { ok: false, problem: stop };
  const registration = registrationOf(store.db, groupId, wrongSn);
  const device = findDevice(store.db, groupId, wrongSn);
  if (!registration || !device || !deviceSn) return fail('device-unknown', { deviceSn: wrongSn });
  const operations = creation({ store, now, newId }, groupId, wrongSn, deviceSn);
  discard();
  remove(true);
  const { batchId, source, raw, aim, label } = registration;
  const { masterData, allocateTo } = device;
  const at = now();
  commit({
    type: 'device-registered',
    at,
    groupId,
    deviceSn,
    batchId,
    allocateTo,
    masterData,
    source,
    raw,
    ...(aim === null ? {} : { aim }),
    label,
    operations,
  });
  // A registration carries neither; what was edited meanwhile stays with the unit.
  const items = [{ groupId, deviceSn, operations: [], set: textsOf(device) }];
  commit({ type: 'devices-acted', at, by, jobId: null, items });
  const detail = { way: 'correct', oldSn: wrongSn };
  commit({ type: 'device-noted', at, by, groupId, deviceSn, what: 'resolved', detail });
  return ok({});
}

function whyNotThisSn(store: Store, groupId: string, deviceSn: string | undefined): Problem | null {
  const group = findAnyGroup(store.db, groupId);
  if (!group) return fail('group-unknown', { groupId }).problem;
  const rule = compileRule(group.snRule, groupId);
  if (!rule.ok) return rule.problem;
  const wrong = rule.value(deviceSn ?? '');
  if (wrong) return wrong;
  const here = findRegistered(store.db, groupId, deviceSn ?? '');
  if (!here) return seenElsewhere(store.db, groupId, deviceSn ?? '');
  const { at, source: by } = here;
  return fail('seen-on-station', { at, by, batch: here.batchTag ?? '–' }).problem;
}

const textsOf = ({ description, batchTag }: Device) => ({ description, batchTag });

/** What the cloud is owed to have a device as this station knows it. */
function creation(
  { store, newId }: Needs,
  groupId: string,
  deviceSn: string,
  under = deviceSn,
): NewOperation[] {
  const device = findDevice(store.db, groupId, deviceSn);
  if (!device) return [];
  const { masterData, batchTag, description, allocateTo } = device;
  const create: NewOperation = {
    key: newId(),
    kind: 'create',
    payload: {
      deviceData: { ...masterData, deviceSn: under },
      ...(batchTag === null ? {} : { batchTag }),
      ...(description === '' ? {} : { description }),
    },
  };
  if (!allocateTo) return [create];
  return [create, { key: newId(), kind: 'allocate', payload: { deviceData: { ...allocateTo } } }];
}

/** The same edit, begun from what the cloud has now. */
function rebased({ payload }: LaneOperation, now: CloudDevice): LaneOperation['payload'] {
  const names = Object.keys(payload.deviceData);
  return {
    ...payload,
    before: {
      deviceData: Object.fromEntries(names.map((name) => [name, now.deviceData[name] ?? null])),
      ...(payload.batchTag === undefined ? {} : { batchTag: now.batchTag }),
      ...(payload.description === undefined ? {} : { description: now.description }),
    },
  };
}

/** It is allocated elsewhere: taken back from there, then given to where this station wants it. */
function moveHere(
  { store, now, newId }: Needs,
  operation: LaneOperation,
  { cloudDevice, by }: Decision,
  { commit, discard }: Pick<Steps, 'commit' | 'discard'>,
): Result<object> {
  const { groupId, deviceSn } = operation;
  const group = findAnyGroup(store.db, groupId);
  const device = findDevice(store.db, groupId, deviceSn);
  if (!group || !device || !cloudDevice) return fail('cloud-device-missing');
  if (group.privateModel) return fail('reprovision-private-model');
  if (group.reprovisionMethod === 'none') return fail('reprovision-not-supported', { groupId });
  const target = device.allocateTo;
  const { regionId, orgId } = cloudDevice;
  const theirs = regionId === null ? null : { regionId, orgId: orgId ?? '' };
  discard();
  const at = now();
  commit({ type: 'device-taken-over', at, by, device: cloudDevice });
  const operations: NewOperation[] = [
    { key: newId(), kind: 'reset', payload: { deviceData: {}, was: { allocateTo: theirs } } },
    ...(target
      ? [
          {
            key: newId(),
            kind: 'allocate' as const,
            payload: { deviceData: { ...target }, was: { allocateTo: null } },
          },
        ]
      : []),
  ];
  const items = [{ groupId, deviceSn, operations, set: { allocateTo: target } }];
  commit({ type: 'devices-acted', at, by, jobId: null, items });
  return ok({});
}
