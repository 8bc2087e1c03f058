import { readCardArgument } from '../../shared/commands/card.ts';
import type { CommandWord } from '../../shared/commands/words.ts';
import type { Batch } from '../../shared/models/batch.ts';
import type { Source } from '../../shared/models/read.ts';
import { explained, type Problem, problem, type Result } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import type { Batches } from '../batches/batches.ts';
import type { UndoReads } from '../devices/undo-reads.ts';
import type { PrintQueue } from '../labels/print-queue.ts';
import { currentBatch } from '../store/batches.ts';
import type { Store } from '../store/store.ts';
import { lastOfBatch } from '../store/undoable.ts';
import type { Act, Done } from './commands.ts';
import type { Destroying } from './destroying.ts';

/** What each command does: the same as the button for it, and it says so. */

/** FINISH short of the target counts once it is scanned again within this, in milliseconds. */
const secondThought = 20_000;

export interface ActNeeds {
  store: Store;
  batches: Batches;
  undo: UndoReads;
  printing: PrintQueue;
  destroying: Destroying;
  now(): number;
  /** Who is on duty, as it is written down. */
  by(): string;
  /** What whoever is on duty may do. */
  role(): Role | null;
  /** Whose reads only may be undone; null: anybody's. */
  own(): string | null;
  logOff(): void;
  /** Makes the next SN where the batch makes its own; null: it reads them. */
  next(source: Source): Done | null;
}

const reason = 'command barcode';

export function commandActs(needs: ActNeeds): Record<CommandWord, Act> {
  const { store, batches, destroying } = needs;
  const { db } = store;
  let finishing: { batchId: string; at: number } | null = null;

  const moved = (result: Result<Batch>, code: 'noted-paused' | 'noted-resumed'): Done =>
    result.ok ? { problem: problem(code, { tag: result.value.tag }) } : result;

  function undo(): Done {
    const undone = needs.undo.last(needs.by(), reason, needs.own());
    if (!undone.ok) return undone;
    const { deviceSn, batchTag: tag, deletedThere, labels } = undone.value;
    let said: Problem = problem('noted-undone', { deviceSn, tag });
    if (deletedThere) said = explained(said, 'undone-there');
    if (labels > 0) said = explained(said, 'label-to-destroy');
    return { problem: said, deviceSn };
  }

  function reprint(): Done {
    const batch = currentBatch(db);
    const last = batch && lastOfBatch(db, batch.id);
    if (!last) return { problem: problem('reprint-nothing') };
    if (batch.template === null) return { problem: problem('reprint-no-label') };
    const { groupId, deviceSn } = last;
    void needs.printing.again({ groupId, deviceSn, template: batch.template }, needs.by(), reason);
    return { problem: problem('noted-reprinted', { deviceSn }), deviceSn };
  }

  function finish(): Done {
    const may = batches.mayFinish(needs.role());
    if (!may.ok) return may;
    const batch = may.value;
    const { id: batchId, tag, accepted: count, target } = batch;
    const at = needs.now();
    const again = finishing?.batchId === batchId && at - finishing.at < secondThought;
    if (!again && (target === null || count < target)) {
      finishing = { batchId, at };
      return { problem: problem('noted-finish-again', { tag, count }) };
    }
    finishing = null;
    const done = batches.finish(needs.role());
    return done.ok ? { problem: problem('noted-finished', { tag, count }) } : done;
  }

  function destroy(): Done {
    const on = !destroying.on();
    const set = destroying.set(on);
    if (!set.ok) return set;
    const code = on ? 'noted-destroying' : 'noted-destroying-over';
    return { problem: problem(code, { left: destroying.left() }) };
  }

  function openCard(argument: string | null): Done {
    const start = readCardArgument(argument ?? '');
    if (!start) return { problem: problem('command-damaged') };
    const opened = batches.openCard(start, needs.role());
    if (!opened.ok) return opened;
    const { batch, how, aside } = opened.value;
    const said = problem(`noted-batch-${how}`, { tag: batch.tag, count: batch.accepted });
    return { problem: aside === null ? said : explained(said, 'batch-aside', { other: aside }) };
  }

  return {
    NEXT: (_, source) => needs.next(source) ?? { problem: problem('noted-next') },
    UNDO: undo,
    REPRINT: reprint,
    PAUSE: () => moved(batches.move('paused'), 'noted-paused'),
    RESUME: () => moved(batches.move('open'), 'noted-resumed'),
    FINISH: finish,
    DESTROY: destroy,
    LOGOFF() {
      needs.logOff();
      return { problem: problem('noted-logged-off') };
    },
    BATCH: openCard,
  };
}
