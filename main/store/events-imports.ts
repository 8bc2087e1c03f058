import { z } from 'zod';
import { masterDataValuesSchema, targetSchema } from '../../shared/models/catalog.ts';
import { importCountsSchema, importOptionsSchema } from '../../shared/models/import.ts';

/** Events about files of devices. Each slice of rows is one of them: it and all it did are there, or nothing of it. */

const at = z.int();
const by = z.string();
const id = z.string();

const newDevice = {
  deviceSn: z.string(),
  /** The SN as the file had it, where that was another text. */
  raw: z.string().optional(),
  masterData: masterDataValuesSchema,
  description: z.string().optional(),
  /** Where it differs from its batch's. */
  tag: z.string().optional(),
  /** When it was registered, where the file says so. */
  registeredAt: z.int().optional(),
  allocateTo: targetSchema.optional(),
};

/** What a device was before a row of a file changed it; only what changed. */
export const beforeSchema = z.object({
  masterData: masterDataValuesSchema.optional(),
  description: z.string().optional(),
  batchTag: z.string().optional(),
});
export type Before = z.infer<typeof beforeSchema>;

export const importEvents = <O extends z.ZodType, A extends z.ZodType>(operation: O, acted: A) =>
  [
    z.object({
      type: z.literal('import-started'),
      at,
      by,
      id,
      name: z.string(),
      bytes: z.int(),
      /** Of the file, which the station keeps a copy of. */
      sha256: z.string(),
      options: importOptionsSchema,
      total: z.int(),
    }),
    z.object({
      type: z.literal('import-slice'),
      at,
      by,
      id,
      groupId: z.string(),
      batchId: z.string().nullable(),
      /** Their labels are printed with their batch's template. */
      label: z.boolean(),
      /** Rows of the file that are done with, and what they became, from its first one. */
      position: z.int(),
      counts: importCountsSchema,
      /** These were the last ones. */
      end: z.boolean(),
      registered: z.array(z.object({ ...newDevice, operations: z.array(operation) })),
      changed: z.array(z.object({ acted, before: beforeSchema })),
    }),
    z.object({
      type: z.literal('import-moved'),
      at,
      by,
      id,
      state: z.enum(['running', 'paused', 'cancelled', 'undoing']),
    }),
    /** The next devices of an undo, judged one by one. */
    z.object({
      type: z.literal('import-undone'),
      at,
      by,
      id,
      /** Numbers of the device and the change it has come to, going down; 0: none is left. */
      device: z.int(),
      change: z.int(),
      items: z.array(acted),
      end: z.boolean(),
    }),
  ] as const;
