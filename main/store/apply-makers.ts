import type { Database } from 'better-sqlite3';
import type { EventOf } from './events.ts';
import type { MadeNumber } from './events-makers.ts';
import { prepared } from './prepared.ts';

/** Events about numbers that SNs are made of, as rows. A number is used once and for all. */

export function spendNumber(db: Database, { rangeId, counter }: MadeNumber): void {
  prepared(db, 'UPDATE maker_range SET next = max(next, ?) WHERE id = ?').run(counter + 1, rangeId);
  prepared(
    db,
    `INSERT INTO maker_latest (group_id, layout, period)
     SELECT group_id, layout, period FROM maker_range WHERE id = ?
     ON CONFLICT (group_id, layout) DO UPDATE SET period = excluded.period
     WHERE excluded.period > maker_latest.period`,
  ).run(rangeId);
}

export function holdRange(db: Database, event: EventOf<'range-held'>): void {
  prepared(
    db,
    `INSERT INTO maker_range (id, group_id, layout, period, first, last, next, origin, series, by, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(
    event.id,
    event.groupId,
    event.layout,
    event.period,
    event.first,
    event.last,
    event.first,
    event.origin,
    JSON.stringify(event.series),
    event.by,
    event.at,
  );
  prepared(db, 'DELETE FROM maker_asked WHERE key = ?').run(event.id);
}

export function endRanges(db: Database, { ids, why }: EventOf<'ranges-ended'>): void {
  const end = prepared(db, 'UPDATE maker_range SET ended = ? WHERE id = ? AND ended IS NULL');
  for (const id of ids) end.run(why, id);
}

export function confirmClock(db: Database, event: EventOf<'maker-clock-confirmed'>): void {
  prepared(
    db,
    `INSERT INTO maker_latest (group_id, layout, period) VALUES (?, ?, ?)
     ON CONFLICT (group_id, layout) DO UPDATE SET period = excluded.period`,
  ).run(event.groupId, event.layout, event.period);
}
