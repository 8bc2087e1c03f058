import { z } from 'zod';

/** Five minutes of a batch: units that turned green, reads that were refused. `from` is epoch milliseconds. */
export const bucketSchema = z.object({ from: z.int(), good: z.int(), refused: z.int() });
export type Bucket = z.infer<typeof bucketSchema>;

/** How fast a batch goes. Milliseconds; null until three units were made. */
export const paceSchema = z.object({
  /** Usual time per unit lately, pauses left out. */
  takt: z.number().nullable(),
  perHour: z.number().nullable(),
  /** Work left to the target at that takt; null also where there is no target. */
  left: z.number().nullable(),
  /** Oldest first, empty ones too. */
  buckets: z.array(bucketSchema),
});
export type PaceShown = z.infer<typeof paceSchema>;
