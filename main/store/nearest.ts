import type { Database } from 'better-sqlite3';
import { prepared } from './prepared.ts';

/**
 * Which of these SNs are devices of this station or of the cached cloud set. Each is looked up by its name
 * in an index: the cost goes with the number of variants, never with the number of devices.
 */
export function knownAmong(
  db: Database,
  groupId: string,
  deviceSns: readonly string[],
): Set<string> {
  const rows = prepared(db, knownAmongSql).all({ groupId, sns: JSON.stringify(deviceSns) });
  return new Set((rows as { sn: string }[]).map(({ sn }) => sn));
}

/** CROSS JOIN keeps the order of the tables (sqlite.org/optoverview.html): the list leads, the index answers. */
export const knownAmongSql = `
  SELECT v.value AS sn FROM json_each(@sns) v CROSS JOIN device d
    ON d.group_id = @groupId AND d.device_sn = v.value AND d.gone IS NULL
  UNION
  SELECT v.value FROM json_each(@sns) v CROSS JOIN known_device k
    ON k.group_id = @groupId AND k.device_sn = v.value`;
