import { z } from 'zod';
import { askedSchema } from '../../shared/models/action.ts';
import { batchStates } from '../../shared/models/batch.ts';
import { masterDataValuesSchema, targetSchema } from '../../shared/models/catalog.ts';
import { cloudDeviceSchema, deviceNameSchema } from '../../shared/models/device.ts';
import { happenings } from '../../shared/models/history.ts';
import { lineOptionsSchema, plainLine } from '../../shared/models/line.ts';
import { operationKinds } from '../../shared/models/operation.ts';
import { problemSchema } from '../../shared/models/problem.ts';
import { sourceSchema } from '../../shared/models/read.ts';
import { roleSchema } from '../../shared/roles.ts';
import { importEvents } from './events-imports.ts';
import { lineEvents } from './events-line.ts';
import { madeNumberSchema, makerEvents } from './events-makers.ts';
import { printingEvents, rowsSchema } from './events-printing.ts';
import { templateEvents } from './events-templates.ts';
import { keptKioskSchema } from './kiosk.ts';

/**
 * Everything the station confirms to people, as the journal holds it. `apply.ts` is the only place
 * that turns an event into rows, for a live read, for what a crash left behind, and for a database
 * that has to be rebuilt: so all three give the same rows. No secret is ever part of an event.
 */

const at = z.int();
/** A person with the role, `A. Li (line-lead)`, or the role alone where nobody has to log on. */
const by = z.string();

export const newOperationSchema = z.object({
  key: z.string(),
  kind: z.enum(operationKinds),
  payload: z.record(z.string(), z.unknown()),
  /** The device that goes, of a replacement. */
  otherSn: z.string().optional(),
});
export type NewOperation = z.infer<typeof newOperationSchema>;

const jobMoves = ['running', 'paused', 'cancelled'] as const;

/** Why a device is none any more. */
export const goings = ['deleted', 'replaced', 'void'] as const;

/** What an act does to one device. */
export const actedSchema = z.object({
  ...deviceNameSchema.shape,
  /** Left alone, and why. */
  problem: problemSchema.optional(),
  /** What it wants to be, here at once. */
  set: z
    .object({
      masterData: masterDataValuesSchema.optional(),
      description: z.string().optional(),
      batchTag: z.string().nullable().optional(),
      allocateTo: targetSchema.nullable().optional(),
    })
    .optional(),
  operations: z.array(newOperationSchema).default([]),
  /** Operations that were never sent and are not wanted any more. */
  withdraw: z.array(z.string()).optional(),
  amend: z.object({ key: z.string(), payload: z.record(z.string(), z.unknown()) }).optional(),
  /** It goes here at once: it was never sent, or (`void`) what the cloud has of it is deleted after it. */
  remove: z.enum(goings).optional(),
  /** It never was a unit of its batch. */
  uncount: z.boolean().optional(),
  /** Labels of it that hang about and have to be destroyed. */
  labels: z.int().min(1).optional(),
  /** Why, in a person's words. */
  reason: z.string().optional(),
  /** The cloud has lost it: it is made again from here. */
  restart: z.boolean().optional(),
});
export type Acted = z.infer<typeof actedSchema>;

export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('batch-started'),
    at,
    by: by.optional(),
    id: z.string(),
    groupId: z.string(),
    tag: z.string(),
    target: z.int().nullable(),
    template: z.string().nullable(),
    allocateTo: targetSchema.nullable(),
    masterData: masterDataValuesSchema.default({}),
    line: lineOptionsSchema.default(plainLine),
    makes: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('batch-moved'),
    at,
    by: by.optional(),
    id: z.string(),
    state: z.enum(batchStates),
    /** What its units start with from now on, where that changes. */
    masterData: masterDataValuesSchema.optional(),
    /** It is the batch in work from now on, although others were started later. */
    front: z.boolean().optional(),
    /** What this station makes of it from now on, where another one makes the rest; null: no limit. */
    target: z.int().nullable().optional(),
  }),
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
    /** Who was on duty. */
    by: by.optional(),
    /** Why it was asked about before it was taken: it did not look like its batch. */
    confirmed: z.string().optional(),
    label: z.boolean(),
    /** The number that its SN was made of: used from here on, whatever becomes of the device. */
    made: madeNumberSchema.optional(),
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
        version: z.int().nullable().optional(),
        /** What the device is in the cloud after it, where that was told. */
        deviceData: masterDataValuesSchema.optional(),
        description: z.string().optional(),
        batchTag: z.string().nullable().optional(),
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
  z.object({
    type: z.literal('operations-retried'),
    at,
    keys: z.array(z.string()),
    by: by.optional(),
  }),
  z.object({
    type: z.literal('operation-discarded'),
    at,
    key: z.string(),
    reason: z.string(),
    by: by.optional(),
  }),

  /** A person asked for something: from here on it is done, whatever happens to this process. */
  z.object({
    type: z.literal('job-started'),
    at,
    by,
    id: z.string(),
    request: askedSchema,
    total: z.int(),
  }),
  z.object({
    type: z.literal('job-moved'),
    at,
    by,
    id: z.string(),
    state: z.enum(jobMoves),
    problem: problemSchema.optional(),
  }),
  /** The next devices of a job that describes them; `below`: where to go on looking, null when that was all. */
  z.object({
    type: z.literal('job-gathered'),
    at,
    id: z.string(),
    devices: z.array(deviceNameSchema),
    below: z.int().nullable(),
  }),
  /** The next devices of a job, judged one by one. */
  z.object({
    type: z.literal('devices-acted'),
    at,
    by,
    jobId: z.string().nullable(),
    items: z.array(actedSchema),
  }),
  /** Operations that were never sent, and what they had changed here. */
  z.object({
    type: z.literal('operations-withdrawn'),
    at,
    by,
    reason: z.string(),
    keys: z.array(z.string()),
  }),
  /** What an operation that is not sent yet will ask for instead. */
  z.object({
    type: z.literal('operation-amended'),
    at,
    key: z.string(),
    payload: z.record(z.string(), z.unknown()),
  }),
  /** The station takes the cloud's view for its own: brought here, or decided so in a conflict. */
  z.object({ type: z.literal('device-taken-over'), at, by, device: cloudDeviceSchema }),
  z.object({
    type: z.literal('device-removed'),
    at,
    by,
    ...deviceNameSchema.shape,
    why: z.enum(goings),
    /** It never was a unit of its batch. */
    uncount: z.boolean(),
  }),
  /** Something for the history alone: a decision, a secret shown. */
  z.object({
    type: z.literal('device-noted'),
    at,
    by,
    ...deviceNameSchema.shape,
    what: z.enum(happenings),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  /** People of the station. What proves them (PIN, badge) is named here, never told. */
  z.object({
    type: z.literal('operator-saved'),
    at,
    by,
    name: z.string(),
    role: roleSchema,
    /** A new PIN's verifier; left out, the one before stays. */
    pin: z.string().optional(),
  }),
  z.object({ type: z.literal('operator-removed'), at, by, name: z.string() }),
  /** Takes the place of the badge before, which is revoked; null only revokes. */
  z.object({
    type: z.literal('operator-badge'),
    at,
    by,
    name: z.string(),
    badge: z.string().nullable(),
    needsPin: z.boolean(),
  }),
  ...lineEvents,
  ...makerEvents,
  ...importEvents(newOperationSchema, actedSchema),
  ...templateEvents,
  ...printingEvents,
  /** A file of labels is on disk: one that a person had made, or a page that fills up as units turn green. */
  z.object({
    type: z.literal('labels-printed'),
    at,
    by,
    groupId: z.string(),
    /** As journals from before the ledger name them; `rows` by number since. */
    deviceSns: z.array(z.string()).default([]),
    rows: rowsSchema.default([]),
    template: z.string().default(''),
    version: z.int().default(1),
    file: z.string(),
    reason: z.string(),
    /** Which page of its batch, and how many labels are on it now. */
    page: z.object({ batchId: z.string(), page: z.int(), labels: z.int() }).optional(),
  }),
  /** A void label was destroyed: scanned for it, or a person says so. */
  z.object({
    type: z.literal('label-destroyed'),
    at,
    by,
    ...deviceNameSchema.shape,
    reason: z.string(),
  }),
  /** An act on the whole station that has to be kept: who, what, about what. Never a secret. */
  z.object({
    type: z.literal('audited'),
    at,
    by,
    what: z.string(),
    about: z.string(),
    /** The unit it was about, where it was one. */
    ...deviceNameSchema.partial().shape,
  }),
  z.object({ type: z.literal('kiosk-moved'), at, by, kept: keptKioskSchema.nullable() }),
]);
export type StationEvent = z.infer<typeof eventSchema>;
export type EventOf<T extends StationEvent['type']> = Extract<StationEvent, { type: T }>;
