import type { Batch } from '../../shared/models/batch.ts';
import { mostLeased } from '../../shared/models/cloud.ts';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { localDay } from '../../shared/serial/date-code.ts';
import type { CompiledSeries } from '../../shared/serial/series/compile.ts';
import { nextPeriodDay } from '../../shared/serial/series/period.ts';
import { currentBatch } from '../store/batches.ts';
import { askedFor, forgetAsked, rememberAsked } from '../store/ranges.ts';
import type { Store } from '../store/store.ts';
import type { Cloud } from '../sync/clouds/cloud.ts';
import type { Timers } from '../timers.ts';
import type { Timer } from '../world.ts';
import { ahead, isLow, wantedAmount, worthWarning } from './amount.ts';
import { type Holding, holdingOf, showPeriod, whyNone } from './numbers.ts';
import { type MakingGroup, seriesOf } from './series-of.ts';

/**
 * Ranges leased from a Lineside cloud, in the background and well before they run out. A range is asked for
 * under a key that is on the disk first: whatever is lost or repeated, the same key gets the same range.
 */
export interface Leases {
  /** A cloud gives the ranges out: those set by hand do not count. */
  given(): boolean;
  exhausted(groupId: string, layout: string, period: string): boolean;
  /** Why the batch will have to stop, or has to. */
  lack(batch: Batch, series: CompiledSeries, held: Holding): Problem | null;
  /** Looks whether a range is needed; without content, what is needed is read from the database. */
  nudge(): void;
  /** Sees to it that so many numbers are held for this batch tag today, and waits for it. */
  ensure(groupId: string, batchTag: string | null, count: number): Promise<Result<object>>;
  start(): void;
  stop(): Promise<void>;
}

export interface LeasesNeeds {
  store: Store;
  cloud(): Result<Cloud>;
  /** A Lineside cloud is connected, whether it can be reached or not. */
  given(): boolean;
  /** A person has to give a key that works first. */
  paused(): boolean;
  now(): number;
  timers: Timers;
  newId(): string;
  onChange(): void;
}

/** Looked after at least this often, in milliseconds. */
const every = 30_000;

export function createLeases(needs: LeasesNeeds): Leases {
  const { store } = needs;
  const used = new Set<string>();
  const usedKey = (...parts: string[]) => JSON.stringify(parts);
  let timer: Timer | null = null;
  let running: Promise<unknown> | null = null;
  let again = false;
  let closed = false;
  let started = false;
  let failed: Problem | null = null;

  /** One range; answers whether the period gave one. */
  async function ask(
    { raw, series }: MakingGroup,
    period: string,
    count: number,
  ): Promise<Result<boolean>> {
    const cloud = needs.cloud();
    if (!cloud.ok) return cloud;
    if (!cloud.value.leaseRange) return fail('cloud-no-catalog');
    const { groupId, layout } = series;
    const place = { groupId, layout, period };
    let asked = askedFor(store.db, place);
    if (!asked) {
      const fresh = { ...place, key: needs.newId(), count: Math.min(count, mostLeased) };
      const kept = store.write(() => rememberAsked(store.db, fresh));
      if (!kept.ok) return kept;
      asked = fresh;
    }
    const { key } = asked;
    const leased = await cloud.value.leaseRange(asked);
    if (closed) return fail('cloud-not-connected');
    if (!leased.ok) return leased;
    if (!leased.value) {
      used.add(usedKey(groupId, layout, period));
      const forgotten = store.write(() => forgetAsked(store.db, key));
      return forgotten.ok ? ok(false) : forgotten;
    }
    used.delete(usedKey(groupId, layout, period));
    const { first, last } = leased.value;
    const held = store.commit({
      type: 'range-held',
      at: needs.now(),
      by: 'cloud',
      id: key,
      ...place,
      first,
      last,
      origin: 'cloud',
      series: raw,
    });
    needs.onChange();
    return held.ok ? ok(true) : held;
  }

  async function ensureOn(
    making: MakingGroup,
    day: number,
    batchTag: string | null,
    wanted: number,
    enough: (left: number) => boolean,
  ): Promise<Result<object>> {
    const { series } = making;
    for (;;) {
      const { left, period } = holdingOf(store.db, series, { day, batchTag }, false);
      if (enough(left)) return ok({});
      const asked = await ask(making, period, wanted - left);
      if (!asked.ok) return asked;
      if (!asked.value) return left > 0 ? ok({}) : exhaustedIn(series, period);
    }
  }

  const exhaustedIn = ({ groupId }: CompiledSeries, period: string) =>
    fail('maker-range-exhausted', { groupId, period: showPeriod(period) });

  /** What the batch in work needs, today and in the period that begins soon. */
  async function keep(): Promise<void> {
    const batch = currentBatch(store.db);
    if (!batch?.makes || !needs.given() || needs.paused()) return;
    const making = seriesOf(store.db, batch.groupId);
    if (!making.ok) return;
    const { series } = making.value;
    const now = needs.now();
    const today = localDay(now);
    const days = [today];
    const next = nextPeriodDay(series.reset, series.byWeek, today);
    if (next !== null && next <= localDay(now + ahead)) days.push(next);
    for (const day of days) {
      const wanted = wantedAmount(batch, now);
      const kept = await ensureOn(
        making.value,
        day,
        batch.tag,
        wanted,
        (left) => !isLow(left, wanted),
      );
      failed = kept.ok ? null : kept.problem;
      if (!kept.ok) return;
    }
  }

  function nudge(): void {
    if (closed || !started) return;
    again = true;
    running ??= work().finally(() => {
      running = null;
      if (again) nudge();
      else schedule();
    });
  }

  async function work(): Promise<void> {
    again = false;
    const before = failed;
    await keep().catch(() => undefined);
    if (failed?.code !== before?.code) needs.onChange();
    // Whoever nudged while it was away is answered by the clock: a cloud that is away stays so.
    if (failed) again = false;
  }

  function schedule(): void {
    timer?.cancel();
    if (closed) return;
    timer = needs.timers.after(every, nudge).unref();
  }

  return {
    given: needs.given,
    exhausted: (...place) => used.has(usedKey(...place)),
    lack(batch, series, { left, period }) {
      const named = { groupId: series.groupId, period: showPeriod(period) };
      if (left === 0) {
        if (used.has(usedKey(series.groupId, series.layout, period))) {
          return problem('maker-range-exhausted', named);
        }
        const about = failed && failed.code.startsWith('maker-') ? failed : null;
        if (about) return about;
        return problem(whyNone(store.db, series, period), named);
      }
      if (!worthWarning(batch, left, needs.now())) return null;
      return problem('maker-low', { left, period: named.period });
    },
    nudge,
    async ensure(groupId, batchTag, count) {
      const making = seriesOf(store.db, groupId);
      if (!making.ok) return making;
      if (!needs.given()) return ok({});
      const day = localDay(needs.now());
      return ensureOn(making.value, day, batchTag, count, (left) => left >= count);
    },
    start() {
      started = true;
      nudge();
    },
    async stop() {
      closed = true;
      timer?.cancel();
      await running;
    },
  };
}
