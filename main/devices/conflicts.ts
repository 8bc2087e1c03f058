import type { Conflict, WayOut } from '../../shared/models/conflict.ts';
import type { CloudDevice } from '../../shared/models/device.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { waysOut } from '../../shared/ways-out.ts';
import { findDevice } from '../store/devices.ts';
import { isFormer, seenFormer } from '../store/former.ts';
import { historyOf } from '../store/history.ts';
import { type LaneOperation, laneOf, operationBySeq } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import type { CloudView } from './cloud-view.ts';
import { differencesOf } from './differences.ts';
import { type Decision, takeWayOut } from './ways-out.ts';

/** Parked operations: both sides shown to a person, who decides. */
export interface Conflicts {
  show(seq: number): Promise<Result<Conflict>>;
  resolve(
    seq: number,
    decision: { way: WayOut; deviceSn?: string | undefined; reason: string; by: string },
  ): Promise<Result<object>>;
}

export interface ConflictNeeds {
  store: Store;
  view: CloudView;
  now(): number;
  newId(): string;
  onChange(): void;
  nudge(): void;
}

/** Ways that need the cloud's view; without a network they are not taken blindly. */
const needsCloud = new Set<WayOut>(['join', 'keep-mine', 'keep-theirs', 'reprovision', 'go-ahead']);

/** A unit that was replaced keeps its SN in the cloud: this one cannot be the same any more. */
const isUnitThatWent = (way: WayOut, there: CloudDevice | null): boolean =>
  way === 'join' && there?.currentStatus === 'discarded';

/** Ways that touch the device here: one that was undone is none any more, and its SN may be another's. */
const onlyCloud = new Set<WayOut>(['retry', 'discard', 'go-ahead']);

export function createConflicts(needs: ConflictNeeds): Conflicts {
  const { store, view } = needs;
  const { db } = store;

  const offered = (one: LaneOperation): WayOut[] =>
    waysOut(one.kind, one.problem?.code).filter((way) => onlyCloud.has(way) || !isFormer(db, one));

  /** The parked operation that blocks its device: the first one of its lane. */
  function parked(seq: number): Result<LaneOperation> {
    const found = operationBySeq(db, seq);
    if (!found) return fail('operation-unknown');
    const lane = laneOf(db, found.groupId, found.deviceSn);
    const first = lane.find((one) => one.state === 'parked' && one.deviceSn === found.deviceSn);
    return found.state === 'parked' && first ? ok(first) : fail('operation-not-parked');
  }

  /** Of a replacement it is the device that goes which may have changed. */
  const subject = (one: LaneOperation) => ({
    groupId: one.groupId,
    deviceSn:
      one.kind === 'replace' && one.problem?.code === 'cloud-device-changed' && one.otherSn
        ? one.otherSn
        : one.deviceSn,
  });

  return {
    async show(seq) {
      const found = parked(seq);
      if (!found.ok) return found;
      const { payload: _payload, sent: _sent, deviceId: _row, ...operation } = found.value;
      const name = subject(found.value);
      const there = await view.look(name);
      const device = findDevice(db, name.groupId, name.deviceSn);
      const seen = there.ok ? there.value : { device: null, history: [] };
      return ok({
        operation,
        ways: offered(found.value).filter((way) => !isUnitThatWent(way, seen.device)),
        here: { device, history: historyOf(db, name.groupId, name.deviceSn) },
        there: { problem: there.ok ? null : there.problem, ...seen },
        differences: differencesOf(found.value, device, seen.device),
      });
    },
    async resolve(seq, decision) {
      const before = parked(seq);
      if (!before.ok) return before;
      const always: WayOut[] = ['retry', 'discard'];
      if (![...offered(before.value), ...always].includes(decision.way))
        return fail('way-not-offered');
      let cloudDevice: CloudDevice | null = null;
      if (needsCloud.has(decision.way)) {
        const there = await view.look(subject(before.value));
        if (!there.ok) return there;
        if (!there.value.device) return fail('cloud-device-missing');
        cloudDevice = there.value.device;
        if (isUnitThatWent(decision.way, cloudDevice)) return fail('way-not-offered');
      }
      // Somebody else may have decided while the cloud was asked.
      const still = parked(seq);
      if (!still.ok) return still;
      return settle(still.value, { ...decision, cloudDevice });
    },
  };

  /** All of a decision is one transaction and one sync: half of one would be a new conflict. */
  function settle(operation: LaneOperation, decision: Decision): Result<object> {
    let stop: Problem | null = null;
    const done = store.group(() => {
      const { way, cloudDevice } = decision;
      if (way === 'go-ahead' && cloudDevice && isFormer(db, operation)) {
        seenFormer(db, operation, cloudDevice);
      }
      const taken = takeWayOut(needs, operation, decision);
      if (taken.ok) return;
      stop = taken.problem;
      throw new Error(taken.problem.code);
    });
    if (stop) return { ok: false, problem: stop };
    if (!done.ok) return done;
    needs.onChange();
    needs.nudge();
    return ok({});
  }
}
