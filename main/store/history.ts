import type { Database } from 'better-sqlite3';
import { type Happening, happeningSchema } from '../../shared/models/history.ts';
import { prepared } from './prepared.ts';

type What = Happening['what'];
type Detail = Happening['detail'];

/** Lines of one device's history that are shown, at most: the newest. */
const shown = 500;

/** Adds a line; runs inside the caller's transaction. */
export function note(
  db: Database,
  device: { groupId: string; deviceSn: string },
  line: { at: number; what: What; by?: string | null; detail?: Detail },
): void {
  prepared(
    db,
    'INSERT INTO history (group_id, device_sn, at, what, by, detail) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(
    device.groupId,
    device.deviceSn,
    line.at,
    line.what,
    line.by ?? null,
    JSON.stringify(line.detail ?? {}),
  );
}

/** What happened to a device here, oldest first; it outlives the device. */
export function historyOf(db: Database, groupId: string, deviceSn: string): Happening[] {
  const rows = prepared(
    db,
    `SELECT at, what, by, detail FROM history WHERE group_id = ? AND device_sn = ?
     ORDER BY id DESC LIMIT ?`,
  ).all(groupId, deviceSn, shown) as { at: number; what: string; by: string; detail: string }[];
  return rows.toReversed().map((row) =>
    happeningSchema.parse({
      ...row,
      where: 'station',
      station: null,
      detail: JSON.parse(row.detail),
    }),
  );
}
