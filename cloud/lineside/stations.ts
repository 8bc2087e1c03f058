import type { OperationBatch } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';
import { log } from '../log.ts';

/**
 * Remembers a station and its epoch. An epoch below the known one comes from a twin: a clone or a
 * folder from before a restore that still sends. Its work is taken (keys and SNs keep it from doing
 * harm), and the log says so.
 */
export async function noticeStation(
  client: Queries,
  orgId: string,
  { id, epoch, name }: OperationBatch['station'],
): Promise<void> {
  const found = await client.query<{ epoch: number }>(
    `insert into station (org_id, station_id, epoch, name, seen_at) values ($1, $2, $3, $4, $5)
     on conflict (org_id, station_id) do update
     set epoch = greatest(station.epoch, excluded.epoch), name = excluded.name, seen_at = excluded.seen_at
     returning epoch`,
    [orgId, id, epoch, name, Date.now()],
  );
  const newest = found.rows[0]?.epoch ?? epoch;
  if (newest > epoch) log('warn', 'a twin of a station is sending', { station: id, epoch, newest });
}
