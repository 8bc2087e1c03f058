import type { Batch } from '../../shared/models/batch.ts';
import type { MakerState, Making } from '../../shared/models/maker.ts';
import type { Source, Verdict } from '../../shared/models/read.ts';
import { ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { localDay } from '../../shared/serial/date-code.ts';
import type { Moment } from '../../shared/serial/series/compile.ts';
import type { Job } from '../job.ts';
import type { Actor } from '../line.ts';
import type { Station } from '../station.ts';
import type { Store } from '../store/store.ts';
import type { Leases } from './leases.ts';
import { createMakeMany, type MakeMany } from './make-many.ts';
import { clockProblem, holdingOf, showPeriod, takeNext } from './numbers.ts';
import { readyToMake } from './ready.ts';
import { seriesOfGroup } from './series-of.ts';

/** Making the SNs of a batch, one by one or many ahead. */
export interface Makers extends MakeMany {
  /**
   * Makes the next SN of the batch in work and registers it: green, with its label. What is known already
   * is skipped aloud. `source`: what asked for it (a screen, a command barcode); `caller`: who.
   */
  next(source: Source, caller: Actor): Verdict;
  /** The same for a job that the caller has prepared. */
  nextFor(job: Job, batch: Batch | null, source: Source): Verdict;
  /** Whether a batch of this tag may make SNs of the group: proved before the run. */
  ready(groupId: string, batchTag: string | null): Result<object>;
  /** For the screen; null where the batch in work reads its SNs. */
  state(): MakerState | null;
}

export interface MakersNeeds {
  store: Store;
  station: Station;
  leases: Leases;
  now(): number;
  onChange(): void;
}

/** Known numbers in a row after which a person is asked, so that no press of a button lasts long. */
const mostSkipped = 50;

/** Codes of a verdict that are about this very SN: it will never be another. */
const aboutSn = /^(?:sn-|read-|wrong-group|maker-sn-)/;

export function createMakers(needs: MakersNeeds): Makers {
  const { store, station, leases } = needs;

  let skips = 0;

  const momentOf = (batch: Batch | null): Moment => ({
    day: localDay(needs.now()),
    batchTag: batch?.tag ?? null,
  });

  function burn(rangeId: string, counter: number, deviceSn: string, why: Problem): Result<object> {
    const at = needs.now();
    return store.commit({
      type: 'number-burned',
      at,
      rangeId,
      counter,
      deviceSn,
      problem: problem(why.code),
    });
  }

  function nextFor(job: Job, batch: Batch | null, asked: Source): Verdict {
    const source: Source = { kind: 'made', name: asked.name };
    const found = seriesOfGroup(job.group);
    if (!found.ok) return station.misread(found.problem, source);
    const { series } = found.value;
    const moment = momentOf(batch);
    for (let skipped = 0; ; skipped++) {
      const number = takeNext(store.db, series, moment, {
        handToo: !leases.given(),
        exhausted: (period) => leases.exhausted(series.groupId, series.layout, period),
      });
      if (!number.ok) {
        leases.nudge();
        return station.misread(number.problem, source);
      }
      const { rangeId, counter } = number.value;
      const made = series.snAt(counter, moment);
      if (!made.ok) return station.misread(made.problem, source);
      const verdict = station.receiveMade(job, made.value, source, number.value);
      if (verdict.verdict === 'accepted' || !verdict.problem) return verdict;
      const known = verdict.verdict === 'seen';
      if (!known && !aboutSn.test(verdict.problem.code)) return verdict;
      const burned = burn(rangeId, counter, made.value, verdict.problem);
      if (!burned.ok) return station.misread(burned.problem, source);
      if (!known) return verdict;
      skips++;
      if (skipped + 1 >= mostSkipped) {
        const about = { count: skipped + 1, deviceSn: made.value };
        return station.misread(problem('maker-many-known', about), source);
      }
    }
  }

  function next(source: Source, _caller: Actor): Verdict {
    const work = station.inWork();
    const made: Source = { kind: 'made', name: source.name };
    if (!work) return station.misread(problem('no-batch'), made);
    if (!work.batch.makes) return station.misread(problem('maker-batch-reads'), made);
    if (!work.job.ok) return station.misread(work.job.problem, made);
    const verdict = nextFor(work.job.value, work.batch, source);
    leases.nudge();
    return verdict;
  }

  function state(): MakerState | null {
    const work = station.inWork();
    if (!work?.batch.makes) return null;
    const making: Making | null = many.making();
    const none = { period: '', left: 0, nextSn: null, making };
    if (!work.job.ok) return { ...none, problem: work.job.problem };
    const found = seriesOfGroup(work.job.value.group);
    if (!found.ok) return { ...none, problem: found.problem };
    const { series } = found.value;
    const moment = momentOf(work.batch);
    const held = holdingOf(store.db, series, moment, !leases.given());
    const period = showPeriod(held.period);
    const sn = held.next ? series.snAt(held.next.counter, moment) : null;
    const why =
      clockProblem(store.db, series, held.period) ??
      (sn && !sn.ok ? sn.problem : null) ??
      leases.lack(work.batch, series, held);
    return { period, left: held.left, nextSn: sn?.ok ? sn.value : null, problem: why, making };
  }

  const many = createMakeMany({ next, skipped: () => skips, onChange: needs.onChange });

  return {
    ...many,
    next,
    nextFor,
    ready(groupId, batchTag) {
      const found = readyToMake(store.db, groupId, { day: localDay(needs.now()), batchTag });
      return found.ok ? ok({}) : found;
    },
    state,
  };
}
