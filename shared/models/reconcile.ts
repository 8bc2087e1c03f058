import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** Devices named of one batch and kind of drift, at most; the counts say how many there are. */
export const mostDrifting = 100;

/** A device that is not the same on both sides. */
export const driftSchema = z.object({
  deviceSn: z.string(),
  /** What it is and what to do: `drift-only-here`, `drift-only-there`, `drift-different`. */
  problem: problemSchema,
  /** Where both sides have it and differ. */
  fields: z.array(z.object({ field: z.string(), here: z.string(), there: z.string() })),
});
export type Drift = z.infer<typeof driftSchema>;

/** Station against cloud, for the devices of one batch. */
export const reconciledBatchSchema = z.object({
  groupId: z.string(),
  /** Null: devices of no batch. */
  tag: z.string().nullable(),
  /** Devices that both sides should have the same. */
  compared: z.int(),
  /** Devices with operations that wait: the cloud cannot have them as they are here. */
  waiting: z.int(),
  same: z.int(),
  different: z.int(),
  onlyHere: z.int(),
  onlyThere: z.int(),
  /** SHA-256 over what was compared, in the order of SNs: equal when nothing drifted. */
  hereSha256: z.string(),
  thereSha256: z.string(),
  drifts: z.array(driftSchema),
});
export type ReconciledBatch = z.infer<typeof reconciledBatchSchema>;

/** How station and cloud stood when they were compared last; null: never. Times are epoch ms. */
export const reconciledSchema = z.object({
  at: z.int(),
  batches: z.int(),
  compared: z.int(),
  drifting: z.int(),
});
export type Reconciled = z.infer<typeof reconciledSchema>;
