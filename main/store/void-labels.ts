import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import { type VoidLabel, voidLabelSchema } from '../../shared/models/label.ts';
import type { EventOf } from './events.ts';
import { note } from './history.ts';
import { prepared } from './prepared.ts';

/** Labels of units that were undone: to be destroyed, and ticked off when they are. */

export function addVoidLabel(
  db: Database,
  { groupId, deviceSn }: DeviceName,
  about: { batchTag: string | null; copies: number; at: number; by: string; reason: string },
): void {
  prepared(
    db,
    `INSERT INTO void_label (group_id, device_sn, batch_tag, file, copies, at, by, reason)
     VALUES (?, ?, ?, (SELECT label_file FROM device WHERE group_id = ? AND device_sn = ?
       ORDER BY id DESC LIMIT 1), ?, ?, ?, ?)`,
  ).run(
    groupId,
    deviceSn,
    about.batchTag,
    groupId,
    deviceSn,
    about.copies,
    about.at,
    about.by,
    about.reason,
  );
}

export function printedByHand(db: Database, event: EventOf<'labels-printed'>): void {
  const { at, by, groupId, file, reason } = event;
  const count = prepared(
    db,
    'UPDATE device SET prints = prints + 1 WHERE group_id = ? AND device_sn = ? AND gone IS NULL',
  );
  for (const deviceSn of event.deviceSns) {
    count.run(groupId, deviceSn);
    note(db, { groupId, deviceSn }, { at, by, what: 'labelled', detail: { file, reason } });
  }
}

/** One label less; of several with this name the one that waits longest. */
export function destroyed(db: Database, event: EventOf<'label-destroyed'>): void {
  const { at, by, groupId, deviceSn, reason } = event;
  const { changes } = prepared(
    db,
    `UPDATE void_label SET destroyed = destroyed + 1,
       ended_at = CASE WHEN destroyed + 1 >= copies THEN ? ELSE NULL END
     WHERE id = (SELECT min(id) FROM void_label WHERE group_id = ? AND device_sn = ?
       AND destroyed < copies)`,
  ).run(at, groupId, deviceSn);
  if (changes > 0) note(db, event, { at, by, what: 'label-destroyed', detail: { reason } });
}

/** The unit is back in its group and gets no new label: the one it has is right again. */
export function keepLabels(db: Database, { groupId, deviceSn }: DeviceName, at: number): void {
  prepared(
    db,
    `UPDATE void_label SET destroyed = copies, ended_at = ?
     WHERE group_id = ? AND device_sn = ? AND destroyed < copies`,
  ).run(at, groupId, deviceSn);
}

interface Row {
  id: number;
  group_id: string;
  device_sn: string;
  batch_tag: string | null;
  copies: number;
  destroyed: number;
  at: number;
  by: string;
  reason: string;
}

const toLabel = (row: Row): VoidLabel =>
  voidLabelSchema.parse({
    id: row.id,
    groupId: row.group_id,
    deviceSn: row.device_sn,
    batchTag: row.batch_tag,
    left: row.copies - row.destroyed,
    at: row.at,
    by: row.by,
    reason: row.reason,
  });

/** Pieces of paper that have to be destroyed yet. */
export const voidLabelsLeft = (db: Database): number =>
  (
    prepared(
      db,
      `SELECT coalesce(sum(copies - destroyed), 0) AS n FROM void_label INDEXED BY void_label_left
       WHERE destroyed < copies`,
    ).get() as { n: number }
  ).n;

/** Oldest first. */
export const listVoidLabels = (db: Database, after: number, limit: number): VoidLabel[] =>
  (
    prepared(
      db,
      'SELECT * FROM void_label WHERE destroyed < copies AND id > ? ORDER BY id LIMIT ?',
    ).all(after, limit) as Row[]
  ).map(toLabel);

/** Those of this SN, newest first; of any group where none is named. */
export const voidLabelsOf = (db: Database, deviceSn: string, groupId: string | null): VoidLabel[] =>
  (
    prepared(
      db,
      `SELECT * FROM void_label WHERE device_sn = ? AND (? IS NULL OR group_id = ?)
       ORDER BY id DESC LIMIT 100`,
    ).all(deviceSn, groupId, groupId) as Row[]
  ).map(toLabel);

/** How many labels of this device are on paper. */
export const copiesOf = (db: Database, deviceId: number): number =>
  (
    prepared(db, "SELECT prints + (label_state = 'printed') AS n FROM device WHERE id = ?").get(
      deviceId,
    ) as { n: number } | undefined
  )?.n ?? 0;
