import { isDeepStrictEqual } from 'node:util';
import { leavingNeedsLead } from '../../shared/line/leaving.ts';
import { isPaired } from '../../shared/line/parts.ts';
import type { Batch, BatchStart } from '../../shared/models/batch.ts';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { mayAct, type Role } from '../../shared/roles.ts';
import { designToBegin } from '../labels/templates/designs.ts';
import { holdOf } from '../line/hold.ts';
import type { Station } from '../station.ts';
import { batchById, batchByTag, currentBatch } from '../store/batches.ts';
import { batchLedger } from '../store/ledger.ts';
import { goldenSamples, lineNow } from '../store/line.ts';
import type { Store } from '../store/store.ts';

/** Starting, pausing and finishing the units of one work order. */
export interface Batches {
  /**
   * Starts a batch; one at a time. One of that tag is gone on with, if it is wanted as it was; its units
   * start with other master data from then on, if others are given.
   */
  start(start: BatchStart): Result<Batch>;
  /** Starts the batch, or goes on with the one of that tag, whatever state it is in. */
  openByTag(start: BatchStart): Result<Batch>;
  /**
   * What a batch card says: starts it, or goes on with it as it is. Another batch in work steps aside, paused,
   * if it is paused already or has no units; else `batch-already-open`. One of the same group that is held
   * steps aside for a line lead only: `batch-held`. `batch-finished`, `batch-differs`.
   */
  openCard(
    start: BatchStart,
    role: Role | null,
  ): Result<{ batch: Batch; how: 'started' | 'resumed' | 'open'; aside: string | null }>;
  /**
   * What another station began: started here with what is left for this one (`target`), or gone on with as it is here and with that
   * much to make. Where nothing is left none is started: null. Problems: those of `openCard`.
   */
  takeOver(start: BatchStart, role: Role | null): Result<Batch | null>;
  move(to: 'open' | 'paused'): Result<Batch>;
  /** Whether the batch in hand may be finished in that role: `batch-held`, `batch-not-open`, `ledger-…`. */
  mayFinish(role: Role | null): Result<Batch>;
  finish(role: Role | null): Result<Batch>;
  /** As decided by whoever runs the station's own command line. */
  moveById(id: string, to: 'open' | 'paused' | 'finished'): Result<Batch>;
}

export function createBatches(needs: {
  store: Store;
  station: Station;
  now(): number;
  newId(): string;
  /** Whether SNs can be made for a batch of this tag. */
  mayMake(groupId: string, tag: string): Result<object>;
  /** Who is on duty; null where nobody has to be. */
  by(): string | null;
  onChange(): void;
}): Batches {
  const { store, station } = needs;

  function by(): { by?: string } {
    const person = needs.by();
    return person === null ? {} : { by: person };
  }

  function begin(start: BatchStart): Result<Batch> {
    if (start.template !== null) {
      const template = designToBegin(store.db, start.template);
      if (!template.ok) return template;
    }
    const { line } = start;
    const twoScanners = line.persons === 2 && line.parts.includes('box');
    if (twoScanners && line.boxScanner === '') return fail('line-needs-scanner');
    if (line.golden !== null && goldenSamples(store.db, start.groupId).length === 0) {
      return fail('golden-none');
    }
    if (start.makes && isPaired(start.line)) return fail('maker-paired');
    const may = start.makes ? needs.mayMake(start.groupId, start.tag) : ok({});
    if (!may.ok) return may;
    const id = needs.newId();
    const job = station.prepare({ ...start, batchId: id });
    if (!job.ok) return job;
    const made = store.commit({ type: 'batch-started', at: needs.now(), ...by(), id, ...start });
    return made.ok ? found(id) : made;
  }

  function found(id: string): Result<Batch> {
    station.forget();
    needs.onChange();
    const batch = batchById(store.db, id);
    return batch ? ok(batch) : fail('batch-not-open');
  }

  function moveById(
    id: string,
    state: 'open' | 'paused' | 'finished',
    { masterData, front, target }: Change = {},
  ): Result<Batch> {
    const change = {
      ...(masterData ? { masterData } : {}),
      ...(front ? { front } : {}),
      ...(target === undefined ? {} : { target }),
    };
    const moved = store.commit({
      type: 'batch-moved',
      at: needs.now(),
      ...by(),
      id,
      state,
      ...change,
    });
    return moved.ok ? found(id) : moved;
  }

  /** A batch that waits for a decision is left by a line lead, else its gates would be got round. */
  function mayLeave(batch: Batch, role: Role | null): Result<Batch> {
    if (mayAct(role, 'line-lead')) return ok(batch);
    const hold = holdOf(store.db, batch, needs.now());
    const { asked } = lineNow(store.db, batch.id);
    return leavingNeedsLead(batch, { hold, asked })
      ? fail('batch-held', { tag: batch.tag })
      : ok(batch);
  }

  function mayFinish(role: Role | null): Result<Batch> {
    const current = currentBatch(store.db);
    if (!current) return fail('batch-not-open');
    const may = mayLeave(current, role);
    if (!may.ok || !current.line.balance) return may;
    const { problem } = batchLedger(store.db, current.id);
    return problem ? { ok: false, problem } : may;
  }

  function openCard(start: BatchStart, role: Role | null): ReturnType<Batches['openCard']> {
    const current = currentBatch(store.db);
    const same = batchByTag(store.db, start.groupId, start.tag);
    if (same?.state === 'finished') return fail('batch-finished', { tag: same.tag });
    if (same && differs(same, start)) return fail('batch-differs', { tag: same.tag });
    const other = current && current.id !== same?.id ? current : null;
    if (other?.state === 'open' && other.accepted > 0) {
      return fail('batch-already-open', { tag: other.tag });
    }
    if (other?.groupId === start.groupId) {
      const may = mayLeave(other, role);
      if (!may.ok) return may;
    }
    const job = station.prepare({ ...(same ?? start), batchId: same?.id ?? null });
    if (!job.ok) return job;
    const aside = other?.tag ?? null;
    if (same?.state === 'open' && !other) return ok({ batch: same, how: 'open', aside });
    const opened = same ? moveById(same.id, 'open', { front: true }) : begin(start);
    if (!opened.ok) return opened;
    if (other?.state === 'open') {
      const waits = moveById(other.id, 'paused');
      if (!waits.ok) return waits;
    }
    return ok({ batch: opened.value, how: same ? 'resumed' : 'started', aside });
  }
  return {
    moveById: (id, state) => moveById(id, state),
    mayFinish,
    finish(role) {
      const may = mayFinish(role);
      return may.ok ? moveById(may.value.id, 'finished') : may;
    },
    start(start) {
      const current = currentBatch(store.db);
      if (current) return fail('batch-already-open', { tag: current.tag });
      const same = batchByTag(store.db, start.groupId, start.tag);
      if (!same) return begin(start);
      if (differs(same, start)) return fail('batch-differs', { tag: start.tag });
      const job = station.prepare({ ...start, batchId: same.id });
      return job.ok ? moveById(same.id, 'open', { masterData: start.masterData }) : job;
    },
    openByTag(start) {
      const same = batchByTag(store.db, start.groupId, start.tag);
      if (!same) return begin(start);
      if (start.makes && !same.makes) return fail('batch-differs', { tag: start.tag });
      const masterData = { ...same.masterData, ...start.masterData };
      const job = station.prepare({ ...start, masterData, batchId: same.id });
      if (!job.ok) return job;
      if (same.state === 'open' && isDeepStrictEqual(masterData, same.masterData)) return ok(same);
      return moveById(same.id, 'open', { masterData });
    },
    openCard,
    takeOver(start, role) {
      const same = batchByTag(store.db, start.groupId, start.tag);
      if (!same) {
        if (start.target === 0) return ok(null);
        const opened = openCard(start, role);
        return opened.ok ? ok(opened.value.batch) : opened;
      }
      const current = currentBatch(store.db);
      const free = current === null || current.id === same.id;
      const target = start.target === null ? null : Math.max(start.target, same.accepted);
      const state = free ? 'open' : 'paused';
      return moveById(same.id, state, { front: free, target });
    },
    move(state) {
      const current = currentBatch(store.db);
      return current ? moveById(current.id, state) : fail('batch-not-open');
    },
  };
}

interface Change {
  masterData?: MasterDataValues;
  /** It is the batch in work from now on. */
  front?: boolean;
  target?: number | null;
}

function differs(batch: Batch, start: BatchStart): boolean {
  const [was, wanted] = [batch, start].map(({ target, template, allocateTo, line, makes }) => ({
    target,
    template,
    allocateTo,
    line,
    makes,
  }));
  return !isDeepStrictEqual(was, wanted);
}
