import type { Database } from 'better-sqlite3';
import { type JobPiece, type PrintJob, printJobSchema } from '../../shared/models/printing.ts';
import type { Move } from './events-printing.ts';
import { prepared } from './prepared.ts';

/** Print jobs as the queue and lists see them. */

interface Row {
  nr: number;
  id: string;
  kind: PrintJob['kind'];
  state: PrintJob['state'];
  printer: string;
  template: string;
  version: number;
  group_id: string;
  batch_id: string | null;
  name: string;
  copies: number;
  collated: number;
  skip: number;
  ending: number;
  problem: string | null;
  hint: number | null;
  reason: string;
  by: string;
  at: number;
  ended_at: number | null;
  total: number;
  reserved: number;
  sent: number;
  printed: number;
  applied: number;
  voided: number;
  failed: number;
}

function toJob(db: Database, row: Row): PrintJob {
  const { reserved, sent, printed, applied, voided, failed } = row;
  const balance = { reserved, sent, printed, applied, voided, failed };
  const made = Object.values(balance).reduce((sum, n) => sum + n, 0);
  return printJobSchema.parse({
    id: row.id,
    kind: row.kind,
    state: row.state,
    printer: row.printer,
    template: row.template,
    version: row.version,
    groupId: row.group_id,
    batchId: row.batch_id,
    name: row.name,
    copies: row.copies,
    collated: row.collated === 1,
    skip: row.skip,
    labels: row.state === 'making' ? row.total * row.copies : made,
    balance,
    ending: row.ending === 1,
    problem: row.problem === null ? null : JSON.parse(row.problem),
    question: row.state === 'printed?' ? questionOf(db, row) : null,
    reason: row.reason,
    by: row.by,
    at: row.at,
    endedAt: row.ended_at,
  });
}

function questionOf(db: Database, { nr, hint }: Row): PrintJob['question'] {
  const found = prepared(
    db,
    "SELECT min(seq) AS first, max(seq) AS last FROM label WHERE job = ? AND account = 'sent'",
  ).get(nr) as { first: number | null; last: number | null };
  if (found.first === null || found.last === null) return null;
  const likely = Math.min(found.last, Math.max(found.first - 1, hint ?? found.last));
  const sn = prepared(
    db,
    `SELECT d.device_sn AS sn FROM label l JOIN device d ON d.id = l.device WHERE l.job = ? AND l.seq = ?`,
  ).get(nr, likely) as { sn: string } | undefined;
  return { first: found.first, last: found.last, likely, lastSn: sn?.sn ?? '' };
}

export function findPrintJob(db: Database, id: string): PrintJob | null {
  const row = prepared(db, 'SELECT * FROM print_job WHERE id = ?').get(id) as Row | undefined;
  return row ? toJob(db, row) : null;
}

/** Newest first, without the opening balance; `before`: the number of the last one of the page before. */
export function listPrintJobs(
  db: Database,
  before: number,
  limit: number,
): { items: PrintJob[]; next: number | null } {
  const rows = prepared(
    db,
    "SELECT * FROM print_job WHERE nr < ? AND kind <> 'opening' ORDER BY nr DESC LIMIT ?",
  ).all(before, limit) as Row[];
  return {
    items: rows.map((row) => toJob(db, row)),
    next: rows.length === limit ? (rows.at(-1)?.nr ?? null) : null,
  };
}

/** Labels of a job from a number on; none where there is no such job. */
export const piecesFrom = (db: Database, job: string, from: number, limit: number): JobPiece[] =>
  prepared(
    db,
    `SELECT l.seq, l.copy, l.account, d.device_sn AS deviceSn
     FROM print_job j JOIN label l ON l.job = j.nr JOIN device d ON d.id = l.device
     WHERE j.id = ? AND l.seq >= ? ORDER BY l.seq LIMIT ?`,
  ).all(job, from, limit) as JobPiece[];

/** Those that are not over, in the order in which they are printed. */
export const openPrintJobs = (db: Database, limit: number): PrintJob[] =>
  (
    prepared(
      db,
      `SELECT * FROM print_job WHERE state IN ('making','queued','paused','sent','printed?')
       AND (kind <> 'automatic' OR reserved + sent > 0) ORDER BY nr LIMIT ?`,
    ).all(limit) as Row[]
  ).map((row) => toJob(db, row));

/** The job that a printer does next; null while one of its jobs is under way or asks. */
export function nextPrintJob(db: Database, printer: string): PrintJob | null {
  const busy = prepared(
    db,
    "SELECT 1 FROM print_job WHERE printer = ? AND state IN ('sent','printed?') LIMIT 1",
  ).get(printer);
  if (busy) return null;
  const row = prepared(
    db,
    `SELECT * FROM print_job WHERE printer = ? AND state = 'queued' AND reserved > 0
     ORDER BY nr LIMIT 1`,
  ).get(printer) as Row | undefined;
  return row ? toJob(db, row) : null;
}

/** Ids of the jobs in a state, oldest first. */
export const printJobsIn = (db: Database, state: PrintJob['state']): PrintJob[] =>
  (prepared(db, 'SELECT * FROM print_job WHERE state = ? ORDER BY nr').all(state) as Row[]).map(
    (row) => toJob(db, row),
  );

/** A piece as it is printed. */
export interface QueuedPiece {
  seq: number;
  /** The station's own number of its device. */
  device: number;
  deviceSn: string;
  /** Its unit is none any more, or it is to be destroyed. */
  dead: boolean;
}

/** Pieces of a job in one account, in their order. */
export const piecesIn = (
  db: Database,
  jobId: string,
  account: 'reserved' | 'sent' | 'printed',
  limit: number,
): QueuedPiece[] =>
  (
    prepared(
      db,
      `SELECT l.seq, l.device, d.device_sn AS deviceSn,
         d.gone IS NOT NULL OR l.void_label IS NOT NULL AS dead
       FROM label l JOIN device d ON d.id = l.device
       WHERE l.job = (SELECT nr FROM print_job WHERE id = ?) AND l.account = ? ORDER BY l.seq LIMIT ?`,
    ).all(jobId, account, limit) as (Omit<QueuedPiece, 'dead'> & { dead: number })[]
  ).map((piece) => ({ ...piece, dead: piece.dead === 1 }));

/** Whether all of these pieces, which lie together in their order, are still reserved. */
export function areReserved(db: Database, jobId: string, pieces: readonly QueuedPiece[]): boolean {
  const { n } = prepared(
    db,
    `SELECT count(*) AS n FROM label WHERE job = (SELECT nr FROM print_job WHERE id = ?)
       AND seq BETWEEN ? AND ? AND account = 'reserved'`,
  ).get(jobId, pieces[0]?.seq ?? 0, pieces.at(-1)?.seq ?? 0) as { n: number };
  return n === pieces.length;
}

/** Pieces as ranges of their numbers. */
export function movesOf(
  pieces: readonly { seq: number }[],
  from: Move['from'],
  to: Move['to'],
): Move[] {
  const moves: Move[] = [];
  for (const { seq } of pieces) {
    const last = moves.at(-1);
    if (last && last.last + 1 === seq) last.last = seq;
    else moves.push({ first: seq, last: seq, from, to });
  }
  return moves;
}

/** What a job still has to reserve: which devices it wants, and of how many it has pieces. */
export function wantedOf(db: Database, id: string): { rows: [number, number][]; planned: number } {
  const row = prepared(db, 'SELECT wanted, planned FROM print_job WHERE id = ?').get(id) as
    | { wanted: string; planned: number }
    | undefined;
  return row
    ? { rows: JSON.parse(row.wanted) as [number, number][], planned: row.planned }
    : { rows: [], planned: 0 };
}

/** The first of these devices of which a label is on paper, or may be; null: of none. */
export const printedBefore = (db: Database, devices: readonly number[]): string | null =>
  (
    prepared(
      db,
      `SELECT d.device_sn AS sn FROM json_each(?) e JOIN device d ON d.id = e.value
       WHERE EXISTS (SELECT 1 FROM label l WHERE l.device = d.id AND l.void_label IS NULL
         AND l.account IN ('sent','printed','applied')) ORDER BY e.key LIMIT 1`,
    ).get(JSON.stringify(devices)) as { sn: string } | undefined
  )?.sn ?? null;

/** Units of a batch that wait for their label and have no piece of the job that grows with it. */
export const waitingForLabel = (
  db: Database,
  limit: number,
): { id: number; batchId: string; tag: string; groupId: string; template: string }[] =>
  prepared(
    db,
    `SELECT d.id, b.id AS batchId, b.tag, b.group_id AS groupId, b.template FROM device d
     JOIN batch b ON b.id = d.batch_id
     WHERE d.label_state = 'pending' AND b.template IS NOT NULL AND d.gone IS NULL
       AND NOT EXISTS (SELECT 1 FROM label l JOIN print_job j ON j.nr = l.job
         WHERE l.device = d.id AND j.kind = 'automatic' AND l.account IN ('reserved','sent'))
     ORDER BY d.batch_id, d.id LIMIT ?`,
  ).all(limit) as { id: number; batchId: string; tag: string; groupId: string; template: string }[];
