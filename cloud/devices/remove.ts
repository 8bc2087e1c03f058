import type { Queries } from '../database/transaction.ts';
import type { Author } from './author.ts';
import type { DeviceRow } from './device.ts';
import { writeHistory } from './history.ts';
import { announceRevoked, keysOf } from './revoked.ts';

/**
 * Deletes devices, discarded ones too: their SNs are free again, which the feed tells the stations, and
 * their credentials end at once. Their history stays.
 * @param rows locked by the caller.
 */
export async function deleteDevices(
  client: Queries,
  author: Author,
  rows: readonly DeviceRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `with gone as (
       delete from device where org_id = $1 and sn = any($2)
       returning org_id, group_id, device_sn, seq, made_in)
     insert into device_gone (org_id, group_id, device_sn, device_seq, device_made_in)
     select org_id, group_id, device_sn, seq, made_in from gone order by seq`,
    [author.orgId, rows.map(({ sn }) => sn)],
  );
  await announceRevoked(client, keysOf(rows));
  await writeHistory(
    client,
    author,
    rows.map((row) => ({
      groupId: row.group_id,
      deviceSn: row.device_sn,
      what: 'deleted',
      detail: { sn: row.sn, status: row.current_status },
    })),
  );
}
