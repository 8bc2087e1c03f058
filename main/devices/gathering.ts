import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { mostInAction } from '../../shared/models/action.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { Described } from '../../shared/models/selection.ts';
import { ok, problem, type Result } from '../../shared/problems.ts';
import { endAt, nameOf, pageOf } from '../store/described.ts';
import { gatheringOf } from '../store/jobs.ts';
import type { Store } from '../store/store.ts';

/**
 * Which devices a description means: looked for in slices, so that no scan waits. For a job they are written down before
 * anything is done with any of them: what the job itself changes moves none of them in or out, nor does a restart.
 */

/** Devices looked for in one go. */
const slice = 500;

export interface Counted {
  /** All of them. */
  total: number;
  /** The first `mostInAction`, newest first. */
  names: DeviceName[];
  /** None that is registered from now on is among them. */
  through: number;
}

/** What a person reads before they act. */
export async function countDescribed(db: Database, described: Described): Promise<Counted> {
  const through = Math.min(described.through ?? Number.MAX_SAFE_INTEGER, endAt(db) - 1);
  const page = pageOf(db, described);
  const names: DeviceName[] = [];
  let total = 0;
  for (let before: number | null = through + 1; before !== null; ) {
    const found = page({ before, limit: slice });
    for (const id of found.ids.slice(0, mostInAction - names.length)) names.push(nameOf(db, id));
    total += found.ids.length;
    before = found.next;
    await turn();
  }
  return { total, names, through };
}

/** Writes down which devices a job is about; goes on where it was. Ends early when `stopped` says so. */
export async function gather(
  { store, now }: { store: Store; now(): number },
  id: string,
  stopped: () => boolean,
): Promise<Result<object>> {
  const { db } = store;
  const job = gatheringOf(db, id);
  if (!job) return ok({});
  const page = pageOf(db, job.described);
  const { most = Number.MAX_SAFE_INTEGER } = job.described;
  let { below, total } = job;
  // Asked each time: a cancel may have come in between.
  while (!stopped() && gatheringOf(db, id)) {
    const { ids, next } = page({ before: below, limit: slice });
    total += ids.length;
    if (total > most) return tooMany(id, most);
    if (ids.length > 0 || next === null) {
      const devices = ids.map((device) => nameOf(db, device));
      const kept = store.commit({ type: 'job-gathered', at: now(), id, devices, below: next });
      if (!kept.ok) return kept;
    }
    if (next === null) return ok({});
    below = next;
    await turn();
  }
  return ok({});

  /** Somebody said yes to fewer. Nothing has been done with any of them yet. */
  function tooMany(jobId: string, agreed: number): Result<object> {
    const why = problem('job-more-than-agreed', { most: agreed });
    return store.commit({
      type: 'job-moved',
      at: now(),
      by: job?.by ?? '',
      id: jobId,
      state: 'cancelled',
      problem: why,
    });
  }
}
