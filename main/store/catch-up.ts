import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { type Problem, ProblemError, problem } from '../../shared/problems.ts';
import { apply } from './apply.ts';
import { keepAudit } from './audit.ts';
import { eventSchema, type StationEvent } from './events.ts';
import { makeFolder, syncFolder, writeFileWhole } from './files.ts';
import { type JournalMark, journalMark, journalName, readTail } from './journal.ts';
import { journalFiles } from './journal-check.ts';
import { setMeta } from './meta.ts';

/** Entries that are applied and synced together: one by one, a whole journal would take hours. */
const mostTogether = 500;

/** Where lines of the journal lie that could not be followed. */
const tornName = (now: number, file: number): string =>
  `journal-torn-${now}-${String(file).padStart(6, '0')}.ndjson`;

/**
 * Brings database and journal together again after whatever happened: applies what stands behind the database's mark, and puts
 * aside what cannot be followed. Tells `findings` of everything but the torn last line that a power cut leaves.
 * @returns where the journal goes on. `journal-damaged` for an entry that this Lineside does not know.
 */
export function catchUp(
  db: Database,
  folder: string,
  now: number,
  findings: Problem[],
): JournalMark {
  let mark = journalMark(db);
  const keep = (next: JournalMark) => {
    setMeta(db, 'journal', JSON.stringify(next));
    mark = next;
  };
  for (;;) {
    const tail = readTail(folder, mark);
    if (tail.missing) {
      // The database knows more than the journal holds. The lines are gone; the chain goes on in a
      // new file from what the database remembers, and the doctor keeps saying what is missing.
      findings.push(problem('journal-behind', { database: mark.n }));
      keep({ ...mark, file: nextFreeFile(folder), end: 0 });
      return mark;
    }
    for (let at = 0; at < tail.entries.length; at += mostTogether) {
      const some = tail.entries.slice(at, at + mostTogether);
      db.transaction(() => {
        for (const { event, mark: next } of some) {
          const told = known(event, next);
          apply(db, told);
          keepAudit(db, told);
        }
        keep(some.at(-1)?.mark ?? mark);
      }).immediate();
    }
    if (tail.torn) {
      putAside(folder, mark.file, tail.torn, now);
      const lines = tail.torn.toString('latin1').split('\n').length - 1;
      const later = asideFrom(folder, mark.file + 1, now);
      if (lines > 0 || later) findings.push(problem('journal-torn', { entry: mark.n }));
      return mark;
    }
    if (!existsSync(join(folder, journalName(mark.file + 1)))) return mark;
    mark = { ...mark, file: mark.file + 1, end: 0 };
  }
}

function putAside(folder: string, file: number, bytes: Uint8Array, now: number): void {
  const quarantine = join(folder, 'quarantine');
  makeFolder(quarantine);
  writeFileWhole(join(quarantine, tornName(now, file)), bytes);
}

/** Files behind one that broke off: what they hold cannot be followed either. */
function asideFrom(folder: string, file: number, now: number): boolean {
  let any = false;
  for (let next = file; existsSync(join(folder, journalName(next))); next++) {
    renameSync(join(folder, journalName(next)), join(folder, 'quarantine', tornName(now, next)));
    any = true;
  }
  if (any) syncFolder(folder);
  return any;
}

/** An event that this Lineside does not know must not be passed over. */
function known(event: unknown, { file, n }: JournalMark): StationEvent {
  const parsed = eventSchema.safeParse(event);
  if (parsed.success) return parsed.data;
  const detail = `entry ${n} is of a form that this Lineside does not know`;
  throw new ProblemError('journal-damaged', { file: journalName(file), detail });
}

/** Behind all that are there: a gap is where lines were lost, not a place for new ones. */
function nextFreeFile(folder: string): number {
  const numbers = journalFiles(folder).map((name) =>
    Number(/^journal-(\d{6})\.ndjson$/.exec(name)?.[1] ?? 0),
  );
  return Math.max(0, ...numbers) + 1;
}
