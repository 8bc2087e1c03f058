import type { Database } from 'better-sqlite3';
import { operatorKey } from '../../shared/models/operator.ts';
import type { EventOf } from './events.ts';
import { prepared } from './prepared.ts';

/** Events about the people of the station, as rows. */

export function saveOperator(db: Database, event: EventOf<'operator-saved'>): void {
  prepared(
    db,
    `INSERT INTO operator (key, name, role, pin) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET name = excluded.name, role = excluded.role,
       pin = coalesce(excluded.pin, pin)`,
  ).run(operatorKey(event.name), event.name, event.role, event.pin ?? null);
}

export function removeOperator(db: Database, event: EventOf<'operator-removed'>): void {
  revoke(db, event.name);
  prepared(db, 'DELETE FROM operator WHERE key = ?').run(operatorKey(event.name));
}

export function putBadge(db: Database, event: EventOf<'operator-badge'>): void {
  revoke(db, event.name);
  if (event.badge === null) return;
  prepared(db, 'INSERT INTO badge (id, operator, needs_pin) VALUES (?, ?, ?)').run(
    event.badge,
    operatorKey(event.name),
    event.needsPin ? 1 : 0,
  );
}

/** A revoked badge is remembered: read again, it is called by its name and kept out of the reads. */
function revoke(db: Database, name: string): void {
  prepared(db, 'UPDATE badge SET revoked = 1 WHERE operator = ?').run(operatorKey(name));
}
