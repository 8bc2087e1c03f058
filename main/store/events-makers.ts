import { z } from 'zod';
import { rangeSchema } from '../../shared/models/maker.ts';
import { problemSchema } from '../../shared/models/problem.ts';

/** Events about numbers that SNs are made of. A number is used, or burned, once and for all. */

/** One number of a range that this station holds. */
export const madeNumberSchema = z.object({ rangeId: z.string(), counter: z.int() });
export type MadeNumber = z.infer<typeof madeNumberSchema>;

const at = z.int();
const by = z.string();
const { id, groupId, layout, period, first, last, origin, series } = rangeSchema.shape;

export const makerEvents = [
  /** It makes no device and is never used: its SN is known already, or cannot be. */
  z.object({
    type: z.literal('number-burned'),
    at,
    ...madeNumberSchema.shape,
    deviceSn: z.string(),
    problem: problemSchema,
  }),
  z.object({
    type: z.literal('range-held'),
    at,
    by,
    id,
    groupId,
    layout,
    period,
    first,
    last,
    origin,
    series,
  }),
  /** What is left of these ranges is never used. */
  z.object({ type: z.literal('ranges-ended'), at, by, ids: z.array(z.string()), why: z.string() }),
  /** A person says that it is this period and not a later one. */
  z.object({
    type: z.literal('maker-clock-confirmed'),
    at,
    by,
    groupId: z.string(),
    layout: z.string(),
    period: z.string(),
  }),
] as const;
