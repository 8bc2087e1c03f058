import type { Database } from 'better-sqlite3';
import type { EventOf } from './events.ts';
import { prepared } from './prepared.ts';

/** Stops, answers, first articles and golden samples, as rows. */

export function applyToLine(
  db: Database,
  event: EventOf<'line-stopped' | 'line-answered' | 'article-approved'>,
): void {
  switch (event.type) {
    case 'line-stopped':
      prepared(db, 'UPDATE batch SET stop = ? WHERE id = ?').run(
        JSON.stringify(event.shift),
        event.batchId,
      );
      return;
    case 'line-answered':
      prepared(db, 'UPDATE batch SET stop = NULL WHERE id = ?').run(event.batchId);
      return;
    case 'article-approved': {
      const { deviceSn, at, by, checks, reason } = event;
      prepared(db, 'UPDATE batch SET article = ? WHERE id = ?').run(
        JSON.stringify({ deviceSn, at, by, checks, reason }),
        event.batchId,
      );
      return;
    }
  }
}

export function applyToGolden(
  db: Database,
  event: EventOf<'golden-declared' | 'golden-withdrawn' | 'golden-checked'>,
): void {
  switch (event.type) {
    case 'golden-declared':
      prepared(
        db,
        `INSERT INTO golden_sample (group_id, text, expected, note, place)
         VALUES (?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM golden_sample))
         ON CONFLICT (group_id, text) DO UPDATE SET expected = excluded.expected,
           note = excluded.note, checked_at = NULL, is_right = NULL`,
      ).run(event.groupId, event.text, event.expected, event.note);
      return;
    case 'golden-withdrawn':
      prepared(db, 'DELETE FROM golden_sample WHERE group_id = ? AND text = ?').run(
        event.groupId,
        event.text,
      );
      return;
    case 'golden-checked':
      prepared(
        db,
        'UPDATE golden_sample SET checked_at = ?, is_right = ? WHERE group_id = ? AND text = ?',
      ).run(event.at, event.right ? 1 : 0, event.groupId, event.text);
      return;
  }
}
