import { z } from 'zod';
import { problemSchema } from './problem.ts';

/**
 * Changes owed to the cloud. `reset` takes a device back from where it was allocated; `replace` puts
 * the operation's device in the place of another one.
 */
export const operationKinds = [
  'create',
  'allocate',
  'update',
  'reset',
  'replace',
  'delete',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/**
 * `queued` waits its turn; `sending` is on the wire; `in_doubt` was sent and no answer came back, so
 * it is looked up before anything may be sent again; `parked` waits for a person; `refused` was given
 * up by a person; `withdrawn` was taken back before it was sent; `confirmed` is done.
 */
export const operationStates = [
  'queued',
  'sending',
  'in_doubt',
  'confirmed',
  'refused',
  'withdrawn',
  'parked',
] as const;
export type OperationState = (typeof operationStates)[number];

/** One operation of the outbox. Times are epoch milliseconds; `seq` is the station's own order. */
export const operationSchema = z.object({
  seq: z.int(),
  key: z.string(),
  kind: z.enum(operationKinds),
  groupId: z.string(),
  deviceSn: z.string(),
  /** The other device it concerns: the one that a replacement takes the place of. */
  otherSn: z.string().nullable(),
  /** The action that it is a part of. */
  jobId: z.string().nullable(),
  state: z.enum(operationStates),
  attempts: z.int(),
  /** Not before this time; 0 = at once. */
  nextAt: z.int(),
  createdAt: z.int(),
  problem: problemSchema.nullable(),
});
export type Operation = z.infer<typeof operationSchema>;

/** How many operations are in each state. */
export const queueCountsSchema = z.object({
  queued: z.int(),
  sending: z.int(),
  inDoubt: z.int(),
  parked: z.int(),
  refused: z.int(),
  confirmed: z.int(),
  withdrawn: z.int(),
});
export type QueueCounts = z.infer<typeof queueCountsSchema>;
