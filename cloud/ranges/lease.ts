import type pg from 'pg';
import {
  changedMeanwhileCode,
  type RangeLeaseRequest,
  rangesMeetCode,
} from '../../shared/models/cloud.ts';
import type { Series } from '../../shared/models/series.ts';
import { localDay } from '../../shared/serial/date-code.ts';
import { type CompiledSeries, compileSeries } from '../../shared/serial/series/compile.ts';
import { meet } from '../../shared/serial/series/meet.ts';
import { isPeriod } from '../../shared/serial/series/period.ts';
import { alignDown, alignUp, periodSpan } from '../../shared/serial/series/span.ts';
import { showSpan } from '../../shared/serial/series/trial.ts';
import { findGroups } from '../catalog/groups.ts';
import { inTransaction, type Queries } from '../database/transaction.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import { noticeStation } from '../lineside/stations.ts';

interface Range {
  first: number;
  last: number;
}

/**
 * Numbers of one period for one station alone; null: none are left. Whoever asks again under the key gets
 * the same range, whatever became of the answer.
 * @throws EnosError 35404 no such group; 99409 its series is another one; 99410 the range could hold SNs that
 *   were given out under an earlier series; 99400 the rest.
 */
export function leaseRange(
  pool: pg.Pool,
  orgId: string,
  wish: RangeLeaseRequest,
): Promise<Range | null> {
  return inTransaction(pool, async (client) => {
    const { groupId, period, layout, count, key, station } = wish;
    const before = await rememberedRange(client, orgId, wish);
    if (before) return before;
    const found = (await findGroups(client, orgId, [groupId])).get(groupId);
    if (!found || found.retired) throw refusals.groupNotFound();
    const { group } = found;
    const compiled = group.series ? compileSeries(group.series, group) : null;
    if (!group.series || !compiled?.ok || compiled.value.layout !== layout) {
      throw new EnosError(changedMeanwhileCode, 'the series of the group is another one');
    }
    const series = compiled.value;
    if (!isPeriod(series.reset, series.byWeek, period)) {
      throw refusals.invalid('period', 'the series has no such period');
    }
    const place = [orgId, groupId, layout, period];
    const held = await client.query<{ next: number }>(
      `insert into sn_period (org_id, group_id, layout, period, next) values ($1, $2, $3, $4, $5)
       on conflict (org_id, group_id, layout, period) do update set next = sn_period.next
       returning next`,
      [...place, series.first],
    );
    // Perhaps it was the same key that this one waited for.
    const meanwhile = await rememberedRange(client, orgId, wish);
    if (meanwhile) return meanwhile;
    const first = alignUp(series, held.rows[0]?.next ?? series.first);
    const end = alignDown(series, series.last);
    if (first > end) return null;
    const last = Math.min(end, first + (count - 1) * series.step);
    await proveApart(client, orgId, series, { period, first, last }, group);
    await client.query(
      `update sn_period set next = $5
       where org_id = $1 and group_id = $2 and layout = $3 and period = $4`,
      [...place, last + series.step],
    );
    await client.query(
      `insert into sn_range
         (org_id, group_id, layout, period, key, first, last, series, station_id, epoch, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...place,
        key,
        first,
        last,
        JSON.stringify(group.series),
        station.id,
        station.epoch,
        Date.now(),
      ],
    );
    await noticeStation(client, orgId, station);
    return { first, last };
  });
}

async function rememberedRange(
  client: Queries,
  orgId: string,
  { key, groupId, layout, period, station }: RangeLeaseRequest,
): Promise<Range | null> {
  const found = await client.query<Range & { same: boolean }>(
    `select first, last, (group_id = $3 and layout = $4 and period = $5 and station_id = $6) as same
     from sn_range where org_id = $1 and key = $2`,
    [orgId, key, groupId, layout, period, station.id],
  );
  const [row] = found.rows;
  if (!row) return null;
  if (!row.same) throw refusals.invalid('key', 'key was used for another range');
  return { first: row.first, last: row.last };
}

/** Against what was given out under other series that the group had. */
async function proveApart(
  client: Queries,
  orgId: string,
  series: CompiledSeries,
  { period, first, last }: Range & { period: string },
  group: { groupId: string; modelId: string },
): Promise<void> {
  const given = await client.query<Range & { series: Series; layout: string; period: string }>(
    `select (array_agg(series))[1] as series, layout, period, min(first) as first, max(last) as last
     from sn_range where org_id = $1 and group_id = $2 and layout <> $3 group by layout, period`,
    [orgId, series.groupId, series.layout],
  );
  const today = localDay(Date.now());
  const ours = periodSpan(series, period, { from: first, to: last }, today);
  for (const row of given.rows) {
    const other = compileSeries(row.series, group);
    if (!other.ok || other.value.layout !== row.layout) continue;
    const span = { from: row.first, to: row.last };
    const theirs = periodSpan(other.value, row.period, span, today);
    const met = meet(ours, theirs);
    if (!met) continue;
    const named = [showSpan(ours), showSpan(theirs), met.deviceSn ?? '?'];
    throw new EnosError(
      rangesMeetCode,
      `the ranges meet: ${named.map((one) => one.replaceAll(' ', '_')).join(' ')}`,
    );
  }
}
