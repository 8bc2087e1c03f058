import type { Database } from 'better-sqlite3';
import { keepAudit } from './audit.ts';
import type { JournalMark } from './journal.ts';
import { walkJournal } from './journal-check.ts';
import { getMeta, setMeta } from './meta.ts';

/**
 * The station is older than its audit log: the log is begun with what the journal tells of before. Nothing else may
 * use the database meanwhile. Answers what to put on the record about it; null when the log was begun already.
 */
export async function beginAudit(
  db: Database,
  folder: string,
  mark: JournalMark,
): Promise<string | null> {
  const begun = getMeta(db, beganKey);
  if (begun === null) await chainJournal(db, folder, mark);
  const told = getMeta(db, toldKey);
  return told === null || told === '' ? null : told;
}

const beganKey = 'audit_from_journal';
const toldKey = 'audit_begun_told';

/** How many entries were made from the journal of before, not at the moment itself. */
export const auditFromJournal = (db: Database): number => Number(getMeta(db, beganKey) ?? 0);

/** The log begins with the station: there is nothing of before. */
export function beginEmptyAudit(db: Database): void {
  setMeta(db, beganKey, '0');
  setMeta(db, toldKey, '');
}

/** What was to be put on the record about it is on it. */
export const auditBegunTold = (db: Database): void => setMeta(db, toldKey, '');

async function chainJournal(db: Database, folder: string, mark: JournalMark): Promise<void> {
  db.exec('BEGIN IMMEDIATE');
  try {
    let entries = 0;
    const { fault } = await walkJournal(folder, (event, { n }) => {
      // What stands behind the mark is made true, and put into the log, by the opening itself.
      if (n <= mark.n) entries = keepAudit(db, event)?.n ?? entries;
    });
    const damage = fault ? `; the journal is damaged at ${fault.file}, line ${fault.line}` : '';
    setMeta(db, beganKey, String(entries));
    setMeta(
      db,
      toldKey,
      mark.n === 0
        ? ''
        : `${entries} entries were made from journal entries 1 to ${mark.n}${damage}`,
    );
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
