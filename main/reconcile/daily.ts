import {
  type Reconciled,
  type ReconciledBatch,
  reconciledSchema,
} from '../../shared/models/reconcile.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import { type ReconcilePlace, reconcilePlaces } from '../store/reconcile.ts';
import type { Store } from '../store/store.ts';
import { type ReconcileNeeds, reconcileBatch } from './reconcile.ts';

/** Compares all batches once a day, and remembers how it stood. */
export interface Reconciling {
  last(): Reconciled | null;
  /** One of them now, with all that drifted. Problems: of `reconcileBatch`. */
  batch(place: ReconcilePlace): Promise<Result<ReconciledBatch>>;
  /** All batches now; whoever asks while it is done gets that one. */
  run(): Promise<Result<Reconciled>>;
  start(): void;
  stop(): Promise<void>;
}

const day = 24 * 3_600_000;
/** How often it is looked whether it is due, in ms. */
const lookMs = 10 * 60_000;

export function createReconciling(
  needs: ReconcileNeeds & {
    onChange(): void /** Nobody scans and nothing waits. */;
    quiet(): boolean;
  },
): Reconciling {
  const { store } = needs;
  let running: Promise<Result<Reconciled>> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function work(): Promise<Result<Reconciled>> {
    const done: Reconciled = { at: needs.now(), batches: 0, compared: 0, drifting: 0 };
    for (const place of reconcilePlaces(store.db)) {
      if (stopped) break;
      const found = await reconcileBatch(needs, place);
      if (!found.ok) return found;
      const { compared, different, onlyHere, onlyThere } = found.value;
      done.batches++;
      done.compared += compared;
      done.drifting += different + onlyHere + onlyThere;
    }
    const kept = store.write(() => setMeta(store.db, 'reconciled', JSON.stringify(done)));
    if (!kept.ok) return kept;
    needs.onChange();
    return ok(done);
  }

  const run = () =>
    (running ??= work().finally(() => {
      running = null;
    }));

  return {
    batch: (place) => reconcileBatch(needs, place),
    last: () => lastReconciled(store),
    run,
    start() {
      timer = setInterval(() => {
        const due = needs.now() - (lastReconciled(store)?.at ?? 0) >= day;
        if (due && needs.quiet()) void run();
      }, lookMs).unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

function lastReconciled({ db }: Store): Reconciled | null {
  const text = getMeta(db, 'reconciled');
  const read = reconciledSchema.safeParse(text === null ? null : JSON.parse(text));
  return read.success ? read.data : null;
}
