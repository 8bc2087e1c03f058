import { z } from 'zod';
import { mostInAction } from './action.ts';
import { deviceNameSchema } from './device.ts';

/** Which reads are taken back. */
export const undoScopeSchema = z.discriminatedUnion('what', [
  /** The newest unit of the batch in work. */
  z.object({ what: z.literal('last') }),
  z.object({
    what: z.literal('units'),
    devices: z.array(deviceNameSchema).min(1).max(mostInAction),
  }),
  /** Every unit of a batch, whatever state it is in. */
  z.object({ what: z.literal('batch'), batchId: z.string().min(1).max(64) }),
]);
export type UndoScope = z.infer<typeof undoScopeSchema>;

/** One unit less. */
export const undoneSchema = z.object({
  ...deviceNameSchema.shape,
  batchTag: z.string(),
  /** The cloud has it, or may have it: it is deleted there. Else it just vanished. */
  deletedThere: z.boolean(),
  /** Labels of it that have to be destroyed. */
  labels: z.int(),
});
export type Undone = z.infer<typeof undoneSchema>;
