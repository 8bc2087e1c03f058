import type { Database } from 'better-sqlite3';
import { operatorKey } from '../../shared/models/operator.ts';
import type { Role } from '../../shared/roles.ts';
import { prepared } from './prepared.ts';

/** A person as the database has them. `pin` names a verifier. */
export interface OperatorRow {
  name: string;
  role: Role;
  pin: string | null;
  /** Not revoked. */
  badge: string | null;
  needsPin: boolean;
}

interface Row {
  name: string;
  role: Role;
  pin: string | null;
  badge: string | null;
  needs_pin: number | null;
}

const asOperator = ({ needs_pin, ...row }: Row): OperatorRow => ({
  ...row,
  needsPin: needs_pin === 1,
});

export function listOperators(db: Database): OperatorRow[] {
  const rows = prepared(
    db,
    `SELECT o.name, o.role, o.pin, b.id AS badge, b.needs_pin FROM operator o
     LEFT JOIN badge b ON b.operator = o.key AND b.revoked = 0 ORDER BY o.key`,
  ).all() as Row[];
  return rows.map(asOperator);
}

export function findOperator(db: Database, name: string): OperatorRow | null {
  const row = prepared(
    db,
    `SELECT o.name, o.role, o.pin, b.id AS badge, b.needs_pin FROM operator o
     LEFT JOIN badge b ON b.operator = o.key AND b.revoked = 0 WHERE o.key = ?`,
  ).get(operatorKey(name)) as Row | undefined;
  return row ? asOperator(row) : null;
}

export const anyOperator = (db: Database): boolean =>
  prepared(db, 'SELECT 1 FROM operator LIMIT 1').get() !== undefined;

/** What a badge or PIN is compared with; `salt` and `cost` are empty for a badge. */
export interface Verifier {
  id: string;
  kind: 'pin' | 'badge' | 'key';
  salt: Uint8Array;
  hash: Uint8Array;
  cost: string;
}

/** Runs inside the caller's transaction. */
export function addVerifier(db: Database, one: Verifier): void {
  prepared(db, 'INSERT INTO verifier (id, kind, salt, hash, cost) VALUES (?, ?, ?, ?, ?)').run(
    one.id,
    one.kind,
    Buffer.from(one.salt),
    Buffer.from(one.hash),
    one.cost,
  );
}

export function findVerifier(db: Database, id: string): Verifier | null {
  const row = prepared(db, 'SELECT id, kind, salt, hash, cost FROM verifier WHERE id = ?').get(id);
  return (row as Verifier | undefined) ?? null;
}

/** Badges that can be told, revoked ones too. */
export interface BadgeRow {
  id: string;
  operator: string;
  needsPin: boolean;
  revoked: boolean;
  hash: Uint8Array;
}

export function listBadges(db: Database): BadgeRow[] {
  const rows = prepared(
    db,
    `SELECT b.id, b.operator, b.needs_pin, b.revoked, v.hash FROM badge b
     JOIN verifier v ON v.id = b.id AND v.kind = 'badge' ORDER BY b.revoked DESC`,
  ).all() as { id: string; operator: string; needs_pin: number; revoked: number; hash: Buffer }[];
  return rows.map(({ needs_pin, revoked, ...row }) => ({
    ...row,
    needsPin: needs_pin === 1,
    revoked: revoked === 1,
  }));
}

export interface WrongPins {
  n: number;
  pauseMs: number;
}

export function wrongPins(db: Database, who: string): WrongPins {
  const row = prepared(db, 'SELECT n, pause_ms AS pauseMs FROM wrong_pin WHERE who = ?').get(who);
  return (row as WrongPins | undefined) ?? { n: 0, pauseMs: 0 };
}

export const allWrongPins = (db: Database): (WrongPins & { who: string })[] =>
  prepared(db, 'SELECT who, n, pause_ms AS pauseMs FROM wrong_pin').all() as (WrongPins & {
    who: string;
  })[];

/** Runs inside the caller's transaction. */
export function setWrongPins(db: Database, who: string, { n, pauseMs }: WrongPins): void {
  if (n === 0) prepared(db, 'DELETE FROM wrong_pin WHERE who = ?').run(who);
  else {
    prepared(
      db,
      `INSERT INTO wrong_pin (who, n, pause_ms) VALUES (?, ?, ?)
       ON CONFLICT (who) DO UPDATE SET n = excluded.n, pause_ms = excluded.pause_ms`,
    ).run(who, n, pauseMs);
  }
}
