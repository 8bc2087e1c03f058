import type { Database } from 'better-sqlite3';
import { prepared } from './prepared.ts';

/** The next file of labels to be made: which batch, which page of it, and the devices on it. */
export interface PendingFile {
  batchId: string;
  batchTag: string;
  groupId: string;
  template: string;
  /** 1 = the first file of the batch. */
  page: number;
  deviceIds: number[];
  deviceSns: string[];
  /** Of those, the ones that were not on it before. */
  fresh: number[];
}

/**
 * The file that holds the oldest label still to be printed. A batch's labels keep their order and
 * place: the nth device of a batch is always the nth label, `perFile` of them to a file.
 */
export function nextPendingFile(
  db: Database,
  perFile: (template: string) => number,
): PendingFile | null {
  const first = prepared(
    db,
    `SELECT d.id, d.batch_id, b.tag, b.group_id, b.template FROM device d
     JOIN batch b ON b.id = d.batch_id
     WHERE d.label_state = 'pending' AND b.template IS NOT NULL ORDER BY d.batch_id, d.id LIMIT 1`,
  ).get() as
    | { id: number; batch_id: string; tag: string; group_id: string; template: string }
    | undefined;
  if (!first) return null;
  const size = perFile(first.template);
  const { n } = prepared(db, 'SELECT count(*) AS n FROM device WHERE batch_id = ? AND id < ?').get(
    first.batch_id,
    first.id,
  ) as { n: number };
  const page = Math.floor(n / size) + 1;
  // What is gone keeps its place, so that no other label moves, but is not printed.
  const places = prepared(
    db,
    'SELECT id, device_sn, gone, label_state FROM device WHERE batch_id = ? ORDER BY id LIMIT ? OFFSET ?',
  ).all(first.batch_id, size, (page - 1) * size) as {
    id: number;
    device_sn: string;
    gone: string | null;
    label_state: string;
  }[];
  const rows = places.filter((row) => row.gone === null);
  return {
    batchId: first.batch_id,
    batchTag: first.tag,
    groupId: first.group_id,
    template: first.template,
    page,
    deviceIds: rows.map((row) => row.id),
    deviceSns: rows.map((row) => row.device_sn),
    fresh: rows.filter((row) => row.label_state !== 'printed').map((row) => row.id),
  };
}

/** True while each of its units is one: none was undone since the file was begun. */
export const isStillWanted = (db: Database, { deviceIds }: PendingFile): boolean =>
  prepared(
    db,
    'SELECT 1 FROM device WHERE id IN (SELECT value FROM json_each(?)) AND gone IS NOT NULL LIMIT 1',
  ).get(JSON.stringify(deviceIds)) === undefined;

/** What these pieces are on, and whether they are the labels that their devices wait for. */
interface CameOut {
  at: number;
  by: string;
  reason: string;
  file: string;
  automatic: boolean;
}

/** Pieces of a job that came out of the printer: a line of history for each, and no wait any more. */
export function labelsCameOut(
  db: Database,
  range: readonly [number, number, number],
  { at, by, reason, file, automatic }: CameOut,
): void {
  prepared(
    db,
    `INSERT INTO history (group_id, device_sn, at, what, by, detail)
     SELECT d.group_id, d.device_sn, ?, 'labelled', ?, ? FROM label l JOIN device d ON d.id = l.device
     WHERE l.job = ? AND l.seq BETWEEN ? AND ? ORDER BY l.seq`,
  ).run(
    at,
    automatic ? null : by,
    JSON.stringify(automatic ? { file } : { file, reason }),
    ...range,
  );
  if (!automatic) return;
  prepared(
    db,
    `UPDATE device SET label_state = 'printed', label_file = ? WHERE gone IS NULL AND id IN
       (SELECT device FROM label WHERE job = ? AND seq BETWEEN ? AND ?)`,
  ).run(file, ...range);
}

/** They cannot be made; they stay visible as failed. */
export function labelsNotMade(db: Database, range: readonly [number, number, number]): void {
  prepared(
    db,
    `UPDATE device SET label_state = 'failed' WHERE label_state = 'pending' AND id IN
       (SELECT device FROM label WHERE job = ? AND seq BETWEEN ? AND ?)`,
  ).run(...range);
}

/** These labels cannot be made; they stay visible as failed. */
export function markFailed(db: Database, made: PendingFile): void {
  const mark = prepared(
    db,
    "UPDATE device SET label_state = 'failed' WHERE id = ? AND label_state = 'pending'",
  );
  for (const id of made.deviceIds) mark.run(id);
}

export function labelCounts(db: Database): { pending: number; printed: number; failed: number } {
  const count = (sql: string) => (prepared(db, sql).get() as { n: number }).n;
  return {
    pending: count("SELECT count(*) AS n FROM device WHERE label_state = 'pending'"),
    printed:
      count('SELECT coalesce(sum(labels), 0) AS n FROM printed_file') +
      count(
        `SELECT coalesce(sum(printed + applied), 0) AS n FROM print_job
         WHERE kind = 'automatic' AND printer <> 'folder'`,
      ),
    failed: count("SELECT count(*) AS n FROM device WHERE label_state = 'failed'"),
  };
}
