import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ok, type Problem, ProblemError, type Result } from '../../shared/problems.ts';
import { apply } from './apply.ts';
import { keepAudit } from './audit.ts';
import { auditBegunTold, beginAudit } from './audit-begin.ts';
import { catchUp } from './catch-up.ts';
import { diskProblem } from './disk-problem.ts';
import type { StationEvent } from './events.ts';
import { makeFolder } from './files.ts';
import { checkDatabase, files, type Identity, inspectFolder, writeIdentity } from './identity.ts';
import { inPlace } from './in-place.ts';
import { Journal, journalMark } from './journal.ts';
import { journalFiles } from './journal-check.ts';
import { lockFolder } from './lock.ts';
import { setMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import { makeDatabase } from './newborn.ts';
import { keepStatementsInMemory, openDatabase } from './open-database.ts';
import { doubtSending } from './operations.ts';
import { createShare } from './share.ts';

/** A station's disk: one database, one journal, one writer. */
export interface Store {
  readonly db: Database;
  readonly folder: string;
  readonly identity: Identity;
  /** What the opening had to mend or could not, in problems; empty when all was well. */
  readonly findings: readonly Problem[];
  /**
   * Makes an event true: rows and journal line, both synced, or neither. When it returns `ok` the
   * event survives a power cut.
   */
  commit(event: StationEvent, alongside?: () => void): Result<object>;
  /**
   * Several events as one: one transaction, one sync of the journal. Nothing of it is confirmed before
   * it returns `ok`; when it does not, nothing of it happened.
   */
  group<T>(work: () => T): Result<T>;
  /**
   * Everything that is joined while `work` runs is one transaction and one sync; `told` hears when it is
   * durable, or why nothing of it happened. Whatever else is committed meanwhile stands for itself,
   * behind what was joined before it.
   */
  share(work: () => void, told: (kept: Result<object>) => void): void;
  /** `commit`, or `write` without an event; while something is shared it is not durable before `told`. */
  join(event: StationEvent | null, alongside: () => void): Result<object>;
  /** Rows that need no journal (counters, send states); still synced, still whole or not at all. */
  write<T>(work: () => T): Result<T>;
  close(): void;
}

/** What a store needs of the world. */
export interface StoreNeeds {
  folder: string;
  now(): number;
  /** A new identifier, sortable by time. */
  newId(): string;
}

/**
 * Opens the station in `folder`, or makes one where nothing was before. In order: lock, identity,
 * database, its checks, migrations, journal, and what a crash left between the two.
 */
export async function openStore(needs: StoreNeeds): Promise<Result<Store>> {
  const { folder } = needs;
  try {
    makeFolder(folder);
  } catch (error) {
    return { ok: false, problem: diskProblem(error, folder) };
  }
  const lock = await lockFolder(folder);
  if (!lock.ok) return lock;
  let db: Database | undefined;
  try {
    const found = inspectFolder(folder);
    if (!found.ok) throw new ProblemError(found.problem.code, found.problem.params);
    const identity = found.value.identity ?? makeStation(needs);
    const opened = openDatabase(join(folder, files.database), { mustExist: true });
    db = opened;
    unwrap(checkDatabase(db, identity));
    unwrap(migrate(db, { backups: join(folder, 'backups'), now: needs.now() }));
    keepStatementsInMemory(db);
    const findings: Problem[] = [];
    const begun = await beginAudit(db, folder, journalMark(db));
    const journal = new Journal(folder, catchUp(db, folder, needs.now(), findings));
    const whole = makeStore(db, journal, folder, identity, findings, () => lock.value.release());
    if (begun !== null) {
      const noted = noteBegun(whole, begun, needs.now());
      if (!noted.ok) findings.push(noted.problem);
    }
    // Whatever was on the wire when the process ended is looked up before it may be sent again.
    const doubted = whole.write(() => doubtSending(opened));
    if (!doubted.ok) findings.push(doubted.problem);
    return ok(whole);
  } catch (error) {
    db?.close();
    lock.value.release();
    return { ok: false, problem: diskProblem(error, folder) };
  }
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ProblemError(result.problem.code, result.problem.params);
}

/** Makes the first database under another name, so that a crash here leaves nothing half made. */
function makeStation(needs: StoreNeeds): Identity {
  const { folder } = needs;
  if (journalFiles(folder).length > 0)
    throw new ProblemError('store-missing', { file: files.database });
  const identity = { stationId: needs.newId(), epoch: 1, createdAt: needs.now() };
  makeDatabase(join(folder, files.newborn), identity, needs.now());
  writeIdentity(folder, identity);
  renameSync(join(folder, files.newborn), join(folder, files.database));
  return identity;
}

/** A disk that is full now hears it at the next start. */
const noteBegun = (store: Store, about: string, at: number): Result<object> =>
  store.commit({ type: 'audited', at, by: '', what: 'audit-begun', about }, () =>
    auditBegunTold(store.db),
  );

function makeStore(
  db: Database,
  journal: Journal,
  folder: string,
  identity: Identity,
  findings: Problem[],
  release: () => void,
): Store {
  const guarded = <T>(work: () => T): Result<T> => {
    try {
      return ok(work());
    } catch (error) {
      return { ok: false, problem: diskProblem(error, folder) };
    }
  };
  const databaseInPlace = inPlace(join(folder, files.database));
  /** What has no name any more keeps nothing, though it takes everything. */
  const syncJournal = (): void => {
    databaseInPlace();
    journal.sync();
  };
  /** Everything in `work`, events too, is one transaction and one sync of the journal. */
  const whole = db.transaction((work: () => unknown) => {
    const result = work();
    const { mark } = journal;
    // SQLite may have rolled everything back by itself inside `work` (a full disk).
    if (!db.inTransaction) throw new ProblemError('disk-full');
    syncJournal();
    setMeta(db, 'journal', JSON.stringify(mark));
    return result;
  });
  const together = <T>(work: () => T): Result<T> =>
    guarded(() => {
      try {
        const result = whole.immediate(work) as T;
        journal.keep();
        return result;
      } catch (error) {
        journal.undo();
        throw error;
      }
    });
  const record = (event: StationEvent, alongside?: () => void): object => {
    // On a full disk SQLite may have rolled the whole group back by itself; rows written after that
    // would stand alone.
    if (!db.inTransaction) throw new ProblemError('disk-full');
    apply(db, event);
    alongside?.();
    const audit = keepAudit(db, event);
    journal.append(audit ? { ...event, audit } : event);
    return {};
  };
  const transaction = db.transaction((work: () => unknown) => work());
  const share = createShare({ db, journal, folder, record, syncJournal });
  let grouped = false;
  const commit: Store['commit'] = (event, alongside) => {
    share.finish();
    return grouped ? ok(record(event, alongside)) : together(() => record(event, alongside));
  };
  const write: Store['write'] = (work) => {
    share.finish();
    return guarded(() => transaction.immediate(work) as ReturnType<typeof work>);
  };
  return {
    db,
    folder,
    identity,
    findings,
    commit,
    group(work) {
      share.finish();
      return together(() => {
        grouped = true;
        try {
          return work();
        } finally {
          grouped = false;
        }
      });
    },
    share: share.share,
    join(event, alongside) {
      const joined = grouped ? null : share.join(event, alongside);
      if (joined) return joined;
      if (event) return commit(event, alongside);
      const written = write(alongside);
      return written.ok ? ok({}) : written;
    },
    write,
    close: () => {
      journal.close();
      db.close();
      release();
    },
  };
}
