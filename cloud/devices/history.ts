import type { Happening } from '../../shared/models/history.ts';
import type { Queries } from '../database/transaction.ts';
import type { Author } from './author.ts';
import type { Lane } from './find.ts';

/** Lines of one device that a person is shown. */
const newest = 200;

/** One thing that happened to a device. `detail` holds small facts and never a secret. */
export interface Line extends Lane {
  what: Happening['what'];
  detail?: Happening['detail'];
}

/** Writes lines of history, in the transaction of the change that they tell of. */
export async function writeHistory(
  client: Queries,
  author: Author,
  lines: readonly Line[],
): Promise<void> {
  if (lines.length === 0) return;
  await client.query(
    `insert into device_event (org_id, group_id, device_sn, at, what, by, station, detail)
     select $1, group_id, device_sn, $2, what, $3, $4, detail
     from unnest($5::text[], $6::text[], $7::text[], $8::jsonb[])
       with ordinality as w(group_id, device_sn, what, detail, nth) order by nth`,
    [
      author.orgId,
      Date.now(),
      author.by,
      stationOf(author),
      lines.map(({ groupId }) => groupId),
      lines.map(({ deviceSn }) => deviceSn),
      lines.map(({ what }) => what),
      lines.map(({ detail }) => JSON.stringify(detail ?? {})),
    ],
  );
}

/** The name of the station that a change came from, null where it came from none. */
export const stationOf = ({ station }: Author): string | null =>
  station ? station.name || station.id : null;

/** What happened to each of these devices, in the order asked; oldest first, the newest of them. */
export async function historyOf(
  client: Queries,
  orgId: string,
  lanes: readonly Lane[],
): Promise<Happening[][]> {
  const found = await client.query<{ nth: number } & Omit<Happening, 'where'>>(
    `select w.nth, e.at, e.what, e.by, e.station, e.detail
     from unnest($2::text[], $3::text[]) with ordinality as w(group_id, device_sn, nth)
     cross join lateral (
       select * from device_event d
       where d.org_id = $1 and d.group_id = w.group_id and d.device_sn = w.device_sn
       order by d.seq desc limit $4) e
     order by w.nth, e.seq`,
    [orgId, lanes.map(({ groupId }) => groupId), lanes.map(({ deviceSn }) => deviceSn), newest],
  );
  const histories: Happening[][] = lanes.map(() => []);
  for (const { nth, at, what, by, station, detail } of found.rows) {
    histories[nth - 1]?.push({ at, where: 'cloud', what, by, station, detail });
  }
  return histories;
}
