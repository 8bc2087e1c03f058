import type { Row } from '../../../shared/import/row.ts';
import type { ImportCounts } from '../../../shared/models/import.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import type { EventOf } from '../../store/events.ts';
import { type ImportRun, keepRefusal } from '../../store/imports.ts';
import type { Store } from '../../store/store.ts';
import { type Differences, kindAt } from './differences.ts';
import { createRowJudge, type Ground } from './judge-row.ts';
import type { OpenRows } from './open-rows.ts';
import type { NewDevice } from './outcome.ts';
import type { Pacer } from './pacer.ts';
import { prepareGround } from './prepare.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { createSeenRows } from './seen-rows.ts';
import { stretch } from './stretch.ts';
import { count } from './tally.ts';

export interface RunNeeds {
  store: Store;
  now(): number;
  newId(): string;
  pacer: Pacer;
  /** What the plan said of each row, where that is known; what came out otherwise. */
  planned: Uint8Array | null;
  differences: Differences;
  /** Rows that are done with, those of before a restart too; nothing of them is lost any more. */
  onSlice(position: number, counts: ImportCounts): void;
  /** It is to leave off where it is. */
  stopped(): boolean;
}

type Slice = EventOf<'import-slice'>;

/** Rows whose changes are made durable together, at most. */
const mostInSlice = 500;

/**
 * Brings in what is left of a file, from the row behind the last one that is durable. Each slice of rows is judged and committed in
 * one stretch, so that no read can come between what was judged and what is done. Problems: of `prepareGround`, of the disk.
 */
export async function runImport(
  needs: RunNeeds,
  open: OpenRows,
  run: ImportRun,
): Promise<Result<{ ended: boolean }>> {
  const { store } = needs;
  const prepared = await prepareGround(store.db, open, run.options, needs.now);
  if (!prepared.ok) return prepared;
  const ground = prepared.value;
  const rows = createRowJudge(store.db, ground, createSeenRows(run.total), needs.newId);
  const counts = { ...run.counts };
  let position = 0;
  let slice = newSlice();

  function flush(end: boolean): Result<object> {
    if (slice.rows === 0 && !end) return ok({});
    const { registered, changed, refusals } = slice;
    const event: Slice = {
      type: 'import-slice',
      at: needs.now(),
      by: run.by,
      id: run.id,
      ...standing(ground),
      position,
      counts: { ...counts },
      end,
      registered,
      changed,
    };
    const done = store.commit(event, () => {
      for (const refusal of refusals) {
        keepRefusal(store.db, run.id, refusal.row, JSON.stringify(refusal));
      }
    });
    if (!done.ok) return done;
    slice = newSlice();
    needs.onSlice(position, counts);
    return done;
  }

  function take(row: Row): void {
    position++;
    if (position <= run.position) {
      rows.pass(row);
      return;
    }
    const outcome = rows.judge(row);
    count(counts, outcome);
    const planned = kindAt(needs.planned, position - 1);
    if (planned !== null && planned !== outcome.kind) needs.differences.add(planned, outcome);
    slice.rows++;
    if (outcome.kind === 'create') slice.registered.push(registeredOf(outcome.device));
    if (outcome.kind === 'update') {
      slice.changed.push({ acted: outcome.acted, before: outcome.before });
    }
    const refusal = refusalOf(outcome, row);
    if (refusal) slice.refusals.push(refusal);
  }

  for await (const batch of open.rows()) {
    // Where it breaks off was said before it was begun; what stands before is in.
    if (!batch.ok) break;
    if (needs.stopped()) return ok({ ended: false });
    for (let next = 0; next < batch.value.length; ) {
      next = stretch(store.db, batch.value, next, (row) => {
        take(row);
        return needs.pacer.due() || slice.rows >= mostInSlice;
      });
      // Before anything is waited for, since reads come meanwhile.
      const done = flush(false);
      if (!done.ok) return done;
      if (next === batch.value.length) break;
      await needs.pacer.turn();
      if (needs.stopped()) return ok({ ended: false });
    }
  }
  if (position < run.position) return fail('import-source-gone');
  const done = flush(true);
  return done.ok ? ok({ ended: true }) : done;
}

const newSlice = () => ({
  rows: 0,
  registered: [] as Slice['registered'],
  changed: [] as Slice['changed'],
  refusals: [] as Refusal[],
});

const standing = ({ group, batch }: Ground) => ({
  groupId: group.groupId,
  batchId: batch?.id ?? null,
  label: batch?.template != null,
});

/** Without what is not there, since a million of them are written into the journal. */
const registeredOf = (device: NewDevice): Slice['registered'][number] => ({
  deviceSn: device.deviceSn,
  ...(device.raw === device.deviceSn ? {} : { raw: device.raw }),
  masterData: device.masterData,
  ...(device.description === '' ? {} : { description: device.description }),
  ...(device.tag === null ? {} : { tag: device.tag }),
  ...(device.registeredAt === null ? {} : { registeredAt: device.registeredAt }),
  ...(device.allocateTo === null ? {} : { allocateTo: device.allocateTo }),
  operations: device.operations,
});
