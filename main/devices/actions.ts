import { setImmediate as turn } from 'node:timers/promises';
import type { Asked, DeviceAction, Job, Plan } from '../../shared/models/action.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { endAt } from '../store/described.ts';
import {
  describedOf,
  devicesOf,
  findJob,
  gatheringOf,
  type JobRequest,
  jobRequest,
  namesOf,
  plannedOf,
  unplannedJobs,
  withdrawableKeys,
} from '../store/jobs.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import type { Log, Timer } from '../world.ts';
import { countDescribed, gather } from './gathering.ts';
import { createJudge } from './judge.ts';
import { addToPlan, emptyPlan, planOf } from './plan.ts';

/** What people do with devices, one or thousands: said beforehand, then done in slices. */
export interface Actions {
  /** What would happen, after a look at the devices in the cloud where there is one; nothing is done. */
  plan(action: DeviceAction): Promise<Plan>;
  /** Safe on disk when it answers `ok`; the rest goes on by itself, also after a restart. */
  act(action: Asked, by: string): Promise<Result<Job>>;
  move(id: string, to: 'pause' | 'resume' | 'cancel', by: string): Promise<Result<Job>>;
  /** Goes on with what was begun before this start. */
  resume(): void;
  /** Until every device of every job has been judged. */
  settled(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface ActionNeeds {
  store: Store;
  now(): number;
  timers: Timers;
  newId(): string;
  log: Log;
  /** Looks at devices in the cloud, as far as that can be done at once. */
  freshen(names: readonly DeviceName[]): Promise<void>;
  onChange(): void;
  /** Operations are waiting to be sent. */
  nudge(): void;
}

/** After the disk refused, a job is gone on with this much later, in milliseconds. */
const breath = 5_000;

/** Devices judged in one go: a slice and its sync hold the loop for well under 50 ms. */
const slice = 100;

const stateOf = { pause: 'paused', resume: 'running' } as const;

export function createActions(needs: ActionNeeds): Actions {
  const { store, now, newId } = needs;
  const { db } = store;
  /** One job is judged at a time, in the order they were asked. */
  let working: Promise<unknown> = Promise.resolve();
  /** And they are looked for likewise. */
  let gathering: Promise<unknown> = Promise.resolve();
  let stopped = false;
  /** Nothing more of them is judged: they are being taken back. */
  const cancelling = new Set<string>();
  const later = new Set<Timer>();

  async function plan(action: DeviceAction): Promise<Plan> {
    const described = describedOf(action);
    const counted = described && (await countDescribed(db, described));
    const names = counted?.names ?? devicesOf(action);
    await needs.freshen(action.action === 'replace' ? [...names, action] : names);
    const judge = createJudge(db, action, newId);
    const draft = emptyPlan();
    for (const [index, name] of names.entries()) {
      if (index % slice === slice - 1) await turn();
      addToPlan(draft, judge(name));
    }
    if (!counted) return planOf(draft, names.length);
    const { total, through } = counted;
    return { ...planOf(draft, total), described: { looked: names.length, through } };
  }

  /** The next devices of a job; false when there are none. */
  function step(id: string, job: JobRequest): Result<boolean> {
    const from = plannedOf(db, id);
    const { request } = job;
    const next = from === null ? [] : namesOf(db, id, { request, from, limit: slice });
    if (next.length === 0) return ok(false);
    const judge = createJudge(db, job.request, newId);
    const items = next.map((name) => judge(name).acted);
    const event = { type: 'devices-acted' as const, at: now(), by: job.by, jobId: id, items };
    const done = store.commit(event);
    return done.ok ? ok(true) : done;
  }

  async function work(id: string): Promise<Problem | null> {
    const job = jobRequest(db, id);
    if (!job) return null;
    if (gatheringOf(db, id)) return null;
    while (!stopped && !cancelling.has(id)) {
      const stepped = step(id, job);
      if (!stepped.ok) return stepped.problem;
      if (!stepped.value) return null;
      needs.onChange();
      needs.nudge();
      await turn();
    }
    return null;
  }

  /** Which devices a job is about is found at once, also while another one is at work. */
  function gathered(id: string): Promise<Result<object>> {
    const mine = gathering.then(() => gather(needs, id, () => stopped || cancelling.has(id)));
    gathering = mine.catch(() => {});
    return mine;
  }

  /** Never rejects. What stops a job (a full disk) stops it for a while only: it is safe on disk. */
  function enqueue(id: string): Promise<unknown> {
    const found = Promise.allSettled([gathered(id)]);
    working = working.then(async () => {
      try {
        const [known] = await found;
        if (known.status === 'rejected') throw known.reason;
        const stop = known.value.ok ? await work(id) : known.value.problem;
        if (!stop) return;
        needs.log.warn('an action waits', { code: stop.code });
      } catch (error) {
        needs.log.warn('an action waits', { error: String(error) });
      }
      if (stopped) return;
      const timer = needs.timers.after(breath, () => {
        later.delete(timer);
        void enqueue(id);
      });
      later.add(timer.unref());
    });
    return working;
  }

  const report = (id: string): Result<Job> => {
    const job = findJob(db, id);
    return job ? ok(job) : fail('job-unknown');
  };

  return {
    plan,
    async act(action, by) {
      const id = newId();
      const names = devicesOf(action);
      const described = describedOf(action);
      const request = described
        ? { ...action, devices: { ...described, through: described.through ?? endAt(db) - 1 } }
        : 'devices' in action
          ? { ...action, devices: names }
          : action;
      const started = store.commit({
        type: 'job-started',
        at: now(),
        by,
        id,
        request: request as Asked,
        // Of those that are described: as many as were agreed to.
        total: described ? (described.most ?? 0) : names.length,
      });
      if (!started.ok) return started;
      const judging = enqueue(id);
      // A few are judged before the answer, so that it says what became of them.
      if (!described && names.length <= slice) await judging;
      needs.onChange();
      return report(id);
    },
    async move(id, to, by) {
      const job = findJob(db, id);
      if (!job) return fail('job-unknown');
      if (job.state === 'done' || job.state === 'cancelled') return fail('job-ended');
      const moved = to === 'cancel' ? await cancel(id, by) : put(id, stateOf[to], by);
      if (!moved.ok) return moved;
      needs.onChange();
      needs.nudge();
      return report(id);
    },
    resume() {
      for (const id of unplannedJobs(db)) void enqueue(id);
    },
    settled: () => working,
    async stop() {
      stopped = true;
      for (const timer of later) timer.cancel();
      await working;
    },
  };

  function put(id: string, state: 'running' | 'paused' | 'cancelled', by: string): Result<object> {
    return store.commit({ type: 'job-moved', at: now(), by, id, state });
  }

  /**
   * What was not begun is held first, then taken back in slices, and only then the job is cancelled: a
   * crash on the way leaves a paused job, and nothing of it is sent behind anybody's back.
   */
  async function cancel(id: string, by: string): Promise<Result<object>> {
    const held = put(id, 'paused', by);
    if (!held.ok) return held;
    cancelling.add(id);
    try {
      // What was undone stays so: a unit that is none any more cannot be left in the cloud.
      const undoes = findJob(db, id)?.action === 'undo';
      const taken = undoes ? ok({}) : await takeBack(id, by);
      return taken.ok ? put(id, 'cancelled', by) : taken;
    } finally {
      cancelling.delete(id);
      // A job that could not be cancelled is a paused one again, with the rest of its devices.
      if (plannedOf(db, id) !== null) void enqueue(id);
    }
  }

  /** Slice by slice, last operations first. */
  async function takeBack(jobId: string, by: string): Promise<Result<object>> {
    for (;;) {
      const keys = withdrawableKeys(db, jobId, slice * 2);
      if (keys.length === 0) return ok({});
      const reason = 'cancelled';
      const done = store.commit({ type: 'operations-withdrawn', at: now(), by, reason, keys });
      if (!done.ok) return done;
      needs.onChange();
      await turn();
    }
  }
}
