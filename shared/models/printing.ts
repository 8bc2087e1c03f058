import { z } from 'zod';
import { printerLanguages } from './printer.ts';
import { problemSchema } from './problem.ts';

/** Printing: jobs of the queue, pieces of paper and the accounts they are in, and what they are printed on. */

/** Where a piece of paper is: each one is in exactly one account. */
export const accounts = ['reserved', 'sent', 'printed', 'applied', 'voided', 'failed'] as const;
export const accountSchema = z.enum(accounts);
export type Account = z.infer<typeof accountSchema>;

/**
 * `making`: its pieces are being reserved. `printed?`: some of it may have come out, and a person has to say
 * which label came out last. `confirmed`, `failed`, `voided`: over.
 */
export const printJobStates = [
  'making',
  'queued',
  'paused',
  'sent',
  'printed?',
  'confirmed',
  'failed',
  'voided',
] as const;
export type PrintJobState = (typeof printJobStates)[number];

/** Nothing of it will be printed any more. */
export const isOver = (state: PrintJobState): boolean =>
  state === 'confirmed' || state === 'failed' || state === 'voided';

/** `automatic`: grows with each green read of its batch. `opening`: labels from before the ledger. */
export const printJobKinds = ['opening', 'automatic', 'asked'] as const;

/** How many pieces are in each account. */
export const balanceSchema = z.object({
  reserved: z.int(),
  sent: z.int(),
  printed: z.int(),
  applied: z.int(),
  voided: z.int(),
  failed: z.int(),
});
export type Balance = z.infer<typeof balanceSchema>;

export const printJobSchema = z.object({
  id: z.string(),
  kind: z.enum(printJobKinds),
  state: z.enum(printJobStates),
  printer: z.string(),
  template: z.string(),
  version: z.int(),
  groupId: z.string(),
  batchId: z.string().nullable(),
  name: z.string(),
  copies: z.int(),
  collated: z.boolean(),
  /** Positions of its first sheet that were used already. */
  skip: z.int(),
  /** Pieces of paper wanted; of an automatic job so far. */
  labels: z.int(),
  balance: balanceSchema,
  /** Cancelled: what is reserved is not printed any more. */
  ending: z.boolean(),
  problem: problemSchema.nullable(),
  /** Of `printed?`: the numbers of the first and last label that may have come out, and the likeliest last one. */
  question: z
    .object({ first: z.int(), last: z.int(), likely: z.int(), lastSn: z.string() })
    .nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.int(),
  endedAt: z.int().nullable(),
});
export type PrintJob = z.infer<typeof printJobSchema>;

/** Labels of one batch, or of all. `printed` there: in hand, not stuck on yet. */
export const batchLedgerSchema = z.object({
  ...balanceSchema.shape,
  /** Came out of a printer, whatever became of it. */
  out: z.int(),
  /** Of those, seen on their unit by a scan. */
  verified: z.number().min(0).max(1),
  /** Paper to be destroyed yet; part of `printed`, `applied` or `sent`. */
  toDestroy: z.int(),
  /** What a person counted in hand. */
  counted: z.object({ inHand: z.int(), by: z.string(), at: z.int() }).nullable(),
  /** What keeps it from being balanced; null: it is. */
  problem: problemSchema.nullable(),
  /** How labels that were scanned were found. */
  scans: z.record(z.string(), z.int()),
});
export type BatchLedger = z.infer<typeof batchLedgerSchema>;

/** A piece of paper, with all that went into it. */
export const pieceSchema = z.object({
  jobId: z.string(),
  seq: z.int(),
  copy: z.int(),
  groupId: z.string(),
  deviceSn: z.string(),
  batchId: z.string().nullable(),
  account: accountSchema,
  template: z.string(),
  version: z.int(),
  printer: z.string(),
  media: z.string().nullable(),
  by: z.string(),
  /** When it was sent to the printer; of a reserved one, when it was reserved. */
  at: z.int(),
});
export type Piece = z.infer<typeof pieceSchema>;

/** A label as a person knows it who holds it: its number in its job, and what is on it. */
export const jobPieceSchema = pieceSchema.pick({
  seq: true,
  copy: true,
  deviceSn: true,
  account: true,
});
export type JobPiece = z.infer<typeof jobPieceSchema>;

export const mediaKinds = ['roll', 'sheet'] as const;

/** A roll, or a packet of sheets; lengths in millimetres. */
export const mediaSchema = z.object({
  id: z.string(),
  kind: z.enum(mediaKinds),
  name: z.string(),
  width: z.number(),
  height: z.number(),
  /** Labels on it when it was new. */
  labels: z.int(),
  left: z.int(),
  /** In which printer it is; null: in none. */
  printer: z.string().nullable(),
  by: z.string(),
  at: z.int(),
  endedAt: z.int().nullable(),
  /** At the pace of the batch in work; null where it is in no printer or nothing is known of the pace. */
  forecast: z.object({ minutes: z.int(), beforeBatchEnds: z.boolean() }).nullable(),
});
export type Media = z.infer<typeof mediaSchema>;

/** How a label that was scanned back was found. */
export const scanBackResults = [
  'match',
  'mismatch',
  'neighbour',
  'unreadable',
  'already-applied',
  'void',
] as const;
export type ScanBackResult = (typeof scanBackResults)[number];

/** A printer as the queue sees it: stopped by somebody, or in trouble with what it was asked last. */
export const printerStateSchema = z.object({
  id: z.string(),
  /** As people call it. */
  name: z.string(),
  language: z.enum(printerLanguages),
  /** Labels of green reads come from it. */
  automatic: z.boolean(),
  held: problemSchema.nullable(),
  problem: problemSchema.nullable(),
  /** A PDF that is being made for it: labels written, or read back from it. */
  making: z
    .object({
      job: z.string(),
      step: z.enum(['writing', 'reading-back']),
      done: z.int(),
      of: z.int(),
    })
    .nullable(),
});
export type PrinterState = z.infer<typeof printerStateSchema>;
