import type { Database } from 'better-sqlite3';
import { addPrinted, numbersOf } from './apply-ledger.ts';
import type { EventOf } from './events.ts';
import type { Rows } from './events-printing.ts';
import { deviceNumber } from './label-devices.ts';
import { prepared } from './prepared.ts';

/** Files of labels on disk, in the ledger. */

export function filePrinted(db: Database, event: EventOf<'labels-printed'>): void {
  addPrinted(db, event, devicesOf(db, event));
  const { page, file, template } = event;
  if (!page) return;
  prepared(
    db,
    `INSERT INTO printed_file (file, batch_id, template, page, labels) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (file) DO UPDATE SET labels = excluded.labels`,
  ).run(file, page.batchId, template, page.page, page.labels);
}

function devicesOf(db: Database, event: EventOf<'labels-printed'>): number[] {
  const rows = numbersOf(event.rows);
  if (rows.length > 0) return rows;
  return event.deviceSns.flatMap((deviceSn) => {
    const id = deviceNumber(db, { groupId: event.groupId, deviceSn });
    return id === null ? [] : [id];
  });
}

/** Device numbers as ranges, in their order. */
export function rowsOf(ids: readonly number[]): Rows {
  const rows: Rows = [];
  for (const id of ids) {
    const last = rows.at(-1);
    if (last && last[1] + 1 === id) last[1] = id;
    else rows.push([id, id]);
  }
  return rows;
}
