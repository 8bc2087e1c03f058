import { fail } from '../../../shared/problems.ts';
import { asSeen } from '../../printing/move-job.ts';
import { batchByTag } from '../../store/batches.ts';
import { batchLedger } from '../../store/ledger.ts';
import { listPrintJobs } from '../../store/print-jobs.ts';
import { misuse, options, print, type Status, taken, unwrap, withStation } from './command.ts';

/** Jobs in one page of the listing. */
const page = 500;

/** `print-jobs`: newest first, one object a job; 1 while a person has to say what came out of one. */
export async function printJobsCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {});
  return withStation(values.data, async ({ parts }) => {
    let asks = false;
    let before: number | null = Number.MAX_SAFE_INTEGER;
    while (before !== null) {
      const { items, next } = listPrintJobs(parts.store.db, before, page);
      for (const job of items) print(asSeen(job, parts.printers));
      asks ||= items.some(({ state }) => state === 'printed?');
      await taken();
      before = next;
    }
    return asks ? 1 : 0;
  });
}

/** `ledger --group G --batch TAG`: where the labels of the batch are; 1 while they are not balanced. */
export async function ledgerCommand(args: string[]): Promise<Status> {
  const { values } = options(args, { group: { type: 'string' }, batch: { type: 'string' } });
  const { group, batch: tag } = values;
  if (group === undefined || tag === undefined) misuse('ledger --group G --batch TAG');
  return withStation(values.data, async ({ parts }) => {
    const { db } = parts.store;
    const batch = batchByTag(db, group, tag);
    if (!batch) return unwrap(fail('batch-unknown', { tag }));
    const ledger = batchLedger(db, batch.id);
    print(ledger);
    return ledger.problem === null ? 0 : 1;
  });
}
