import type { z } from 'zod';
import type { knownDevicesPageSchema } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';

const pageSize = 1000;

/** Where a station stands in both feeds: what was made, and what is gone. */
export interface FeedPlace {
  made: number;
  gone: number;
}

/** What was made and what went after `place`; the station takes in what was made first. */
export async function knownDevices(
  client: Queries,
  orgId: string,
  place: FeedPlace,
): Promise<z.infer<typeof knownDevicesPageSchema>> {
  const made = await madeAfter(client, orgId, place.made);
  // After that: an SN that is registered again meanwhile is not told as gone.
  const gone = await goneAfter(client, orgId, place.gone);
  return {
    items: made.items,
    cursor: made.cursor,
    gone: gone.items,
    goneCursor: gone.cursor,
    more: made.more || gone.more,
  };
}

/**
 * New devices in an order that never gets a row in its past. Numbers from a sequence are given before
 * commit, so a reader that remembers the highest one misses what commits later with a lower one.
 * Here the order is the transaction that made the row, and only rows older than every transaction
 * still running are shown (`pg_snapshot_xmin`). The cursor is the `seq` of the last row given: a
 * name of that row, not a number to compare, also when the row has gone. A cursor that names no row
 * starts from the beginning, which does a station no harm.
 */
async function madeAfter(client: Queries, orgId: string, cursor: number) {
  const found = await client.query<{
    group_id: string;
    device_sn: string;
    sn: string;
    station: string | null;
    batch_tag: string | null;
    create_time: number;
    seq: number;
  }>(
    `with last as (
         select made_in, seq from device where org_id = $1 and seq = $2
         union all
         select device_made_in, device_seq from device_gone where org_id = $1 and device_seq = $2),
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
  const items = rows.map((row) => ({
    groupId: row.group_id,
    deviceSn: row.device_sn,
    sn: row.sn,
    station: row.station,
    batchTag: row.batch_tag,
    at: row.create_time,
  }));
  return { items, cursor: rows.at(-1)?.seq ?? cursor, more: found.rows.length > pageSize };
}

/** SNs that were deleted after `cursor` and are not taken again, in the same kind of order. */
async function goneAfter(client: Queries, orgId: string, cursor: number) {
  const found = await client.query<{
    group_id: string;
    device_sn: string;
    seq: number;
    taken: boolean;
  }>(
    `with last as (select made_in, seq from device_gone where org_id = $1 and seq = $2),
       start as (select coalesce((select made_in from last), '0'::xid8) as made_in,
                        coalesce((select seq from last), 0) as seq)
     select g.group_id, g.device_sn, g.seq,
       exists (select 1 from device d where d.org_id = $1 and d.group_id = g.group_id
         and d.device_sn = g.device_sn) as taken
     from device_gone g, start
     where g.org_id = $1 and (g.made_in, g.seq) > (start.made_in, start.seq)
       and g.made_in < pg_snapshot_xmin(pg_current_snapshot())
     order by g.made_in, g.seq limit $3`,
    [orgId, cursor, pageSize + 1],
  );
  const rows = found.rows.slice(0, pageSize);
  const items = rows
    .filter(({ taken }) => !taken)
    .map((row) => ({ groupId: row.group_id, deviceSn: row.device_sn }));
  return { items, cursor: rows.at(-1)?.seq ?? cursor, more: found.rows.length > pageSize };
}
