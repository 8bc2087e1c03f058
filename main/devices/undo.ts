import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { findDevice } from '../store/devices.ts';
import type { Acted } from '../store/events.ts';
import { isFormer } from '../store/former.ts';
import { type LaneOperation, laneOf, operationBySeq } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { isOpen } from './ground.ts';

/**
 * Takes an operation back. One that was never sent vanishes, and with it what follows from it: the
 * rest of its action, or everything if it was the creation. A confirmed one gets its inverse, where
 * there is one. What may be at the cloud is neither: its answer comes first.
 */
export function undoOperation(
  needs: { store: Store; now(): number; newId(): string },
  seq: number,
  by: string,
  reason: string,
): Result<{ withdrawn: number; added: number }> {
  const { store, now } = needs;
  const found = operationBySeq(store.db, seq);
  if (!found) return fail('operation-unknown');
  const lane = laneOf(store.db, found.groupId, found.deviceSn);
  const operation = lane.find((one) => one.seq === seq);
  if (!operation) return fail('operation-unknown');
  // What it was of is none any more, and its SN may be another's.
  if (isFormer(store.db, operation)) return fail('undo-no-inverse', { kind: operation.kind });
  if (isOpen(operation)) {
    if (operation.sent) return fail('undo-in-flight');
    const keys = withWhatFollows(store, operation, lane);
    if (!keys.ok) return keys;
    const done = store.commit({
      type: 'operations-withdrawn',
      at: now(),
      by,
      reason,
      keys: keys.value,
    });
    return done.ok ? ok({ withdrawn: keys.value.length, added: 0 }) : done;
  }
  if (operation.state !== 'confirmed') return fail('undo-no-inverse', { kind: operation.kind });
  const inverse = inverseOf(needs, operation, lane);
  if (!inverse.ok) return inverse;
  const items = [inverse.value];
  const done = store.commit({ type: 'devices-acted', at: now(), by, jobId: null, items });
  return done.ok ? ok({ withdrawn: 0, added: 1 }) : done;
}

function withWhatFollows(
  { db }: Store,
  operation: LaneOperation,
  lane: LaneOperation[],
): Result<string[]> {
  const later = lane.filter((one) => one.seq > operation.seq && isOpen(one));
  const follows = (one: LaneOperation): boolean =>
    operation.kind === 'create' ||
    // A device is given anew only after it was taken back.
    (operation.kind === 'reset' && one.kind === 'allocate') ||
    isOfSameAction(one, operation);
  const taken = new Map([operation, ...later.filter(follows)].map((one) => [one.seq, one]));
  // A replacement that goes with the old device takes what was to become of the new one along.
  for (const { groupId, deviceSn, ...one } of [...taken.values()]) {
    if (deviceSn === operation.deviceSn) continue;
    for (const other of laneOf(db, groupId, deviceSn)) {
      const rest = other.seq > one.seq && isOpen(other);
      if (rest && isOfSameAction(other, one)) taken.set(other.seq, other);
    }
  }
  const all = [...taken.values()].toSorted((a, b) => a.seq - b.seq);
  if (all.some((one) => one.sent)) return fail('undo-in-flight');
  // An edit that a later one builds on cannot be taken out from under it.
  const builtOn = later.some((one) => !follows(one) && one.kind === operation.kind);
  return builtOn ? fail('undo-not-last') : ok(all.map(({ key }) => key));
}

const isOfSameAction = (
  one: Pick<LaneOperation, 'jobId'>,
  other: Pick<LaneOperation, 'jobId'>,
): boolean => one.jobId !== null && one.jobId === other.jobId;

/** Once the cloud has done it, nothing brings back what it took. */
const isFinal = ({ kind }: LaneOperation): boolean =>
  kind === 'reset' || kind === 'replace' || kind === 'delete';

function inverseOf(
  { store, newId }: { store: Store; newId(): string },
  operation: LaneOperation,
  lane: LaneOperation[],
): Result<Acted> {
  const { groupId, deviceSn, kind, payload } = operation;
  if (isFinal(operation)) return fail('undo-no-inverse', { kind });
  const later = lane.filter(
    ({ seq, state }) => seq > operation.seq && state !== 'withdrawn' && state !== 'refused',
  );
  const end = later.find((one) => one.state === 'confirmed' && isFinal(one));
  // To be told to undo that one first would lead nowhere.
  if (end) return fail('undo-no-inverse', { kind: end.kind });
  if (later.length > 0) return fail('undo-not-last');
  const device = findDevice(store.db, groupId, deviceSn);
  if (!device) return fail('undo-no-inverse', { kind });
  const acted = (
    one: Omit<Acted['operations'][number], 'key'>,
    set?: Acted['set'],
  ): Result<Acted> =>
    ok({
      groupId,
      deviceSn,
      operations: [{ key: newId(), ...one }],
      ...(set === undefined ? {} : { set }),
    });
  switch (kind) {
    case 'create':
      return acted({ kind: 'delete', payload: { deviceData: {} } });
    case 'allocate': {
      const stop = whyNoReset(store, groupId);
      if (stop) return { ok: false, problem: stop };
      const was = { allocateTo: device.allocateTo };
      return acted({ kind: 'reset', payload: { deviceData: {}, was } }, { allocateTo: null });
    }
    case 'update': {
      const { before } = payload;
      if (!before) return fail('undo-no-inverse', { kind });
      const { deviceData = {}, batchTag, description } = before;
      const { deviceData: now, description: text, batchTag: tag } = payload;
      // A tag can be set and not taken away: EnOS has no such thing.
      if (batchTag === null) return fail('undo-no-inverse', { kind });
      const back = {
        deviceData,
        ...(batchTag === undefined ? {} : { batchTag }),
        ...(description === undefined ? {} : { description }),
      };
      const seen = {
        deviceData: now,
        ...(tag === undefined ? {} : { batchTag: tag }),
        ...(text === undefined ? {} : { description: text }),
      };
      const { deviceData: values, ...rest } = seen;
      const masterData = Object.fromEntries(
        Object.entries({ ...device.masterData, ...deviceData }).filter(([, v]) => v !== null),
      );
      const was = { masterData: values, ...rest };
      const { deviceData: _, ...texts } = back;
      return acted(
        { kind: 'update', payload: { ...back, before: seen, was } },
        { masterData, ...texts },
      );
    }
    default:
      return fail('undo-no-inverse', { kind });
  }
}

/** Taking a device back must lose nothing but what its allocation gave it. */
function whyNoReset(store: Store, groupId: string): Problem | null {
  const group = findAnyGroup(store.db, groupId);
  if (!group) return problem('group-unknown', { groupId });
  if (group.privateModel) return problem('reprovision-private-model');
  if (group.reprovisionMethod === 'none') return problem('reprovision-not-supported', { groupId });
  return group.reprovisionMethod === 'initialize' ? problem('undo-loses-data') : null;
}
