import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import { type VoidLabel, voidLabelSchema } from '../../shared/models/label.ts';
import { addOpening, type PieceKey, postPieces } from './apply-ledger.ts';
import type { EventOf } from './events.ts';
import { note } from './history.ts';
import { deviceNumber } from './label-devices.ts';
import { prepared } from './prepared.ts';

/**
 * Labels of units that were undone: to be destroyed, and ticked off when they are. A line here says why; which
 * paper it is about, and what is left of it, is the ledger's (`label.void_label`).
 */

export function addVoidLabel(
  db: Database,
  { groupId, deviceSn }: DeviceName,
  about: { batchTag: string | null; copies: number; at: number; by: string; reason: string },
): void {
  const { copies, at, by, reason } = about;
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO void_label (group_id, device_sn, batch_tag, file, copies, at, by, reason)
     VALUES (?, ?, ?, (SELECT label_file FROM device WHERE group_id = ? AND device_sn = ?
       ORDER BY id DESC LIMIT 1), ?, ?, ?, ?)`,
  ).run(groupId, deviceSn, about.batchTag, groupId, deviceSn, copies, at, by, reason);
  const device = deviceNumber(db, { groupId, deviceSn });
  if (device === null) return;
  const found = onPaper(db, device).slice(0, copies);
  // Printed by a Lineside that kept no ledger.
  const missing = copies - found.length;
  const more =
    missing > 0 ? addOpening(db, device, missing, { at, by, reason, source: 'undo' }) : [];
  const claim = prepared(db, 'UPDATE label SET void_label = ? WHERE job = ? AND seq = ?');
  for (const { job, seq } of [...found, ...more]) claim.run(lastInsertRowid, job, seq);
}

/** Labels of a device that are out, or may be, and are not void yet; those in hand first. */
const onPaper = (db: Database, device: number): PieceKey[] =>
  prepared(
    db,
    `SELECT job, seq, account FROM label WHERE device = ? AND void_label IS NULL
       AND account IN ('sent','printed','applied') ORDER BY account = 'applied', job, seq`,
  ).all(device) as PieceKey[];

/** One label less; of several with this name the one that waits longest. */
export function destroyed(db: Database, event: EventOf<'label-destroyed'>): void {
  const { at, by, groupId, deviceSn, reason } = event;
  const piece = prepared(
    db,
    `SELECT job, seq, account FROM label WHERE account <> 'voided' AND void_label =
       (SELECT min(id) FROM void_label WHERE group_id = ? AND device_sn = ? AND destroyed < copies)
     ORDER BY account <> 'printed', job, seq LIMIT 1`,
  ).get(groupId, deviceSn) as PieceKey | undefined;
  if (!piece) return;
  const source = reason === 'scanned' ? 'scan' : 'person';
  postPieces(db, [piece], 'voided', { at, by, reason, source });
  note(db, event, { at, by, what: 'label-destroyed', detail: { reason } });
}

/** The unit is back in its group and gets no new label: the one it has is right again, and is its own. */
export function keepLabels(db: Database, name: DeviceName, at: number): void {
  const { groupId, deviceSn } = name;
  prepared(
    db,
    `UPDATE label SET void_label = NULL, device = coalesce(?, device)
     WHERE account <> 'voided' AND void_label IN
       (SELECT id FROM void_label WHERE group_id = ? AND device_sn = ? AND destroyed < copies)`,
  ).run(deviceNumber(db, name), groupId, deviceSn);
  prepared(
    db,
    `UPDATE void_label SET copies = destroyed, ended_at = ?
     WHERE group_id = ? AND device_sn = ? AND destroyed < copies`,
  ).run(at, groupId, deviceSn);
}

/** How many labels of this device are on paper, or may be. */
export const copiesOf = (db: Database, deviceId: number): number => onPaper(db, deviceId).length;

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
