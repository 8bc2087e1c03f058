import { z } from 'zod';
import {
  accountSchema,
  mediaSchema,
  printJobKinds,
  printJobStates,
} from '../../shared/models/printing.ts';
import { problemSchema } from '../../shared/models/problem.ts';

/** Events about labels on paper. Devices are named by ranges of the station's own numbers of them. */

const at = z.int();
const by = z.string();
const jobId = z.string();

/** Ranges of device numbers, both ends in, in the order in which their labels are printed. */
export const rowsSchema = z.array(z.tuple([z.int(), z.int()]));
export type Rows = z.infer<typeof rowsSchema>;

/** Pieces of one job, by their numbers in it, that go from one account to another. */
export const moveSchema = z.object({
  first: z.int(),
  last: z.int(),
  from: accountSchema,
  to: accountSchema,
});
export type Move = z.infer<typeof moveSchema>;

export const printingEvents = [
  z.object({
    type: z.literal('print-job-added'),
    at,
    by,
    id: jobId,
    kind: z.enum(printJobKinds),
    printer: z.string(),
    template: z.string(),
    version: z.int(),
    groupId: z.string(),
    batchId: z.string().nullable(),
    name: z.string(),
    copies: z.int().min(1),
    collated: z.boolean(),
    /** Positions of the first sheet that are used already. */
    skip: z.int().min(0).default(0),
    rows: rowsSchema,
    reason: z.string(),
  }),
  /** The next devices of a job get their pieces of paper. */
  z.object({ type: z.literal('labels-reserved'), at, by, jobId, rows: rowsSchema }),
  /** Pieces move, and with them, in the same breath, their job. */
  z.object({
    type: z.literal('labels-moved'),
    at,
    by,
    jobId,
    moves: z.array(moveSchema),
    reason: z.string(),
    source: z.string(),
    job: z
      .object({
        state: z.enum(printJobStates),
        problem: problemSchema.nullable().default(null),
        ending: z.boolean().optional(),
        /** The likeliest last label, of a job that asks. */
        hint: z.int().nullable().optional(),
      })
      .optional(),
  }),
  z.object({
    type: z.literal('media-saved'),
    at,
    by,
    ...mediaSchema.pick({
      id: true,
      kind: true,
      name: true,
      width: true,
      height: true,
      labels: true,
    }).shape,
  }),
  /** It is put into a printer, in place of what was there; null: taken out. */
  z.object({
    type: z.literal('media-loaded'),
    at,
    by,
    id: z.string(),
    printer: z.string().nullable(),
    /** It is used up, or thrown away. */
    over: z.boolean(),
    /** Labels left on it as a person counted them. */
    left: z.int().min(0).optional(),
  }),
  z.object({
    type: z.literal('labels-counted'),
    at,
    by,
    batchId: z.string(),
    inHand: z.int().min(0),
  }),
] as const;
