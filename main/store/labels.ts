import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import { note } from './history.ts';
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
    'SELECT id, device_sn, gone FROM device WHERE batch_id = ? ORDER BY id LIMIT ? OFFSET ?',
  ).all(first.batch_id, size, (page - 1) * size) as {
    id: number;
    device_sn: string;
    gone: string | null;
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
  };
}

/** True while each of its units is one: none was undone since the file was begun. */
export const isStillWanted = (db: Database, { deviceIds }: PendingFile): boolean =>
  prepared(
    db,
    'SELECT 1 FROM device WHERE id IN (SELECT value FROM json_each(?)) AND gone IS NOT NULL LIMIT 1',
  ).get(JSON.stringify(deviceIds)) === undefined;

/** The file is on disk: its labels are printed. */
export function markPrinted(db: Database, file: string, made: PendingFile, at: number): void {
  const mark = prepared(
    db,
    `UPDATE device SET label_state = 'printed', label_file = ? WHERE id = ?
     RETURNING group_id AS groupId, device_sn AS deviceSn`,
  );
  for (const id of made.deviceIds) {
    const device = mark.get(file, id) as DeviceName | undefined;
    if (device) note(db, device, { at, what: 'labelled', detail: { file } });
  }
  prepared(
    db,
    `INSERT INTO printed_file (file, batch_id, template, page, labels) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (file) DO UPDATE SET labels = excluded.labels`,
  ).run(file, made.batchId, made.template, made.page, made.deviceIds.length);
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
    printed: count('SELECT coalesce(sum(labels), 0) AS n FROM printed_file'),
    failed: count("SELECT count(*) AS n FROM device WHERE label_state = 'failed'"),
  };
}
