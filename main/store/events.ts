import { z } from 'zod';
import { batchStates } from '../../shared/models/batch.ts';
import { masterDataValuesSchema, targetSchema } from '../../shared/models/catalog.ts';
import { operationKinds } from '../../shared/models/operation.ts';
import { sourceSchema } from '../../shared/models/read.ts';
import { problemSchema } from '../../shared/problems.ts';

/**
 * Everything the station confirms to people, as the journal holds it. `apply.ts` is the only place
 * that turns an event into rows, for a live read, for what a crash left behind, and for a database
 * that has to be rebuilt: so all three give the same rows. No secret is ever part of an event.
 */

const at = z.int();

export const newOperationSchema = z.object({
  key: z.string(),
  kind: z.enum(operationKinds),
  payload: z.record(z.string(), z.unknown()),
});
export type NewOperation = z.infer<typeof newOperationSchema>;

export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('batch-started'),
    at,
    id: z.string(),
    groupId: z.string(),
    tag: z.string(),
    target: z.int().nullable(),
    template: z.string().nullable(),
    allocateTo: targetSchema.nullable(),
  }),
  z.object({ type: z.literal('batch-moved'), at, id: z.string(), state: z.enum(batchStates) }),
  z.object({
    type: z.literal('device-registered'),
    at,
    groupId: z.string(),
    deviceSn: z.string(),
    batchId: z.string().nullable(),
    allocateTo: targetSchema.nullable(),
    masterData: masterDataValuesSchema,
    source: sourceSchema,
    raw: z.string(),
    aim: z.string().optional(),
    label: z.boolean(),
    operations: z.array(newOperationSchema),
  }),
  z.object({
    type: z.literal('operations-confirmed'),
    at,
    items: z.array(
      z.object({
        key: z.string(),
        sn: z.string().nullable().optional(),
        assetId: z.string().nullable().optional(),
      }),
    ),
  }),
  z.object({
    type: z.literal('operations-parked'),
    at,
    items: z.array(
      z.object({ key: z.string(), problem: problemSchema, definite: z.boolean().default(true) }),
    ),
  }),
  z.object({ type: z.literal('operations-retried'), at, keys: z.array(z.string()) }),
  z.object({ type: z.literal('operation-discarded'), at, key: z.string(), reason: z.string() }),
]);
export type StationEvent = z.infer<typeof eventSchema>;
