import type { Database } from 'better-sqlite3';
import type { Account } from '../../shared/models/printing.ts';
import { ProblemError } from '../../shared/problems.ts';
import type { EventOf } from './events.ts';
import type { Move, Rows } from './events-printing.ts';
import { labelsCameOut, labelsNotMade } from './labels.ts';
import { takeFromMedia } from './media.ts';
import { prepared } from './prepared.ts';

/**
 * Events about pieces of paper, as rows. `post` is the only place that moves a piece; each move is an entry
 * with both accounts, of a whole range at once.
 */

/** Who, when and why, of an entry. */
export interface Posting {
  at: number;
  by: string;
  reason: string;
  source: string;
}

/** What the moving of a job's pieces has to know of it. */
interface JobRow {
  nr: number;
  kind: string;
  printer: string;
  name: string;
  copies: number;
  collated: number;
  total: number;
  planned: number;
}

const jobColumns = 'nr, kind, printer, name, copies, collated, total, planned';

const jobRow = (db: Database, id: string): JobRow => {
  const row = prepared(db, `SELECT ${jobColumns} FROM print_job WHERE id = ?`).get(id) as
    | JobRow
    | undefined;
  if (!row) throw new ProblemError('print-job-unknown');
  return row;
};

export function addPrintJob(db: Database, event: EventOf<'print-job-added'>): void {
  const total = event.rows.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  prepared(
    db,
    `INSERT INTO print_job (id, kind, state, printer, template, version, group_id, batch_id, name, copies,
       collated, skip, wanted, total, reason, by, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    event.id,
    event.kind,
    event.kind === 'automatic' ? 'queued' : 'making',
    event.printer,
    event.template,
    event.version,
    event.groupId,
    event.batchId,
    event.name,
    event.copies,
    event.collated ? 1 : 0,
    event.skip,
    JSON.stringify(event.rows),
    total,
    event.reason,
    event.by,
    event.at,
  );
}

export function reserveLabels(db: Database, event: EventOf<'labels-reserved'>): void {
  addPieces(db, jobRow(db, event.jobId), numbersOf(event.rows), 'reserved', {
    ...event,
    reason: '',
    source: 'queue',
  });
}

/** The device numbers of ranges, in their order. */
export const numbersOf = (rows: Rows): number[] =>
  rows.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

/**
 * The next devices of a job get their pieces. Collated, the nth copies of all devices lie together; else all
 * copies of a device. A job that grows has one copy of each.
 */
function addPieces(
  db: Database,
  job: JobRow,
  devices: readonly number[],
  account: Account,
  posting: Posting,
): void {
  const { at, by } = posting;
  const pieces: [number, number, number][] = [];
  const ranges: [number, number][] = [];
  const collated = job.collated === 1 && job.copies > 1;
  for (let copy = 1; copy <= job.copies; copy++) {
    for (const [index, device] of devices.entries()) {
      const place = job.planned + index;
      const seq = collated ? (copy - 1) * job.total + place + 1 : place * job.copies + copy;
      pieces.push([seq, copy, device]);
    }
    if (collated) {
      const before = (copy - 1) * job.total + job.planned;
      ranges.push([before + 1, before + devices.length]);
    }
  }
  if (!collated) {
    ranges.push([job.planned * job.copies + 1, (job.planned + devices.length) * job.copies]);
  }
  prepared(
    db,
    `INSERT INTO label (job, seq, copy, device, batch_id, account, by, at)
     SELECT @job, e.value ->> 0, e.value ->> 1, d.id, d.batch_id, @account, @by, @at
     FROM json_each(@pieces) e JOIN device d ON d.id = e.value ->> 2`,
  ).run({ job: job.nr, account, by, at, pieces: JSON.stringify(pieces) });
  for (const [first, last] of ranges)
    enter(db, job.nr, { first, last, from: 'none', to: account }, posting);
  prepared(db, 'UPDATE print_job SET planned = planned + ? WHERE nr = ?').run(
    devices.length,
    job.nr,
  );
}

function enter(
  db: Database,
  nr: number,
  move: { first: number; last: number; from: Account | 'none'; to: Account },
  { at, by, reason, source }: Posting,
): void {
  prepared(
    db,
    `INSERT INTO label_entry (job, first, last, from_account, to_account, at, by, reason, source)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(nr, move.first, move.last, move.from, move.to, at, by, reason, source);
}

/** Throws where a piece of the range is in another account: nothing of the event happens then. */
function post(db: Database, job: JobRow, move: Move, posting: Posting): void {
  const { first, last, from, to } = move;
  const range = [job.nr, first, last] as const;
  const { changes } =
    to === 'sent'
      ? prepared(
          db,
          `UPDATE label SET account = 'sent', by = ?, at = ?,
             media = (SELECT id FROM media WHERE printer = ?)
           WHERE job = ? AND seq BETWEEN ? AND ? AND account = ?`,
        ).run(posting.by, posting.at, job.printer, ...range, from)
      : prepared(
          db,
          'UPDATE label SET account = ? WHERE job = ? AND seq BETWEEN ? AND ? AND account = ?',
        ).run(to, ...range, from);
  if (changes !== last - first + 1) {
    throw new ProblemError('ledger-moved', { from, to, first, last });
  }
  enter(db, job.nr, move, posting);
  if (to === 'sent' || (from === 'sent' && to === 'reserved')) {
    takeFromMedia(db, range, to === 'sent' ? 1 : -1);
  }
  const automatic = job.kind === 'automatic';
  if (to === 'printed') labelsCameOut(db, range, { ...posting, file: job.name, automatic });
  if (to === 'failed' && automatic) labelsNotMade(db, range);
  if (to === 'voided') endVoidLabels(db, range, posting.at);
}

/** The list of paper to be destroyed is ticked off by a trigger; when it ended is said here. */
function endVoidLabels(db: Database, range: readonly [number, number, number], at: number): void {
  prepared(
    db,
    `UPDATE void_label SET ended_at = ? WHERE destroyed >= copies AND id IN
       (SELECT void_label FROM label WHERE job = ? AND seq BETWEEN ? AND ? AND void_label IS NOT NULL)`,
  ).run(at, ...range);
}

export function moveLabels(db: Database, event: EventOf<'labels-moved'>): void {
  const job = jobRow(db, event.jobId);
  for (const move of event.moves) post(db, job, move, event);
  if (!event.job) return;
  const { state, problem, ending, hint } = event.job;
  const over = state === 'confirmed' || state === 'failed' || state === 'voided';
  prepared(
    db,
    `UPDATE print_job SET state = ?, problem = ?, ending = coalesce(?, ending), hint = ?, ended_at = ?
     WHERE nr = ?`,
  ).run(
    state,
    problem ? JSON.stringify(problem) : null,
    ending === undefined ? null : ending ? 1 : 0,
    hint ?? null,
    over ? event.at : null,
    job.nr,
  );
}

/** One piece, whatever account it is in. */
export interface PieceKey {
  job: number;
  seq: number;
  account: Account;
}

/** Moves single pieces as part of another event: a unit that goes, a label that is destroyed. */
export function postPieces(
  db: Database,
  pieces: readonly PieceKey[],
  to: Account,
  posting: Posting,
): void {
  for (const { job, seq, account } of pieces) {
    const row = prepared(db, `SELECT ${jobColumns} FROM print_job WHERE nr = ?`).get(job) as JobRow;
    post(db, row, { first: seq, last: seq, from: account, to }, posting);
  }
}

/** Labels from before the ledger that turn up: its opening balance grows by them. */
export function addOpening(
  db: Database,
  device: number,
  many: number,
  posting: Posting,
): PieceKey[] {
  const job = jobRow(db, 'opening');
  addPieces(
    db,
    job,
    Array.from({ length: many }, () => device),
    'printed',
    posting,
  );
  return Array.from({ length: many }, (_, index) => ({
    job: job.nr,
    seq: job.planned + index + 1,
    account: 'printed',
  }));
}

/** Files of labels that are on paper by this event: printed by hand, or a page of a batch that filled up. */
export function addPrinted(
  db: Database,
  event: EventOf<'labels-printed'>,
  devices: readonly number[],
): void {
  if (devices.length === 0) return;
  const { at, by, page, file } = event;
  const kind = page ? 'automatic' : 'asked';
  const next = prepared(db, 'SELECT coalesce(max(nr), 0) + 1 AS nr FROM print_job').get() as {
    nr: number;
  };
  const id = page ? `page-${page.batchId}-${event.template}-${event.version}` : `file-${next.nr}`;
  prepared(
    db,
    `INSERT INTO print_job (id, kind, state, printer, template, version, group_id, batch_id, name, copies,
       collated, wanted, total, reason, by, at, ended_at)
     VALUES (?, ?, 'confirmed', 'folder', ?, ?, ?, ?, ?, 1, 0, '[]', ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(
    id,
    kind,
    event.template,
    event.version,
    event.groupId,
    page?.batchId ?? null,
    file,
    devices.length,
    event.reason,
    by,
    at,
    at,
  );
  const posting = { at, by, reason: event.reason, source: 'file' };
  const job = { ...jobRow(db, id), name: file };
  addPieces(db, job, devices, 'reserved', posting);
  const range = { first: job.planned + 1, last: job.planned + devices.length };
  post(db, job, { ...range, from: 'reserved', to: 'sent' }, posting);
  post(db, job, { ...range, from: 'sent', to: 'printed' }, posting);
}
