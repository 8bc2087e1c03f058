import { z } from 'zod';
import {
  approvalSchema,
  goldenSampleSchema,
  shiftSchema,
  waysOn,
} from '../../shared/models/line.ts';

/** Events about the line around a batch: stops, answers, first articles, golden samples. */

const at = z.int();
const by = z.string();

export const lineEvents = [
  /** Labels and units of a batch do not agree: it stops. A second one of a batch says it better. */
  z.object({ type: z.literal('line-stopped'), at, batchId: z.string(), shift: shiftSchema }),
  z.object({
    type: z.literal('line-answered'),
    at,
    by,
    batchId: z.string(),
    way: z.enum(waysOn),
    reason: z.string(),
    /** The units that may have carried another's label, as they were listed. */
    units: z.array(z.string()),
  }),
  z.object({
    type: z.literal('article-approved'),
    ...approvalSchema.shape,
    batchId: z.string(),
  }),
  z.object({
    type: z.literal('golden-declared'),
    at,
    by,
    ...goldenSampleSchema.pick({ groupId: true, text: true, expected: true, note: true }).shape,
  }),
  z.object({ type: z.literal('golden-withdrawn'), at, by, groupId: z.string(), text: z.string() }),
  /** A golden sample was scanned. */
  z.object({
    type: z.literal('golden-checked'),
    at,
    by: by.nullable(),
    groupId: z.string(),
    text: z.string(),
    right: z.boolean(),
  }),
] as const;
