import { z } from 'zod';
import {
  catalogFileSchema,
  environmentSchema,
  gatewaySchema,
  masterDataGroupSchema,
  masterDataValuesSchema,
  masterDatumSchema,
  registrationGroupSchema,
} from './catalog.ts';
import { catalogEditSchema } from './catalog-edit.ts';
import { cloudDeviceSchema, deviceNameSchema } from './device.ts';
import { happeningSchema } from './history.ts';
import { operationKinds } from './operation.ts';

/**
 * What Lineside's own cloud speaks under `/lineside/v1`, beside the EnOS API: what EnOS lacks.
 * Requests carry EnOS's token and signature headers and `orgId` in the query.
 * Answers use EnOS's envelope: `{code, msg, requestId, data}` with code 0 for success.
 */

/** One operation in a batch. The key is remembered for ever: the same key has one effect, whenever. */
export const cloudOperationSchema = z.object({
  key: z.string().min(8).max(64),
  kind: z.enum(operationKinds),
  groupId: z.string().min(1).max(64),
  deviceSn: z.string().min(1).max(64),
  /**
   * create: master data of the device; allocate: `regionId` and `orgId` of the target, at least;
   * update: what changes, null takes a value away.
   */
  deviceData: masterDataValuesSchema.default({}),
  batchTag: z.string().max(64).optional(),
  description: z.string().max(512).optional(),
  /** replace: SN of the device whose place `deviceSn` takes. */
  replaces: z.string().min(1).max(64).optional(),
  /**
   * update: what the station last saw in the fields that change. Refused with `changedMeanwhileCode` when
   * the cloud has something that is neither this nor what is wanted: somebody else edited it.
   */
  before: z
    .object({
      deviceData: masterDataValuesSchema.optional(),
      batchTag: z.string().max(64).nullable().optional(),
      description: z.string().max(512).optional(),
    })
    .optional(),
  /**
   * reset, delete, and replace (of the device that goes): the `version` that the station last saw.
   * Refused with `changedMeanwhileCode` when it is another by now. Null or absent: not checked.
   */
  ifVersion: z.int().nullable().optional(),
});
export type CloudOperation = z.infer<typeof cloudOperationSchema>;

/** POST /lineside/v1/operations */
export const operationBatchSchema = z.object({
  station: z.object({
    id: z.string().min(1).max(64),
    /** Goes up when a station is restored or cloned, so that its twin is noticed. */
    epoch: z.int().min(0),
    name: z.string().max(64),
  }),
  operations: z.array(cloudOperationSchema).min(1).max(1000),
});
export type OperationBatch = z.infer<typeof operationBatchSchema>;

/**
 * `done`: it holds (now, or since an earlier time with the same key); `refused`: it never will, with
 * EnOS's code and message; `unknown` (look-up only): no such key has arrived.
 */
export const operationResultSchema = z.object({
  key: z.string(),
  outcome: z.enum(['done', 'refused', 'unknown']),
  /** The cloud's own serial number of the device. */
  sn: z.string().optional(),
  assetId: z.string().nullable().optional(),
  /** The device's version after it; null when it is gone. */
  version: z.int().nullable().optional(),
  /** Master data after it, where they are not what the station knows (reset, update, replace). */
  deviceData: masterDataValuesSchema.optional(),
  /** Told together with the master data. */
  description: z.string().optional(),
  batchTag: z.string().nullable().optional(),
  code: z.int().optional(),
  message: z.string().optional(),
  /** Who holds the SN, when that is why it was refused. `at` is epoch ms. */
  conflict: z
    .object({ station: z.string().nullable(), at: z.int(), batchTag: z.string().nullable() })
    .optional(),
  /** Where the device is, when its allocation was refused because it is somewhere else. */
  place: z.object({ regionId: z.string(), orgId: z.string() }).optional(),
});
export type OperationResult = z.infer<typeof operationResultSchema>;

/** Ours, beside EnOS's codes: somebody else changed the device, or the catalog item, meanwhile. */
export const changedMeanwhileCode = 99409;

/** Answer of POST /lineside/v1/operations and of /lineside/v1/operations/lookup `{keys}`. */
export const operationResultsSchema = z.object({ results: z.array(operationResultSchema) });

/** One changed item of the catalog. `cursor` only ever grows. */
const changed = { cursor: z.int(), retired: z.boolean().default(false) };
export const catalogItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('environment'), body: environmentSchema, ...changed }),
  z.object({ kind: z.literal('gateway'), body: gatewaySchema, ...changed }),
  z.object({ kind: z.literal('masterDataTemplate'), body: masterDatumSchema, ...changed }),
  z.object({ kind: z.literal('masterDataGroup'), body: masterDataGroupSchema, ...changed }),
  z.object({
    kind: z.literal('registrationGroup'),
    body: registrationGroupSchema.extend({ groupSecret: z.string().optional() }),
    ...changed,
  }),
]);
export type CatalogItem = z.infer<typeof catalogItemSchema>;

/** GET /lineside/v1/catalog?cursor=N: what changed after N, in the order of change. */
export const catalogPageSchema = z.object({
  items: z.array(catalogItemSchema),
  cursor: z.int(),
  more: z.boolean(),
});

/**
 * GET /lineside/v1/devices?cursor=N&gone=M: devices made after N by anybody, so that stations know each
 * other's, and SNs that are free again after M. What was made is taken in first.
 */
export const knownDevicesPageSchema = z.object({
  items: z.array(
    z.object({
      groupId: z.string(),
      deviceSn: z.string(),
      sn: z.string(),
      station: z.string().nullable(),
      batchTag: z.string().nullable(),
      at: z.int(),
    }),
  ),
  cursor: z.int(),
  more: z.boolean(),
  gone: z.array(deviceNameSchema).default([]),
  goneCursor: z.int().default(0),
});

/** GET /lineside/v1/summary: what the OU holds. */
export const summarySchema = z.object({ devices: z.int(), allocated: z.int() });

/** Ours, beside EnOS's codes: a range would hold SNs that were given out under an earlier series. */
export const rangesMeetCode = 99410;
/** Numbers that are given out at once, at most. */
export const mostLeased = 100_000;

/**
 * POST /lineside/v1/ranges/lease: numbers of a group's series for one station alone. The key is remembered
 * for ever and gets the same range again. 99409: the series is another one in the cloud.
 */
export const rangeLeaseRequestSchema = z.object({
  key: z.string().min(8).max(64),
  station: operationBatchSchema.shape.station,
  groupId: z.string().min(1).max(64),
  /** As the station has compiled the series; must be the one of the group in the cloud. */
  layout: z.string().min(1).max(2048),
  period: z.string().min(1).max(80),
  count: z.int().min(1).max(mostLeased),
});
export type RangeLeaseRequest = z.infer<typeof rangeLeaseRequestSchema>;
export const rangeLeaseAnswerSchema = z.object({
  /** Both ends included; null: the period has no numbers left. */
  range: z.object({ first: z.int(), last: z.int() }).nullable(),
});

/** POST /lineside/v1/catalog: one edit, answered with `catalogSavedSchema`; 99409 = changed meanwhile. */
export const catalogEditRequestSchema = z.object({
  edit: catalogEditSchema,
  /** Save although something uses what is retired or narrowed. */
  accept: z.boolean().default(false),
});

/** POST /lineside/v1/catalog/import: a whole catalog file, answered with `catalogSavedSchema`. */
export const catalogImportRequestSchema = z.object({
  file: catalogFileSchema,
  /** Save although something uses what is narrowed. */
  accept: z.boolean().default(false),
});

/** POST /lineside/v1/devices/look: devices as they are and what happened to them, for a person. */
export const lookRequestSchema = z.object({ devices: z.array(deviceNameSchema).min(1).max(200) });
export const lookAnswerSchema = z.object({
  /** In the order asked; a device that is not there has its history all the same. */
  devices: z.array(
    z.object({
      device: cloudDeviceSchema.nullable(),
      /** Oldest first, the newest 200. */
      history: z.array(happeningSchema),
    }),
  ),
});

/** POST /lineside/v1/devices/credentials: answered with `credentialsSchema`, and written into the history. */
export const credentialsRequestSchema = deviceNameSchema.extend({
  by: z.string().min(1).max(128),
  reason: z.string().min(1).max(256),
});
