import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { nextDueAt } from '../store/due.ts';
import { doubtSending, hurry, queueCounts } from '../store/operations.ts';
import type { Timer } from '../world.ts';
import { backoff, drainCap, linkCap, operationCap } from './backoff.ts';
import type { Cloud, LinkFailure } from './clouds/cloud.ts';
import { openCloud } from './clouds/open-cloud.ts';
import { createEntry } from './entry.ts';
import { runRound } from './outbox.ts';
import { pull } from './pull.ts';
import type { SyncNeeds } from './sync-needs.ts';
import type { SyncState } from './sync-state.ts';
import { createTroubleLog } from './trouble-log.ts';

/** Sending what is owed to the cloud, and fetching what others made. */
export interface Sync {
  /** Something new is in the outbox; without content, so that a lost nudge loses nothing. */
  nudge(): void;
  /** Tries at once, also when paused or waiting: a person asked. */
  now(): void;
  /** The link or its key changed. */
  relink(): void;
  state(): SyncState;
  /** Works until nothing is left that can go by itself, or until the time is up. */
  drain(options: { deadline: number | null; patienceMs: number }): Promise<Result<object>>;
  /** The cloud, to be asked something for a person at once. */
  cloud(): Result<Cloud>;
  pull(): Promise<Result<{ changed: number; knownDevices: number }>>;
  /** Works by itself from now on. */
  start(): void;
  stop(): Promise<void>;
}

/** Failures of the link in a row before the whole queue waits instead of single operations. */
const breakerAfter = 4;
/** Others' devices and the catalog are fetched this often, in milliseconds. */
const pullEvery = 60_000;

export function createSync(needs: SyncNeeds): Sync {
  const { store } = needs;
  const { steady, after } = needs.timers;
  let cloud: Cloud | null = null;
  let running: Promise<void> | null = null;
  let timer: Timer | null = null;
  let started = false;
  let closed = false;
  let draining = false;
  /** When a drain has to end, by the monotonic clock; null = no limit. */
  let drainEnd: number | null = null;
  let failures = 0;
  let pulledAt = Number.NEGATIVE_INFINITY;
  /** Goes up with each relink: what returns from an older link is not news about this one. */
  let generation = 0;
  /** The whole link waits until then, by the monotonic clock. */
  let heldUntil = 0;
  let aborting = new AbortController();
  const state: SyncState = {
    busy: false,
    paused: false,
    nextTryAt: null,
    lastSuccessAt: null,
    problem: null,
  };

  const entry = createEntry(state, needs.now);
  const trouble = createTroubleLog(needs.log);

  function connect(): Result<Cloud> {
    if (cloud) return ok(cloud);
    const opened = openCloud({
      ...needs,
      http: (request) =>
        needs.http({
          ...request,
          timeoutMs: timeLeft(request.timeoutMs),
          signal: aborting.signal,
        }),
    });
    if (opened.ok) cloud = opened.value;
    return opened;
  }

  /** One round; answers whether another one is due at once. */
  async function round(): Promise<boolean> {
    const connected = connect();
    if (!connected.ok) {
      state.problem = connected.problem;
      return false;
    }
    const mine = generation;
    const done = await runRound({
      store,
      cloud: connected.value,
      now: needs.now,
      chance: needs.chance,
      longestWait: draining ? drainCap : operationCap,
      onChange: needs.onChange,
      late: () => closed || late(),
    });
    if (mine !== generation) return true;
    if (done.stopped) {
      state.problem = done.stopped;
      waitFor(5_000);
      return false;
    }
    if (done.answered > 0) {
      failures = 0;
      state.lastSuccessAt = needs.now();
    }
    if (!done.failure) {
      if (done.answered > 0) {
        state.problem = null;
        trouble.isWell();
      }
      return done.moved > 0;
    }
    state.problem = done.failure.problem;
    trouble.went(done.failure.problem);
    if (done.failure.pause) {
      state.paused = true;
      cloud = null;
      return false;
    }
    if (done.answered === 0) failures++;
    if (failures >= breakerAfter || done.failure.retryAfterMs !== null) {
      waitFor(
        Math.max(
          backoff(failures, needs.chance(), draining ? drainCap : linkCap),
          done.failure.retryAfterMs ?? 0,
          200,
        ),
      );
      return false;
    }
    return done.moved > 0;
  }

  /** An exchange must not outlive the time that a drain has; a second at least, to be worth trying. */
  const timeLeft = (most: number): number =>
    drainEnd === null ? most : Math.min(most, Math.max(1000, Math.ceil(drainEnd - steady())));

  /** What is held or waits for a person is left, but does not go by itself. */
  const nothingLeft = (): boolean =>
    queueCounts(store.db).sending === 0 && nextDueAt(store.db) === null;

  function waitFor(ms: number): void {
    state.nextTryAt = needs.now() + ms;
    heldUntil = steady() + ms;
  }

  async function work(): Promise<void> {
    state.busy = true;
    needs.onChange();
    try {
      while (!closed && !state.paused && !waiting() && !late() && (await round()));
      if (started && !closed && !state.paused && steady() - pulledAt > pullEvery) {
        const opened = connect();
        if (opened.ok) await (opened.value.enter ? enter(opened.value.enter) : pullAll());
      }
    } catch (error) {
      needs.log.warn('sync failed', { error: String(error) });
      waitFor(5_000);
    }
    state.busy = false;
    needs.onChange();
  }

  const late = () => drainEnd !== null && steady() >= drainEnd;
  /** Milliseconds that the whole link still waits. */
  const held = () => heldUntil - steady();
  const waiting = () => held() > 0;

  function letGo(): void {
    state.nextTryAt = null;
    heldUntil = 0;
    failures = 0;
    pulledAt = Number.NEGATIVE_INFINITY;
  }

  async function enter(show: () => Promise<LinkFailure | null>): Promise<void> {
    if (entry.known()) return;
    pulledAt = steady();
    const mine = generation;
    const failure = await show();
    if (mine !== generation) return;
    entry.heard(failure);
    if (state.paused) cloud = null;
    needs.onChange();
  }

  async function pullAll(): Promise<Result<{ changed: number; knownDevices: number }>> {
    const connected = connect();
    if (!connected.ok) return connected;
    pulledAt = steady();
    const mine = generation;
    const pulled = await pull(store, needs.vault, connected.value, () => mine === generation);
    if (mine !== generation) return pulled;
    if (pulled.ok && pulled.value.changed > 0) needs.onCatalog();
    if (pulled.ok) state.lastSuccessAt = needs.now();
    // EnOS has nothing to pull: that is no news about the link.
    if (pulled.ok) state.problem = null;
    else if (pulled.problem.code !== 'cloud-no-catalog') state.problem = pulled.problem;
    needs.onChange();
    return pulled;
  }

  /** Runs unless it runs already, then sets the clock for the next time by what is due. */
  function kick(): Promise<void> {
    if (closed) return Promise.resolve();
    running ??= work().finally(() => {
      running = null;
      if (!closed && started) schedule();
    });
    return running;
  }

  function schedule(): void {
    timer?.cancel();
    // Without a link only a person can change anything; a nudge or a relink will come then.
    const due = state.paused || !cloud ? null : nextDueAt(store.db);
    const wanted = due === null ? Number.POSITIVE_INFINITY : due - needs.now();
    // At most a minute is slept, whatever a clock that jumped may say.
    const wait = Math.min(Math.max(wanted, held(), 50), 60_000);
    timer = after(wait, () => void kick()).unref();
  }

  return {
    nudge() {
      if (started && !running && !waiting() && !state.paused) void kick();
    },
    now() {
      state.paused = false;
      letGo();
      store.write(() => hurry(store.db));
      if (started) void kick();
    },
    relink() {
      generation++;
      entry.forget();
      aborting.abort();
      aborting = new AbortController();
      cloud = null;
      state.paused = false;
      state.problem = null;
      letGo();
      if (started) void kick();
    },
    state: () => ({ ...state }),
    async drain({ deadline, patienceMs }) {
      state.paused = false;
      draining = true;
      drainEnd = deadline;
      const connected = connect();
      if (!connected.ok) return connected;
      const doubted = store.write(() => {
        doubtSending(store.db);
        hurry(store.db);
      });
      if (!doubted.ok) return doubted;
      let quietSince = steady();
      let lastSuccess = state.lastSuccessAt;
      for (;;) {
        if (nothingLeft()) return ok({});
        await kick();
        if (state.paused) return { ok: false, problem: state.problem as Problem };
        if (nothingLeft()) return ok({});
        if (state.lastSuccessAt !== lastSuccess) {
          lastSuccess = state.lastSuccessAt;
          quietSince = steady();
        }
        const now = steady();
        if (deadline !== null && now >= deadline) return fail('timeout', { seconds: 0 });
        if (deadline === null && now - quietSince > patienceMs) {
          return state.problem
            ? { ok: false, problem: state.problem }
            : fail('timeout', { seconds: patienceMs / 1000 });
        }
        const due = Math.max((nextDueAt(store.db) ?? 0) - needs.now(), held());
        const most = deadline === null ? 5_000 : Math.min(5_000, deadline - now);
        const rest = Math.max(0, Math.min(due, most));
        await new Promise<void>((done) => after(rest, done));
      }
    },
    cloud: connect,
    pull: pullAll,
    start() {
      started = true;
      void kick();
    },
    async stop() {
      closed = true;
      timer?.cancel();
      // What is on the wire is given up and in doubt: nobody waits for a silent cloud to close a station.
      aborting.abort();
      await running;
    },
  };
}
