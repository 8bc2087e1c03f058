import { readdirSync } from 'node:fs';
import type { Check } from '../../shared/models/doctor.ts';
import { checkAudit } from './audit-check.ts';
import { diskProblem, freeBytes } from './disk-problem.ts';
import { journalMark } from './journal.ts';
import { walkJournal } from './journal-check.ts';
import { JournalTale } from './journal-tale.ts';
import { getMeta } from './meta.ts';
import { queueCounts } from './operations.ts';
import type { Store } from './store.ts';

/** With less than this free, in bytes, the next reads may not fit. */
const leastFree = 128 * 1024;

/** Looks the station's folder over and reports each thing; changes nothing. */
export async function examine(store: Store): Promise<Check[]> {
  const checks: Check[] = [];
  const add = (check: string, ok: boolean, detail: string) => checks.push({ check, ok, detail });
  for (const look of [lookAtDatabase, lookAtQueue, lookAtDisk, lookAtSettings]) {
    try {
      look(store, add);
    } catch (error) {
      add(look.name, false, diskProblem(error, store.folder).message);
    }
  }
  try {
    await lookAtJournal(store, add);
  } catch (error) {
    add('journal', false, diskProblem(error, store.folder).message);
  }
  try {
    const { sound, entries, faults } = await checkAudit(store);
    const [first] = faults;
    add(
      'audit',
      sound,
      first ? `entry ${first.n}: ${first.detail}` : `${entries} entries, chain whole`,
    );
  } catch (error) {
    add('audit', false, diskProblem(error, store.folder).message);
  }
  return checks;
}

type Add = (check: string, ok: boolean, detail: string) => void;

function lookAtDatabase({ db, identity, findings }: Store, add: Add): void {
  const pages = String(db.pragma('quick_check(1)', { simple: true }));
  add('database', pages === 'ok', pages);
  const links = db.pragma('foreign_key_check') as unknown[];
  add('database-links', links.length === 0, `${links.length} broken`);
  const mode = db.pragma('journal_mode', { simple: true });
  const level = db.pragma('synchronous', { simple: true });
  const safe = mode === 'wal' && level === 2;
  add('durability', safe, `journal_mode ${mode}, synchronous ${level === 2 ? 'FULL' : level}`);
  const station = getMeta(db, 'station_id');
  add('identity', station === identity.stationId, `station ${identity.stationId}`);
  for (const finding of findings) add('start', false, finding.message);
}

function lookAtQueue({ db }: Store, add: Add): void {
  const counts = queueCounts(db);
  const told = Object.entries(counts)
    .filter(([name]) => name !== 'oldestAt')
    .map(([, n]) => n as number);
  const { n } = db.prepare('SELECT count(*) AS n FROM operation').get() as { n: number };
  const sum = told.reduce((a, b) => a + b, 0);
  add(
    'queue',
    n === sum,
    `${n} operations, ${counts.confirmed} confirmed, ${counts.parked} parked`,
  );
}

function lookAtDisk({ folder }: Store, add: Add): void {
  const free = freeBytes(folder);
  if (free !== null) add('disk', free > leastFree, `${Math.floor(free / 1024 ** 2)} MB free`);
}

/** Settings that could not be read were put aside; what was in them has to be entered again. */
function lookAtSettings({ folder }: Store, add: Add): void {
  const aside = readdirSync(folder).filter((name) => name.startsWith('settings.json.damaged-'));
  add(
    'settings',
    aside.length === 0,
    aside.length === 0
      ? 'readable'
      : `${aside.join(', ')}: could not be read and was put aside. Enter cloud and scanners again, then delete it`,
  );
}

/** The journal by itself, then journal and database side by side: each device in both, once. */
async function lookAtJournal({ db, folder }: Store, add: Add): Promise<void> {
  const told = new JournalTale();
  const walked = await walkJournal(folder, (event) => told.hear(event));
  const { devices, operations, twice } = told;
  const { fault } = walked;
  add(
    'journal',
    fault === null,
    fault
      ? `${fault.file}, line ${fault.line}: ${fault.detail}`
      : `${walked.entries} entries, chain whole`,
  );
  const mark = journalMark(db);
  add(
    'journal-end',
    mark.n === walked.entries && mark.hash === walked.last,
    `journal at ${walked.entries}, database at ${mark.n}`,
  );
  let onlyInDatabase = 0;
  let known = 0;
  for (const row of db
    .prepare('SELECT group_id, device_sn FROM device WHERE gone IS NULL')
    .iterate()) {
    const { group_id, device_sn } = row as { group_id: string; device_sn: string };
    known++;
    if (!devices.has(`${group_id}\n${device_sn}`)) onlyInDatabase++;
  }
  const onlyInJournal = devices.size - (known - onlyInDatabase);
  add(
    'journal-devices',
    onlyInDatabase === 0 && onlyInJournal === 0 && twice === 0,
    `${known} devices in the database, ${devices.size} in the journal; ${onlyInDatabase} only in the database, ${onlyInJournal} only in the journal, ${twice} twice`,
  );
  let differing = 0;
  let total = 0;
  for (const row of db.prepare('SELECT key, state FROM operation').iterate()) {
    const { key, state } = row as { key: string; state: string };
    total++;
    const is = operations.get(key);
    if (is === undefined || (is === 'confirmed') !== (state === 'confirmed')) differing++;
  }
  const agree = differing === 0 && total === operations.size;
  add('journal-operations', agree, `${total} operations, ${differing} differ from the journal`);
}
