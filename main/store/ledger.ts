import type { Database } from 'better-sqlite3';
import {
  type Account,
  accounts,
  type Balance,
  type BatchLedger,
  type Piece,
  pieceSchema,
  type ScanBackResult,
} from '../../shared/models/printing.ts';
import { problem } from '../../shared/problems.ts';
import type { EventOf } from './events.ts';
import { prepared } from './prepared.ts';

/** What the ledger of labels says: balances, pieces, and what everything was made with. */

export const nothing: Balance = {
  reserved: 0,
  sent: 0,
  printed: 0,
  applied: 0,
  voided: 0,
  failed: 0,
};

/** A person counted the labels in hand. */
export function countLabels(db: Database, event: EventOf<'labels-counted'>): void {
  prepared(
    db,
    `INSERT INTO label_count (batch_id, in_hand, by, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (batch_id) DO UPDATE SET in_hand = excluded.in_hand, by = excluded.by, at = excluded.at`,
  ).run(event.batchId, event.inHand, event.by, event.at);
}

/** By the pieces themselves. */
export function balanceOf(db: Database, batchId: string): Balance {
  const rows = prepared(
    db,
    'SELECT account, count(*) AS n FROM label WHERE batch_id = ? GROUP BY account',
  ).all(batchId) as { account: Account; n: number }[];
  return rows.reduce((sum, { account, n }) => ({ ...sum, [account]: n }), { ...nothing });
}

/** What keeps the labels of a batch from being balanced, with the numbers that differ; null: they are. */
function imbalance(balance: Balance, toDestroy: number, counted: number | null) {
  if (balance.sent > 0) return problem('ledger-unknown', { count: balance.sent });
  if (balance.reserved > 0) return problem('ledger-unprinted', { count: balance.reserved });
  if (toDestroy > 0) return problem('ledger-to-destroy', { count: toDestroy });
  if (balance.printed === (counted ?? 0)) return null;
  return problem('ledger-unbalanced', {
    printed: balance.printed + balance.applied + balance.voided,
    applied: balance.applied,
    voided: balance.voided,
    inHand: counted ?? 0,
    difference: balance.printed - (counted ?? 0),
  });
}

export function batchLedger(db: Database, batchId: string): BatchLedger {
  const balance = balanceOf(db, batchId);
  const count = prepared(
    db,
    'SELECT in_hand AS inHand, by, at FROM label_count WHERE batch_id = ?',
  ).get(batchId) as { inHand: number; by: string; at: number } | undefined;
  const { n: toDestroy } = prepared(
    db,
    `SELECT count(*) AS n FROM label INDEXED BY label_to_void
     WHERE void_label IS NOT NULL AND account <> 'voided' AND batch_id = ?`,
  ).get(batchId) as { n: number };
  const scans = prepared(db, 'SELECT result, n FROM scan_back WHERE batch_id = ?').all(batchId) as {
    result: string;
    n: number;
  }[];
  const out = balance.printed + balance.applied + balance.voided;
  return {
    ...balance,
    out,
    verified: out === 0 ? 0 : balance.applied / out,
    toDestroy,
    counted: count ?? null,
    problem: imbalance(balance, toDestroy, count?.inHand ?? null),
    scans: Object.fromEntries(scans.map(({ result, n }) => [result, n])),
  };
}

export function countScanBack(db: Database, batchId: string, result: ScanBackResult): void {
  prepared(
    db,
    `INSERT INTO scan_back (batch_id, result, n) VALUES (?, ?, 1)
     ON CONFLICT (batch_id, result) DO UPDATE SET n = n + 1`,
  ).run(batchId, result);
}

/** What everything is asked about: any of it, and all that is given must hold. Times are epoch milliseconds. */
export interface Radius {
  media?: string | undefined;
  template?: string | undefined;
  version?: number | undefined;
  printer?: string | undefined;
  by?: string | undefined;
  batchId?: string | undefined;
  deviceSn?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

interface PieceRow {
  nr: number;
  jobId: string;
  seq: number;
}

/** Where a page of pieces ended. */
export interface PieceCursor {
  job: number;
  seq: number;
}

/**
 * Labels that came out, or may have, and were made with all this: by job and number. The next page begins
 * after `after`.
 */
export function piecesMadeWith(
  db: Database,
  wanted: Radius,
  after: PieceCursor,
  limit: number,
): { items: Piece[]; next: PieceCursor | null } {
  const rows = prepared(
    db,
    `SELECT l.job AS nr, j.id AS jobId, l.seq, l.copy, d.group_id AS groupId, d.device_sn AS deviceSn,
       l.batch_id AS batchId, l.account, j.template, j.version, j.printer, l.media, l.by, l.at
     FROM label l JOIN print_job j ON j.nr = l.job JOIN device d ON d.id = l.device
     WHERE (l.job, l.seq) > (@job, @seq) AND l.account IN ('sent','printed','applied','voided')
       AND (@media IS NULL OR l.media = @media)
       AND (@template IS NULL OR j.template = @template)
       AND (@version IS NULL OR j.version = @version)
       AND (@printer IS NULL OR j.printer = @printer)
       AND (@by IS NULL OR l.by = @by)
       AND (@batchId IS NULL OR l.batch_id = @batchId)
       AND (@deviceSn IS NULL OR l.device IN (SELECT id FROM device WHERE device_sn = @deviceSn))
       AND (@from IS NULL OR l.at >= @from) AND (@to IS NULL OR l.at < @to)
     ORDER BY l.job, l.seq LIMIT @limit`,
  ).all({
    media: wanted.media ?? null,
    template: wanted.template ?? null,
    version: wanted.version ?? null,
    printer: wanted.printer ?? null,
    by: wanted.by ?? null,
    batchId: wanted.batchId ?? null,
    deviceSn: wanted.deviceSn ?? null,
    from: wanted.from ?? null,
    to: wanted.to ?? null,
    ...after,
    limit,
  }) as (PieceRow & object)[];
  const last = rows.at(-1);
  return {
    items: rows.map((row) => pieceSchema.parse(row)),
    next: last && rows.length === limit ? { job: last.nr, seq: last.seq } : null,
  };
}

/** Labels of this device that are no longer or not yet to be had: the newest first. */
export const piecesOf = (
  db: Database,
  device: number,
): { job: string; seq: number; account: Account; isVoid: boolean }[] =>
  (
    prepared(
      db,
      `SELECT j.id AS job, l.seq, l.account, l.void_label FROM label l JOIN print_job j ON j.nr = l.job
       WHERE l.device = ? ORDER BY l.job DESC, l.seq DESC`,
    ).all(device) as { job: string; seq: number; account: Account; void_label: number | null }[]
  ).map(({ void_label: why, ...piece }) => ({ ...piece, isVoid: why !== null }));

/** Where entries and pieces of the whole ledger differ: there must be none. */
export function ledgerFaults(db: Database): string[] {
  const rows = prepared(
    db,
    `SELECT j.id, j.reserved, j.sent, j.printed, j.applied, j.voided, j.failed,
       (SELECT json_group_object(account, n) FROM (SELECT account, count(*) AS n FROM label
          WHERE job = j.nr GROUP BY account)) AS pieces
     FROM print_job j`,
  ).all() as ({ id: string; pieces: string | null } & Balance)[];
  return rows.flatMap((row) => {
    const pieces = JSON.parse(row.pieces ?? '{}') as Partial<Balance>;
    return accounts
      .filter((account) => row[account] !== (pieces[account] ?? 0))
      .map((account) => `${row.id} ${account} ${row[account]} <> ${pieces[account] ?? 0}`);
  });
}
