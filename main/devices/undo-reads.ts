import { setImmediate as turn } from 'node:timers/promises';
import { type Asked, type Job, mostInAction, type Plan } from '../../shared/models/action.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { Undone, UndoScope } from '../../shared/models/undo.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { isSamePerson } from '../security/operators.ts';
import { batchById, currentBatch } from '../store/batches.ts';
import type { Store } from '../store/store.ts';
import {
  lastOfBatch,
  lastRegistration,
  type Registration,
  readBy,
  unitsOfBatch,
} from '../store/undoable.ts';
import { judgeUndo } from './judge-undo.ts';
import { addToPlan, emptyPlan, planOf } from './plan.ts';

/** Takes reads back: the last one, some, or a whole batch. */
export interface UndoReads {
  /** What would happen, and the newest unit it would happen to; nothing is done. */
  plan(scope: UndoScope): Promise<Result<Plan & { first: DeviceName | null }>>;
  /**
   * The newest unit of the batch in work, at once. `own`: only if this person read it. `asked`: only if it
   * is this one. `undo-nothing`, `undo-last-changed`, `undo-not-own`, or why it cannot be.
   */
  last(by: string, reason: string, own: string | null, asked?: string): Result<Undone>;
  /** Safe on disk as jobs when it answers; done in slices, also after a restart. */
  start(scope: UndoScope, by: string, reason: string): Promise<Result<Job[]>>;
}

/** Units judged or listed in one go, so that the loop is held for well under 50 ms. */
const slice = 100;

export function createUndoReads(needs: {
  store: Store;
  now(): number;
  newId(): string;
  onChange(): void;
  nudge(): void;
  act(request: Asked, by: string): Promise<Result<Job>>;
}): UndoReads {
  const { store, newId } = needs;
  const { db } = store;

  /** Their names, newest first. */
  async function namesOf(scope: UndoScope): Promise<Result<DeviceName[]>> {
    switch (scope.what) {
      case 'last': {
        const batch = currentBatch(db);
        const last = batch && lastOfBatch(db, batch.id);
        return last ? ok([bare(last)]) : fail('undo-nothing');
      }
      case 'units':
        return ok(scope.devices);
      case 'batch': {
        if (!batchById(db, scope.batchId)) return fail('batch-unknown', { tag: scope.batchId });
        const names: DeviceName[] = [];
        for (let before = Number.MAX_SAFE_INTEGER; ; ) {
          const page = unitsOfBatch(db, scope.batchId, before, slice * 10);
          for (const unit of page) names.push(bare(unit));
          if (page.length < slice * 10) break;
          before = page.at(-1)?.id ?? 0;
          await turn();
        }
        return names.length > 0 ? ok(names) : fail('undo-nothing');
      }
    }
  }

  return {
    async plan(scope) {
      const names = await namesOf(scope);
      if (!names.ok) return names;
      const draft = emptyPlan();
      const request = { through: lastRegistration(db), reason: '' };
      for (const [index, name] of names.value.entries()) {
        if (index % slice === slice - 1) await turn();
        addToPlan(draft, judgeUndo(db, name, request, newId));
      }
      const first = names.value[0] ?? null;
      return ok({ ...planOf(draft, names.value.length), first });
    },
    last(by, reason, own, asked) {
      const batch = currentBatch(db);
      const last = batch && lastOfBatch(db, batch.id);
      if (!last) return fail('undo-nothing');
      if (asked !== undefined && asked !== last.deviceSn) {
        return fail('undo-last-changed', { deviceSn: last.deviceSn });
      }
      const reader = own === null ? null : readBy(db, last);
      if (own !== null && reader !== null && !isSamePerson(reader, own)) {
        return fail('undo-not-own', { deviceSn: last.deviceSn, by: reader });
      }
      const { acted } = judgeUndo(db, last, { through: last.id, reason }, newId);
      if (acted.problem) return { ok: false, problem: acted.problem };
      const event = { type: 'devices-acted' as const, at: needs.now(), by, jobId: null };
      const done = store.commit({ ...event, items: [acted] });
      if (!done.ok) return done;
      needs.onChange();
      needs.nudge();
      const { labels = 0, operations } = acted;
      const deletedThere = operations.length > 0;
      return ok({ ...bare(last), batchTag: batch.tag, deletedThere, labels });
    },
    async start(scope, by, reason) {
      const through = lastRegistration(db);
      const names = await namesOf(scope);
      if (!names.ok) return names;
      const jobs: Job[] = [];
      for (let at = 0; at < names.value.length; at += mostInAction) {
        const devices = names.value.slice(at, at + mostInAction);
        const job = await needs.act({ action: 'undo', devices, through, reason }, by);
        if (!job.ok) return job;
        jobs.push(job.value);
      }
      return ok(jobs);
    },
  };
}

const bare = ({ groupId, deviceSn }: Registration): DeviceName => ({ groupId, deviceSn });
