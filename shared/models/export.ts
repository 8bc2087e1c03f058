import { z } from 'zod';
import { mostInAction } from './action.ts';
import { batchStates } from './batch.ts';
import { type Device, deviceNameSchema, deviceStatuses } from './device.ts';
import type { DeviceFilter } from './device-filter.ts';
import { operationStates } from './operation.ts';
import { accounts } from './printing.ts';
import { problemSchema } from './problem.ts';
import { verdicts } from './read.ts';
import { mostLeftOut } from './selection.ts';

/** What goes out as a file. `labels`: pieces of paper as the ledger knows them. */
export const exportTopics = ['devices', 'batches', 'verdicts', 'operations', 'labels'] as const;
export const exportTopicSchema = z.enum(exportTopics);
export type ExportTopic = z.infer<typeof exportTopicSchema>;

/** One table in one file. */
export const tableFormats = ['csv', 'xlsx', 'ndjson'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** `enos`: a folder of CSV files for the EnOS console, and a note; of devices only. */
export const exportFormats = [...tableFormats, 'enos'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a row of each topic may be in, for the filter of that name. */
export const exportStates: Record<ExportTopic, readonly string[]> = {
  devices: deviceStatuses,
  batches: batchStates,
  verdicts,
  operations: operationStates,
  labels: accounts,
};

/** Which rows: all that is given must hold; nothing given is all of them. */
export const exportChoiceSchema = z.object({
  groupId: z.string().min(1).max(64).optional(),
  batchTag: z.string().min(1).max(64).optional(),
  /** Of devices as on the Devices screen; else any part of an SN or a batch tag, of a read of its text too. */
  search: z.string().max(10_000).optional(),
  /** One of `exportStates`. */
  state: z.string().max(32).optional(),
  /** Epoch milliseconds: from then on, and before then. Of when a device or an operation came to be, a batch began, ... */
  from: z.int().optional(),
  to: z.int().optional(),
  /** Devices only: those that wait for a person; those of these names; without those of these. */
  problem: z.literal(true).optional(),
  devices: z.array(deviceNameSchema).min(1).max(mostInAction).optional(),
  except: z.array(deviceNameSchema).max(mostLeftOut).optional(),
});
export type ExportChoice = z.infer<typeof exportChoiceSchema>;

/** Which devices a choice means, said as the Devices screen says it. */
export const filterOfChoice = ({
  groupId,
  batchTag,
  search,
  state,
  problem,
  from,
  to,
}: ExportChoice): DeviceFilter => ({
  groupId,
  batchTag,
  search,
  status: state as Device['status'] | undefined,
  problem,
  since: from,
  until: to,
});

/** How far it is; `of` is null until it is counted. */
export const exportProgressSchema = z.object({ done: z.int(), of: z.int().nullable() });
export type ExportProgress = z.infer<typeof exportProgressSchema>;

/** What is wanted, as a window asks for it. `enos` is of devices, as a ZIP. */
export const exportOrderSchema = z
  .object({
    topic: exportTopicSchema,
    format: z.enum(exportFormats),
    /** `import`: only what an import takes. */
    columns: z.enum(['all', 'import']).default('all'),
    choice: exportChoiceSchema.default({}),
  })
  .refine(({ topic, format }) => format !== 'enos' || topic === 'devices', {
    message: 'only devices go to the console',
    path: ['format'],
  });
export type ExportOrder = z.infer<typeof exportOrderSchema>;

/** An export that a window asked for. Times are epoch milliseconds. */
export const exportInfoSchema = z.object({
  id: z.string(),
  topic: exportTopicSchema,
  format: z.enum(exportFormats),
  /** Of the file. */
  name: z.string(),
  by: z.string(),
  at: z.int(),
  state: z.enum(['running', 'done', 'failed']),
  /** Rows; `of` is null until they are counted. */
  ...exportProgressSchema.shape,
  /** How large it is once it is done. */
  bytes: z.int().nullable(),
  problem: problemSchema.nullable(),
});
export type ExportInfo = z.infer<typeof exportInfoSchema>;
