import { z } from 'zod';
import { problemSchema } from './problem.ts';
import { seriesSchema } from './series.ts';

/** Making SNs at a station: the ranges of numbers that it holds, and how far they go. */

export const rangeOrigins = ['cloud', 'hand'] as const;

/** A range of counters, both ends included, that one station may use and nobody else. */
export const rangeSchema = z.object({
  id: z.string(),
  groupId: z.string(),
  /** The numbering it belongs to (`shared/serial/series/compile.ts`). */
  layout: z.string(),
  /** `shared/serial/series/period.ts` */
  period: z.string(),
  first: z.int(),
  last: z.int(),
  /** The smallest that was not used; above `last` when it is used up. It never goes back. */
  next: z.int(),
  origin: z.enum(rangeOrigins),
  /** As the series was when the range was given. */
  series: seriesSchema,
  by: z.string(),
  at: z.int(),
  /** Given up, and why; what was left of it is never used. */
  ended: z.string().nullable(),
});
export type MakerRange = z.infer<typeof rangeSchema>;

/** A range as people see it. */
export const rangeInfoSchema = rangeSchema.omit({ layout: true, series: true }).extend({
  /** Both ends as SNs, where they can be said. */
  firstSn: z.string().nullable(),
  lastSn: z.string().nullable(),
  /** Numbers that were not used. */
  left: z.int(),
  /** Of the series that the group has now. */
  current: z.boolean(),
});
export type RangeInfo = z.infer<typeof rangeInfoSchema>;

/** How many SNs are made ahead at once, at most. */
export const mostMade = 10_000;

/** SNs that are being made one after the other. */
export const makingSchema = z.object({
  total: z.int(),
  done: z.int(),
  /** Numbers that were known already. */
  skipped: z.int(),
  running: z.boolean(),
  /** Why it ended before its time. */
  problem: problemSchema.nullable(),
});
export type Making = z.infer<typeof makingSchema>;

/** What the batch in hand has left to make SNs of. */
export const makerStateSchema = z.object({
  period: z.string(),
  left: z.int(),
  /** The SN that would be made next; null: none can. */
  nextSn: z.string().nullable(),
  /** Why none can be made, or that there will soon be none left. */
  problem: problemSchema.nullable(),
  making: makingSchema.nullable(),
});
export type MakerState = z.infer<typeof makerStateSchema>;
