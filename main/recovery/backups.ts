import { Worker } from 'node:worker_threads';
import type { BackupState } from '../../shared/models/recovery.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { journalMark } from '../store/journal.ts';
import type { Store } from '../store/store.ts';
import { workerBeside } from '../worker-beside.ts';
import type { Log } from '../world.ts';
import { backupsOf, listBackups, type Manifest } from './backup-files.ts';
import type { BackupOrder } from './make-backup.ts';
import { bringUp } from './second-folder.ts';

/** Keeps a station's backups: one a shift, looked at, and copied to a second folder with the journal. */
export interface Backups {
  state(): BackupState;
  /** Makes one now; whoever asks while one is being made gets that one. */
  make(): Promise<Result<Manifest>>;
  /** Brings the second folder up now, where one is set. */
  ship(): Promise<Result<object>>;
  start(): void;
  stop(): Promise<void>;
}

export interface BackupsNeeds {
  store: Store;
  version: string;
  log: Log;
  now(): number;
  everyHours(): number;
  second(): string | null;
  onChange(): void;
}

/** How often it is looked whether something is due, in ms: what a spare lacks at most. */
const lookMs = 60_000;
const hour = 3_600_000;

export function createBackups(needs: BackupsNeeds): Backups {
  const { store, now } = needs;
  const place = backupsOf(store.folder);
  let newest = newestIn(place);
  let making: Promise<Result<Manifest>> | null = null;
  let shipping: Promise<Result<object>> | null = null;
  let failed: Problem | null = null;
  let away: Problem | null = null;
  let shippedAt: number | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let worker: Worker | null = null;

  function beside(order: BackupOrder): Promise<Result<Manifest>> {
    return new Promise((resolve) => {
      let answer: Result<Manifest> | null = null;
      worker = new Worker(workerBeside(import.meta.url, 'backup-worker'), { workerData: order });
      worker.on('message', (message: Result<Manifest>) => {
        answer = message;
      });
      worker.on('error', (error: unknown) => {
        answer = fail('backup-failed', { detail: String(error) });
      });
      worker.once('exit', () => {
        worker = null;
        resolve(answer ?? fail('backup-failed', { detail: 'it was stopped' }));
      });
    });
  }

  async function work(): Promise<Result<Manifest>> {
    triedAt = now();
    const { folder, identity } = store;
    needs.onChange();
    const done = await beside({ folder, identity, now: now(), version: needs.version });
    making = null;
    failed = done.ok ? null : done.problem;
    if (done.ok) newest = done.value;
    else needs.log.warn('no backup was made', { code: done.problem.code });
    needs.onChange();
    return done;
  }

  async function bring(): Promise<Result<object>> {
    const second = needs.second();
    if (second === null) return ok({});
    const mark = journalMark(store.db);
    const done = await bringUp(store.folder, second, store.identity, mark);
    const before = away?.message;
    away = done.ok ? null : done.problem;
    if (done.ok) shippedAt = now();
    if (away?.message !== before) needs.onChange();
    return done;
  }

  const make = () => (making ??= work());
  const ship = () =>
    (shipping ??= bring().finally(() => {
      shipping = null;
    }));

  async function look(): Promise<void> {
    const every = needs.everyHours() * hour;
    const due = now() - (newest?.at ?? 0) >= every && now() - triedAt >= hour / 6;
    if (due) await make();
    await ship();
  }

  return {
    make: async () => {
      const made = await make();
      if (made.ok) await ship();
      return made;
    },
    ship,
    state() {
      const second = needs.second();
      return {
        lastAt: newest?.at ?? null,
        size: newest?.bytes ?? null,
        busy: making !== null,
        everyHours: needs.everyHours(),
        problem: failed,
        second: second === null ? null : { folder: second, at: shippedAt, problem: away },
      };
    },
    start() {
      const later = (ms: number) => {
        timer = setTimeout(() => {
          void look().finally(() => {
            if (timer) later(lookMs);
          });
        }, ms).unref();
      };
      later(lookMs);
    },
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await worker?.terminate();
      await making;
      await shipping;
    },
  };
}

const newestIn = (place: string): Pick<Manifest, 'at' | 'bytes'> | null =>
  listBackups(place).find(({ manifest }) => manifest !== null)?.manifest ?? null;
