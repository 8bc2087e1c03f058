import { z } from 'zod';
import { mappingSchema } from '../import/mapping/mapping.ts';
import {
  confidences,
  foundDelimiterSchema,
  foundEncodingSchema,
  sourceChoiceSchema,
  tableKinds,
} from '../import/source.ts';
import { targetSchema } from './catalog.ts';
import { problemSchema } from './problem.ts';

/** Bringing a file of devices: what a person chooses, what would happen, what happened. */

/** Largest file, in bytes, that a window may hand over. */
export const mostImportBytes = 2 * 1024 ** 3;
/** Bytes of a file handed over at a time. */
export const importPieceBytes = 512 * 1024;

export const importOptionsSchema = z.object({
  groupId: z.string().min(1).max(64),
  choice: sourceChoiceSchema.default({}),
  mapping: mappingSchema,
  /** They become units of it: its tag, its label template, its allocation target. */
  batchId: z.string().max(64).nullable().default(null),
  /** Where new devices are allocated to; a batch's own target comes first. */
  allocateTo: targetSchema.nullable().default(null),
  /** What a person says that an asked-about row's SN is, by row; null: leave it out. */
  answers: z
    .array(z.object({ row: z.int().min(0), deviceSn: z.string().min(1).max(64).nullable() }))
    .max(1000)
    .default([]),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** What becomes of a row. `repeated`: it says again what a row before it said. */
export const rowKinds = [
  'create',
  'update',
  'unchanged',
  'repeated',
  'skipped',
  'conflict',
  'asked',
  'refused',
] as const;
export type RowKind = (typeof rowKinds)[number];

export const importCountsSchema = z.object({
  rows: z.int(),
  create: z.int(),
  update: z.int(),
  unchanged: z.int(),
  repeated: z.int(),
  skipped: z.int(),
  conflict: z.int(),
  asked: z.int(),
  refused: z.int(),
  /** Rows of any kind in which something was repaired. */
  repaired: z.int(),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

/** What helps against a reason, each with words in every language. */
export const remedies = [
  'mend-row',
  'ask-supplier',
  'decide',
  'fill-in',
  'settle-device',
  'other-group',
  'batch-full',
] as const;
export type Remedy = (typeof remedies)[number];

const row = z.int();
export const importSampleSchema = z.object({
  row,
  /** As spreadsheets name it. */
  column: z.string(),
  /** What stands there, cut where it is long. */
  text: z.string(),
  deviceSn: z.string().nullable(),
});
export type ImportSample = z.infer<typeof importSampleSchema>;

/** Rows that are alike in what becomes of them and why. */
export const importGroupSchema = z.object({
  kind: z.enum(rowKinds),
  problem: problemSchema.nullable(),
  /** A key of `explanations`, where it is no problem. */
  why: z.string().nullable(),
  remedy: z.enum(remedies).nullable(),
  count: z.int(),
  samples: z.array(importSampleSchema).max(20),
});
export type ImportGroup = z.infer<typeof importGroupSchema>;

export const importRepairSchema = z.object({
  row,
  column: z.string(),
  before: z.string(),
  after: z.string(),
  whys: z.array(z.string()),
});
export type ImportRepair = z.infer<typeof importRepairSchema>;

export const importQuestionSchema = z.object({
  row,
  column: z.string(),
  text: z.string(),
  why: z.string(),
  proposals: z.array(z.object({ deviceSn: z.string(), whys: z.array(z.string()) })).max(8),
});
export type ImportQuestion = z.infer<typeof importQuestionSchema>;

/** A device that would change, and how. */
export const importChangeSchema = z.object({
  row,
  deviceSn: z.string(),
  changes: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })).max(20),
});
export type ImportChange = z.infer<typeof importChangeSchema>;

/** What would happen, before anything does. It is a file that can be kept, too. */
export const importPlanSchema = z.object({
  /** Of the file's bytes, in hex. */
  sha256: z.string(),
  name: z.string(),
  bytes: z.int(),
  madeAt: z.int(),
  options: importOptionsSchema,
  /** Names of the columns. */
  head: z.array(z.string()),
  counts: importCountsSchema,
  groups: z.array(importGroupSchema),
  /** The first of them; `counts.repaired` has how many there are. */
  repairs: z.array(importRepairSchema).max(200),
  questions: z.array(importQuestionSchema).max(200),
  created: z.array(importSampleSchema).max(20),
  changed: z.array(importChangeSchema).max(20),
  /**
   * Rows in which a column that becomes something is empty because its cell is merged: the text counts for the first cell only.
   * And the first of those ranges.
   */
  merged: z
    .object({ rows: z.int(), ranges: z.array(z.string()).max(50) })
    .default({ rows: 0, ranges: [] }),
  /** Where the reading had to end; the rows before it can be taken. */
  broken: problemSchema.nullable(),
  /** When the cloud was last seen, epoch ms; what it got since is not known here. Null: never. */
  cloudSeenAt: z.int().nullable(),
  /** Devices that changed here since the plan before this one was made. */
  drift: z.int(),
  /** Who may let it run. */
  approval: z.enum(['technician', 'line-lead', 'engineer', 'admin']),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

/** Rows that became something else than was planned. */
export const importDifferenceSchema = z.object({
  planned: z.enum(rowKinds),
  came: z.enum(rowKinds),
  problem: problemSchema.nullable(),
  /** A key of `explanations`. */
  why: z.string().nullable(),
  count: z.int(),
  /** The first of them. */
  rows: z.array(row).max(20),
});
export type ImportDifference = z.infer<typeof importDifferenceSchema>;

/** The plan beside what came of it. */
export const importDeedSchema = z.object({
  kinds: z.array(z.object({ kind: z.enum(rowKinds), planned: z.int(), came: z.int() })),
  /** Planned rows that were not come to, or not yet. */
  notReached: z.int(),
  /** Those that most rows have come first. */
  differences: z.array(importDifferenceSchema).max(100),
});
export type ImportDeed = z.infer<typeof importDeedSchema>;

export const importStates = [
  /** Being handed over, or waiting for somebody to say how it is to be read. */
  'open',
  'planning',
  'planned',
  'running',
  'paused',
  'cancelled',
  'done',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

/** An import as windows see it. Times are epoch milliseconds. */
export const importInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.int(),
  groupId: z.string().nullable(),
  state: z.enum(importStates),
  by: z.string(),
  at: z.int(),
  endedAt: z.int().nullable(),
  counts: importCountsSchema,
  /** Rows of the file where they were counted: those that `counts.rows` will reach. */
  total: z.int().nullable(),
  /** Rows a second of late, and seconds left; null where that cannot be told yet. */
  rate: z.number().nullable(),
  secondsLeft: z.int().nullable(),
  /** Devices that an undo took back, and those it had to leave. */
  undone: z.int(),
  left: z.int(),
  /** Why it does not go on. */
  problem: problemSchema.nullable(),
});
export type ImportInfo = z.infer<typeof importInfoSchema>;

/** What a file looks like before anything is decided. */
export const importLookSchema = z.object({
  kind: z.enum(tableKinds),
  encoding: foundEncodingSchema.nullable(),
  delimiter: foundDelimiterSchema.nullable(),
  /** What a person has to say before it may be planned. */
  unsure: problemSchema.nullable(),
  sheets: z.array(z.string()),
  /** The row that names the columns; 0: the format itself does, or none does. */
  heading: z.object({ row: z.int(), confidence: z.enum(confidences) }),
  head: z.array(z.string()),
  /** The first rows below the heading. */
  rows: z.array(z.object({ row, cells: z.array(z.string()) })).max(20),
  mapping: mappingSchema,
  /** It was chosen for this heading before. */
  remembered: z.boolean(),
  /** What the chosen columns lack, or have twice. */
  problem: problemSchema.nullable(),
});
export type ImportLook = z.infer<typeof importLookSchema>;
