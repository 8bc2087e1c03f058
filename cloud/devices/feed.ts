import type { z } from 'zod';
import type { knownDevicesPageSchema } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';

const pageSize = 1000;

/**
 * New devices in an order that never gets a row in its past. Numbers from a sequence are given before
 * commit, so a reader that remembers the highest one misses what commits later with a lower one.
 * Here the order is the transaction that made the row, and only rows older than every transaction
 * still running are shown (`pg_snapshot_xmin`). The cursor is the `seq` of the last row given: a
 * name of that row, not a number to compare. A cursor that names no row starts from the beginning,
 * which does a station no harm.
 */
export async function knownDevices(
  client: Queries,
  orgId: string,
  cursor: number,
): Promise<z.infer<typeof knownDevicesPageSchema>> {
  const found = await client.query<{
    group_id: string;
    device_sn: string;
    sn: string;
    station: string | null;
    batch_tag: string | null;
    create_time: number;
    seq: number;
  }>(
    `with last as (select made_in, seq from device where org_id = $1 and seq = $2),
       start as (select coalesce((select made_in from last), '0'::xid8) as made_in,
                        coalesce((select seq from last), 0) as seq)
     select group_id, device_sn, sn, coalesce(nullif(station_name, ''), station_id) as station,
       batch_tag->>'defaultValue' as batch_tag, create_time, device.seq
     from device, start
     where org_id = $1 and (device.made_in, device.seq) > (start.made_in, start.seq)
       and device.made_in < pg_snapshot_xmin(pg_current_snapshot())
     order by device.made_in, device.seq limit $3`,
    [orgId, cursor, pageSize + 1],
  );
  const rows = found.rows.slice(0, pageSize);
  return {
    items: rows.map((row) => ({
      groupId: row.group_id,
      deviceSn: row.device_sn,
      sn: row.sn,
      station: row.station,
      batchTag: row.batch_tag,
      at: row.create_time,
    })),
    cursor: rows.at(-1)?.seq ?? cursor,
    more: found.rows.length > pageSize,
  };
}
