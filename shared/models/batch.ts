import { z } from 'zod';
import { masterDataValuesSchema, targetSchema } from './catalog.ts';
import { approvalSchema, lineOptionsSchema, plainLine, shiftSchema } from './line.ts';

export const batchStates = ['open', 'paused', 'finished'] as const;

/** The units of one work order on this station. Times are epoch milliseconds. */
export const batchSchema = z.object({
  id: z.string(),
  groupId: z.string(),
  tag: z.string(),
  /** How many units are wanted; null = no limit. */
  target: z.int().nullable(),
  /** Label template printed for each accepted unit; null = none. */
  template: z.string().nullable(),
  allocateTo: targetSchema.nullable(),
  /** What all its units start with, beside the defaults of their group. */
  masterData: masterDataValuesSchema,
  /** How its units are checked. */
  line: lineOptionsSchema,
  /** Labels and units did not agree: a line lead has to say how to go on. */
  stop: shiftSchema.nullable(),
  /** Its first article, once confirmed. */
  article: approvalSchema.nullable(),
  /** Its SNs are made here instead of read. */
  makes: z.boolean(),
  state: z.enum(batchStates),
  accepted: z.int(),
  seen: z.int(),
  refused: z.int(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

/** What a person gives to start one. */
export const batchStartSchema = z.object({
  groupId: z.string().min(1).max(64),
  tag: z.string().trim().min(1).max(64),
  target: z.int().min(1).max(1_000_000).nullable().default(null),
  template: z.string().max(64).nullable().default(null),
  allocateTo: targetSchema.nullable().default(null),
  masterData: masterDataValuesSchema.default({}),
  line: lineOptionsSchema.default(plainLine),
  makes: z.boolean().default(false),
});
export type BatchStart = z.infer<typeof batchStartSchema>;
