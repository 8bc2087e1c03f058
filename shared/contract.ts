import { z } from 'zod';
import { auditCalls } from './contract/audit.ts';
import { diagnosticsCalls } from './contract/diagnostics.ts';
import { exportCalls } from './contract/exports.ts';
import { handoverCalls } from './contract/handover.ts';
import { importCalls } from './contract/imports.ts';
import { reconcileCalls } from './contract/reconcile.ts';
import { recoveryCalls } from './contract/recovery.ts';
import { actionSchema, jobResultSchema, jobSchema, planSchema } from './models/action.ts';
import { batchSchema, batchStartSchema } from './models/batch.ts';
import { catalogSchema, masterDatumSchema, retiredItemsSchema } from './models/catalog.ts';
import { catalogEditSchema, catalogSavedSchema } from './models/catalog-edit.ts';
import { mostLeased } from './models/cloud.ts';
import { conflictSchema, waysOut } from './models/conflict.ts';
import {
  cloudDeviceSchema,
  credentialParts,
  credentialsSchema,
  deviceNameSchema,
  deviceSchema,
} from './models/device.ts';
import { deviceFilterSchema, deviceOrders } from './models/device-filter.ts';
import { checkSchema } from './models/doctor.ts';
import { happeningSchema } from './models/history.ts';
import { codeFormats, templateInfoSchema, voidLabelSchema } from './models/label.ts';
import { labelDesignSchema } from './models/label-design.ts';
import { articleChecks, goldenSampleSchema, waysOn } from './models/line.ts';
import { makingSchema, mostMade, rangeInfoSchema } from './models/maker.ts';
import { operationSchema, operationStates } from './models/operation.ts';
import {
  logOffMinutesSchema,
  onDutySchema,
  operatorNameSchema,
  operatorNameTagSchema,
  operatorSchema,
  pinSchema,
} from './models/operator.ts';
import { paceSchema } from './models/pace.ts';
import {
  calibrationSizeSchema,
  measuredSchema,
  printerFoundSchema,
  printerHealthSchema,
  printerSettingsSchema,
  printerWishSchema,
  stationPrinterSchema,
} from './models/printer.ts';
import {
  batchLedgerSchema,
  jobPieceSchema,
  mediaSchema,
  pieceSchema,
  printerStateSchema,
  printJobSchema,
  scanBackResults,
} from './models/printing.ts';
import { problemSchema } from './models/problem.ts';
import { readSchema, sourceSchema, verdictSchema, windowSourceSchema } from './models/read.ts';
import { portInfoSchema, scannerSchema } from './models/scanner.ts';
import { largestCounter } from './models/series.ts';
import { cloudLinkSchema, preferencesSchema } from './models/settings.ts';
import { stateSchema } from './models/state.ts';
import { fullRounds, survivalSchema } from './models/survival.ts';
import {
  designFaultSchema,
  drawnLabelSchema,
  mostDesignText,
  openTemplateSchema,
  shownRecordSchema,
  templateCardSchema,
  templateIdSchema,
} from './models/template.ts';
import { undoneSchema, undoScopeSchema } from './models/undo.ts';
import { unitSchema, unitTrialSchema, unitWishSchema } from './models/unit.ts';
import { type Problem, type Result } from './problems.ts';
import { type Need, roleSchema } from './roles.ts';

/**
 * The one table of calls. A call is a name, what goes in, what comes out and the least role that may
 * make it (`anybody`: also while nobody is on duty); types follow from it and every host checks by it. To add one: a row here, a handler in
 * `main/`, a use in `renderer/`.
 */

interface Call {
  input: z.ZodType;
  output: z.ZodType;
  role: Need;
  /** Largest input as JSON text, in characters, where it differs from `maxInputLength`. */
  maxInput?: number;
}

/** Largest input of a call as JSON text, in characters, unless its row says otherwise. */
export const maxInputLength = 256 * 1024;

const nothing = z.object({});
const done: z.ZodType<object> = z.object({});
const groupId = z.string().min(1).max(64);
const deviceSn = z.string().min(1).max(64);
const reason = z.string().trim().min(1).max(256);
const unitId = z.string().min(1).max(64);
const printerId = z.object({ id: z.string().min(1).max(64) });
const paper = z.enum(['A4', 'Letter']).default('A4');
const pdf = z.object({ name: z.string(), base64: z.string() });
const jobId = z.string().min(1).max(64);
/** Those of greens are named by their batch, printer and template. */
const printJobId = z.string().min(1).max(256);
const pageSize = z.int().min(1).max(500).default(100);
const listed = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.int().nullable() });

export const contract = {
  'state.get': { input: nothing, output: stateSchema, role: 'anybody' },
  /**
   * What this window may do now, to show as such what it may not: the lesser of its host's role and that
   * of who is on duty. Null: nobody is, who has to be.
   */
  'caller.get': {
    input: nothing,
    output: z.object({ role: roleSchema.nullable() }),
    role: 'anybody',
  },

  /**
   * One read, from any source the window itself has (wedge, typed). While nobody is on duty only a badge
   * is taken; everything else is refused by the station itself.
   */
  'station.read': {
    input: z.object({ text: z.string().max(64 * 1024), source: windowSourceSchema }),
    output: verdictSchema,
    role: 'anybody',
  },

  'batches.start': { input: batchStartSchema, output: batchSchema, role: 'technician' },
  /** Takt, rate and the bars of the last hours of a batch. */
  'batches.pace': {
    input: z.object({ id: z.string().min(1).max(64), hours: z.int().min(1).max(24).default(4) }),
    output: paceSchema,
    role: 'technician',
  },
  /** What the station knows of the first article of the batch in work. */
  'batches.article': {
    input: nothing,
    output: z.object({
      /** Null: there is none yet. */
      device: deviceSchema.nullable(),
      /** When its own label was scanned after it was registered. */
      scannedBack: z.int().nullable(),
    }),
    role: 'technician',
  },
  /** Confirms the first article; checks that were not made need a reason. The batch goes on. */
  'batches.approve': {
    input: z.object({
      deviceSn,
      checks: z.array(z.enum(articleChecks)).max(articleChecks.length),
      reason: z.string().trim().max(256).default(''),
    }),
    output: batchSchema,
    role: 'line-lead',
  },
  /** How to go on after labels and units did not agree. */
  'batches.answer': {
    input: z.object({ way: z.enum(waysOn), reason }),
    output: batchSchema,
    role: 'line-lead',
  },
  /** An SN that did not look like its batch: right (its next scan is taken), or not one of it. */
  'batches.confirm': {
    input: z.object({ deviceSn, right: z.boolean() }),
    output: done,
    role: 'line-lead',
  },

  'golden.list': {
    input: z.object({ groupId }),
    output: z.object({ items: z.array(goldenSampleSchema) }),
    role: 'technician',
  },
  /** `expected: bad` has to be refused by the group's rule. */
  'golden.declare': {
    input: z.object({
      groupId,
      text: z.string().trim().min(1).max(512),
      expected: z.enum(['good', 'bad']),
      note: z.string().trim().max(128).default(''),
    }),
    output: done,
    role: 'line-lead',
  },
  'golden.withdraw': {
    input: z.object({ groupId, text: z.string().min(1).max(512) }),
    output: done,
    role: 'line-lead',
  },
  'batches.pause': { input: nothing, output: batchSchema, role: 'technician' },
  'batches.resume': { input: nothing, output: batchSchema, role: 'technician' },
  'batches.finish': { input: nothing, output: batchSchema, role: 'technician' },
  /** Newest first. */
  'batches.list': {
    input: z.object({ limit: pageSize }),
    output: z.object({ items: z.array(batchSchema) }),
    role: 'technician',
  },
  /** Tags to choose from: of the batches of this station, newest first, then those that only devices have. */
  'batches.tags': {
    input: z.object({
      /** Any part of a tag; case and full width do not matter. */
      search: z.string().max(64).default(''),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(z.string()) }),
    role: 'technician',
  },
  /** The newest reads as they came, of all groups, newest first: a rule is tried on them. */
  'reads.list': {
    input: z.object({ limit: z.int().min(1).max(1000).default(100) }),
    output: z.object({ items: z.array(readSchema) }),
    role: 'engineer',
  },

  /**
   * `before` is the `next` of the page above. A page may be short and not the last: where looking takes long, it goes on with the
   * next call. `total` is at least so many where it is not `exact`.
   */
  'devices.list': {
    input: deviceFilterSchema
      .extend({
        order: z.enum(deviceOrders).default('newest'),
        /** How their SN begins; only in the order of SNs. */
        begins: z.string().max(64).optional(),
        before: z.int().optional(),
        limit: pageSize,
      })
      .refine(({ order, search, begins }) => (order === 'sn' ? !search : begins === undefined), {
        message: 'an index has no such order',
        path: ['order'],
      }),
    output: listed(deviceSchema).extend({ total: z.int(), exact: z.boolean() }),
    role: 'technician',
  },
  /** How many match: exactly, or at least so many. It costs some milliseconds at most. */
  'devices.count': {
    input: deviceFilterSchema,
    output: z.object({ total: z.int(), exact: z.boolean() }),
    role: 'technician',
  },

  /** Everything this station knows of one device: its fields, what happened, what is still owed. */
  'devices.get': {
    input: deviceNameSchema,
    output: z.object({
      /** Null: it is not on this station any more; its history is. */
      device: deviceSchema.nullable(),
      /** Oldest first. */
      history: z.array(happeningSchema),
      operations: z.array(operationSchema),
    }),
    role: 'technician',
  },
  /** Asks the cloud for the device as it is now, and remembers the answer as last seen. */
  'devices.look': {
    input: deviceNameSchema,
    output: z.object({
      device: cloudDeviceSchema.nullable(),
      /** Oldest first; empty where the cloud keeps none (EnOS). */
      history: z.array(happeningSchema),
    }),
    role: 'technician',
  },
  /** Brings a device that another station made onto this one, to act on it here. */
  'devices.adopt': { input: deviceNameSchema, output: deviceSchema, role: 'technician' },
  /** What an action would do, before it is done. */
  'devices.plan': {
    input: actionSchema,
    output: planSchema,
    role: 'technician',
    maxInput: 2 * 1024 * 1024,
  },
  /** Does it: safe on disk as operations when it answers; sent in the background. */
  'devices.act': {
    input: actionSchema,
    output: jobSchema,
    role: 'technician',
    maxInput: 2 * 1024 * 1024,
  },
  /** One of the credentials that are shown is about to be copied: on the record first. */
  'devices.copied': {
    input: deviceNameSchema.extend({
      part: z.enum(credentialParts),
      /** SHA-256 of what is copied, where it is to leave the clipboard again. */
      digest: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
    /** Seconds until it is taken off the clipboard, unless something else was copied; null: this host cannot. */
    output: z.object({ clearsIn: z.int().min(1).nullable() }),
    role: 'engineer',
  },
  /** The device's credentials, by an audited act. */
  'devices.reveal': {
    input: deviceNameSchema.extend({ reason }),
    output: credentialsSchema,
    role: 'engineer',
  },

  /** Newest first. */
  'jobs.list': {
    input: z.object({ limit: pageSize }),
    output: z.object({ items: z.array(jobSchema) }),
    role: 'technician',
  },
  /** `cancel`: what was not sent yet is taken back; what is on the wire is waited for. */
  'jobs.move': {
    input: z.object({ id: jobId, to: z.enum(['pause', 'resume', 'cancel']) }),
    output: jobSchema,
    role: 'technician',
  },
  /** What became of each device, in the order it was asked. */
  'jobs.results': {
    input: z.object({ id: jobId, after: z.int().optional(), limit: pageSize }),
    output: listed(jobResultSchema),
    role: 'technician',
  },
  /** The same as a CSV file. */
  'jobs.file': {
    input: z.object({ id: jobId }),
    output: z.object({ name: z.string(), text: z.string() }),
    role: 'technician',
  },

  ...importCalls,
  ...exportCalls,
  ...reconcileCalls,
  ...recoveryCalls,

  /** One parked operation with both sides and their histories. */
  'conflicts.show': {
    input: z.object({ seq: z.int() }),
    output: conflictSchema,
    role: 'technician',
  },
  'conflicts.resolve': {
    input: z.object({
      seq: z.int(),
      way: z.enum(waysOut),
      /** The right SN, for `correct`. */
      deviceSn: deviceSn.optional(),
      reason,
    }),
    output: done,
    role: 'line-lead',
  },

  'catalog.get': { input: nothing, output: catalogSchema, role: 'technician' },
  /** What was retired. To bring an item back, save it as a new one. */
  'catalog.retired': { input: nothing, output: retiredItemsSchema, role: 'technician' },
  /**
   * `text` is a catalog file (`docs/catalog.md`). It goes to where the catalog lives: whole into the
   * Lineside cloud, else on this station, which asks nothing and saves.
   */
  'catalog.import': {
    input: z.object({ text: z.string(), accept: z.boolean().default(false) }),
    output: catalogSavedSchema.extend({
      /** Registration groups in the file; 0 when it was not saved. */
      groups: z.int(),
      /** Secrets that the vault did not take, and why. */
      secretsRefused: z.array(z.object({ groupId: z.string(), problem: problemSchema })),
    }),
    role: 'engineer',
    maxInput: 32 * 1024 * 1024,
  },
  /** Saves one item: in the Lineside cloud, else on this station. */
  'catalog.save': {
    input: z.object({ edit: catalogEditSchema, accept: z.boolean().default(false) }),
    output: catalogSavedSchema,
    role: 'engineer',
    maxInput: 4 * 1024 * 1024,
  },
  /** The whole catalog as a file for another cloud or station, without secrets. */
  'catalog.export': { input: nothing, output: z.object({ text: z.string() }), role: 'engineer' },
  /** Master data of a group as CSV; the columns are ours (`docs/catalog.md`). */
  'catalog.writeCsv': {
    input: z.object({ masterDataGroupId: groupId }),
    output: z.object({ name: z.string(), text: z.string() }),
    role: 'engineer',
  },
  /** Reads such a file; nothing is saved. */
  'catalog.readCsv': {
    input: z.object({ text: z.string() }),
    output: z.object({ masterData: z.array(masterDatumSchema) }),
    role: 'engineer',
    maxInput: 4 * 1024 * 1024,
  },
  /** Checks a group's ID and secret against the cloud. `unproved`: the cloud gives no way to tell, and why. */
  'catalog.verify': {
    input: z.object({ groupId }),
    output: z.object({
      groupId: z.enum(['ok', 'wrong', 'unproved']),
      secret: z.enum(['ok', 'wrong', 'unproved', 'missing']),
      detail: z.string(),
    }),
    role: 'engineer',
  },
  /** Fetches what changed in the cloud: the catalog and the devices of other stations. */
  'catalog.pull': {
    input: nothing,
    output: z.object({ changed: z.int(), knownDevices: z.int() }),
    role: 'technician',
  },

  /** Makes the next SN of the batch in work and registers it; `source` is what asked for it. */
  'makers.next': {
    input: z.object({ source: sourceSchema }),
    output: verdictSchema,
    role: 'technician',
  },
  /** Makes so many SNs ahead, for labels that are printed before the units are there. */
  'makers.make': {
    input: z.object({ count: z.int().min(1).max(mostMade), source: sourceSchema }),
    output: makingSchema,
    role: 'technician',
  },
  'makers.cancel': { input: nothing, output: done, role: 'technician' },
  /** Ranges of numbers that this station holds or held, newest first. */
  'makers.ranges': {
    input: z.object({ limit: pageSize }),
    output: z.object({
      items: z.array(rangeInfoSchema),
      /** A Lineside cloud gives them out; else an engineer sets them by hand. */
      fromCloud: z.boolean(),
    }),
    role: 'technician',
  },
  /** Without a cloud that gives ranges out: nobody proves what other stations were given. */
  'makers.setRange': {
    input: z.object({
      groupId,
      /** Absent: the one of today. */
      period: z.string().min(1).max(80).optional(),
      first: z.int().min(0).max(largestCounter),
      last: z.int().min(0).max(largestCounter),
    }),
    output: rangeInfoSchema,
    role: 'engineer',
  },
  /** Leases so many numbers ahead from a Lineside cloud that at least `count` are held for today. */
  'makers.lease': {
    input: z.object({
      groupId,
      /** Of series that begin again with each batch. */
      batchTag: z.string().trim().min(1).max(64).optional(),
      count: z.int().min(1).max(mostLeased),
    }),
    output: done,
    role: 'engineer',
  },
  /** What is left of it is never used. */
  'makers.endRange': {
    input: z.object({ id: z.string().min(1).max(64) }),
    output: done,
    role: 'engineer',
  },
  /** The clock is right although SNs of a later period were made. */
  'makers.confirmClock': { input: z.object({ groupId }), output: done, role: 'engineer' },

  'labels.templates': {
    input: nothing,
    output: z.object({ items: z.array(templateInfoSchema) }),
    role: 'technician',
  },
  /** Built-in ones first, then the station's own by name, retired ones too. */
  'templates.list': {
    input: nothing,
    output: z.object({ items: z.array(templateCardSchema) }),
    role: 'technician',
  },
  /** The newest version, or the one asked for. */
  'templates.get': {
    input: z.object({ id: templateIdSchema, version: z.int().min(1).optional() }),
    output: openTemplateSchema,
    role: 'technician',
  },
  /** Keeps it as `design.version`, which has to be the one after the newest; 1 of a new template. */
  'templates.save': {
    input: z.object({ design: labelDesignSchema, note: z.string().trim().max(256).default('') }),
    output: openTemplateSchema,
    role: 'engineer',
    maxInput: mostDesignText + 4096,
  },
  /** Not offered any more; batches that name it print on. Saving it again brings it back. */
  'templates.retire': {
    input: z.object({ id: templateIdSchema }),
    output: done,
    role: 'engineer',
  },
  /**
   * `text`: a file of `templates.export`. It comes in as version 1 of a template of its own; `template` is null
   * where something is wrong with it, and `faults` says all of it.
   */
  'templates.import': {
    input: z.object({ text: z.string().max(2 * mostDesignText) }),
    output: z.object({
      template: templateCardSchema.nullable(),
      faults: z.array(designFaultSchema),
    }),
    role: 'engineer',
    maxInput: 4 * mostDesignText,
  },
  'templates.export': {
    input: z.object({ id: templateIdSchema, version: z.int().min(1).optional() }),
    output: z.object({ name: z.string(), text: z.string() }),
    role: 'technician',
  },
  /** How a label of this design comes out, and what is wrong with it. Nothing is kept. */
  'templates.draw': {
    input: z.object({
      design: z.union([labelDesignSchema, templateIdSchema]),
      record: shownRecordSchema.default('sample'),
      /** Whose SN rule and master data a made up label follows; absent: the station's first group. */
      groupId: groupId.optional(),
    }),
    output: drawnLabelSchema,
    role: 'technician',
    maxInput: mostDesignText + 4096,
  },
  /**
   * How often the codes of this design are read after what happens to labels; `propose`: and what would do better, which
   * takes some seconds. Equal designs get equal answers. The last score of a design is kept for `templates.list`, unless fewer
   * rounds were asked for.
   */
  'templates.survival': {
    input: z.object({
      design: z.union([labelDesignSchema, templateIdSchema]),
      groupId: groupId.optional(),
      propose: z.boolean().default(false),
      /** Of each kind of damage. */
      rounds: z.int().min(1).max(40).default(fullRounds),
    }),
    output: survivalSchema,
    role: 'technician',
    maxInput: mostDesignText + 4096,
  },
  /** Prints to a PDF in the station's label folder; answers its name there. */
  'labels.print': {
    input: z.object({
      groupId,
      batchTag: z.string().max(64).optional(),
      deviceSns: z.array(z.string().min(1).max(64)).max(10_000).optional(),
      template: z.string().max(64),
      /** Needed where a label of these was printed before. */
      reason: z.string().trim().max(256).default(''),
    }),
    output: z.object({ file: z.string(), labels: z.int() }),
    role: 'technician',
  },
  /** QR codes of devices as a file of the label folder; no label is made by it. */
  'labels.export': {
    input: z.object({
      groupId,
      batchTag: z.string().max(64).optional(),
      deviceSns: z.array(z.string().min(1).max(64)).max(10_000).optional(),
      format: z.enum(codeFormats),
      /** What the codes say: Lineside's own text, or the SN alone. */
      payload: z.enum(['own', 'sn']).default('own'),
    }),
    output: z.object({ file: z.string(), codes: z.int() }),
    role: 'technician',
    maxInput: 2 * 1024 * 1024,
  },
  'labels.files': {
    input: nothing,
    output: z.object({
      items: z.array(z.object({ file: z.string(), bytes: z.int(), changedAt: z.int() })),
    }),
    role: 'technician',
  },
  /** The bytes of one printed PDF, base64. */
  'labels.read': {
    input: z.object({ file: z.string().min(1).max(128) }),
    output: z.object({ base64: z.string() }),
    role: 'technician',
  },

  /** Labels of units that were undone, oldest first; `left` counts pieces of paper. */
  'labels.toDestroy': {
    input: z.object({ after: z.int().optional(), limit: pageSize }),
    output: listed(voidLabelSchema).extend({ left: z.int() }),
    role: 'technician',
  },
  /** From now on scans tick off void labels and are no units, until it is set off again. */
  'labels.destroying': {
    input: z.object({ on: z.boolean() }),
    output: z.object({ left: z.int() }),
    role: 'technician',
  },
  /** Ticks one off that cannot be scanned any more. */
  'labels.destroy': {
    input: z.object({ id: z.int().min(1), reason }),
    output: z.object({ left: z.int() }),
    role: 'line-lead',
  },

  /** Print jobs, newest first, and the printers as the queue sees them. */
  'printing.jobs': {
    input: z.object({ before: z.int().optional(), limit: pageSize }),
    output: listed(printJobSchema).extend({ printers: z.array(printerStateSchema) }),
    role: 'technician',
  },
  /** Labels through the queue, to any printer; what was printed before needs a reason. */
  'printing.print': {
    input: z.object({
      groupId,
      batchTag: z.string().max(64).optional(),
      deviceSns: z.array(deviceSn).max(10_000).optional(),
      template: z.string().max(64),
      printer: z.string().min(1).max(64).default('folder'),
      copies: z.int().min(1).max(20).default(1),
      collated: z.boolean().default(true),
      /** Positions of the first sheet that are used already. */
      skip: z.int().min(0).max(5000).default(0),
      reason: z.string().trim().max(256).default(''),
    }),
    output: printJobSchema,
    role: 'technician',
    maxInput: 2 * 1024 * 1024,
  },
  /** A PNG of a label that said something else than its record; `picture` of the problem names it. */
  'printing.picture': {
    input: z.object({ name: z.string().max(64) }),
    output: z.object({ base64: z.string() }),
    role: 'technician',
  },
  /** The labels of a job from a number on, in the order in which they come out. */
  'printing.pieces': {
    input: z.object({ job: printJobId, from: z.int().min(1).default(1), limit: pageSize }),
    output: z.object({ items: z.array(jobPieceSchema) }),
    role: 'technician',
  },
  /** A paused job, or one that asks, goes on. `lastOut`: the number of the last label that came out; 0: none did. */
  'printing.resume': {
    input: z.object({ job: printJobId, lastOut: z.int().min(0).nullable().default(null) }),
    output: printJobSchema,
    role: 'technician',
  },
  'printing.pause': {
    input: z.object({ job: printJobId }),
    output: printJobSchema,
    role: 'technician',
  },
  'printing.cancel': {
    input: z.object({ job: printJobId, reason }),
    output: printJobSchema,
    role: 'technician',
  },
  /** What is left of a job that waits is printed by another printer, as the new job that is answered. */
  'printing.move': {
    input: z.object({ job: printJobId, printer: z.string().min(1).max(64) }),
    output: printJobSchema,
    role: 'technician',
  },
  /** Stops a printer, or lets it go on after it was stopped. */
  'printing.hold': {
    input: z.object({ printer: z.string().min(1).max(64), on: z.boolean(), reason }),
    output: done,
    role: 'line-lead',
  },
  /** A label that was stuck on, held against this unit, or against the batch as it is set. */
  'printing.scanback': {
    input: z.object({ text: z.string().max(1024), unit: deviceSn.nullable().default(null) }),
    output: z.object({
      result: z.enum(scanBackResults),
      deviceSn: z.string(),
      problem: problemSchema,
    }),
    role: 'technician',
  },
  /** Where each label of a batch is, and what keeps it from being balanced. */
  'printing.ledger': {
    input: z.object({ batchId: z.string().min(1).max(64) }),
    output: batchLedgerSchema,
    role: 'technician',
  },
  /** So many labels of the batch were counted in hand. */
  'printing.count': {
    input: z.object({ batchId: z.string().min(1).max(64), inHand: z.int().min(0).max(1_000_000) }),
    output: batchLedgerSchema,
    role: 'line-lead',
  },
  /** Labels in hand, by their numbers in a job, that are lost, torn or thrown away. */
  'printing.void': {
    input: z.object({ job: printJobId, first: z.int().min(1), last: z.int().min(1), reason }),
    output: printJobSchema,
    role: 'line-lead',
  },
  /** Rolls and packets of sheets: those in printers first. */
  'printing.media': {
    input: z.object({ limit: pageSize }),
    output: z.object({ items: z.array(mediaSchema) }),
    role: 'technician',
  },
  'printing.saveMedia': {
    input: mediaSchema
      .pick({ kind: true, name: true, width: true, height: true, labels: true })
      .extend({
        id: z.string().trim().min(1).max(64),
        name: z.string().trim().min(1).max(80),
        width: z.number().min(1).max(1000),
        height: z.number().min(1).max(1000),
        labels: z.int().min(1).max(10_000_000),
      }),
    output: done,
    role: 'technician',
  },
  /** Put into a printer in place of what was there, or taken out; `over`: nothing of it is used any more. */
  'printing.loadMedia': {
    input: z.object({
      id: z.string().min(1).max(64),
      printer: z.string().min(1).max(64).nullable(),
      over: z.boolean().default(false),
      left: z.int().min(0).max(10_000_000).optional(),
    }),
    output: done,
    role: 'technician',
  },
  /** Every label that came out, or may have, and was made with all this. Times are epoch milliseconds. */
  'printing.blastRadius': {
    input: z.object({
      media: z.string().max(64).optional(),
      template: z.string().max(64).optional(),
      version: z.int().min(1).optional(),
      printer: z.string().max(64).optional(),
      by: z.string().max(128).optional(),
      batchId: z.string().max(64).optional(),
      deviceSn: z.string().max(64).optional(),
      from: z.int().optional(),
      to: z.int().optional(),
      after: z.object({ job: z.int(), seq: z.int() }).default({ job: 0, seq: 0 }),
      limit: pageSize,
    }),
    output: z.object({
      items: z.array(pieceSchema),
      next: z.object({ job: z.int(), seq: z.int() }).nullable(),
    }),
    role: 'technician',
  },

  /** What undoing reads would do, before it is done. */
  'undo.plan': {
    input: z.object({ scope: undoScopeSchema }),
    /** `first`: the newest unit that it is about. */
    output: planSchema.extend({ first: deviceNameSchema.nullable() }),
    role: 'technician',
    maxInput: 2 * 1024 * 1024,
  },
  /** The newest unit of the batch in work; a technician only what they read themselves. */
  'undo.last': {
    input: z.object({
      /** What a person was asked about: another one is not undone in its place (`undo-last-changed`). */
      deviceSn: deviceSn.optional(),
      reason: reason.default('undone on Scan'),
    }),
    output: undoneSchema,
    role: 'technician',
  },
  /** Any units, or all of a batch: safe on disk as jobs when it answers. */
  'undo.do': {
    input: z.object({ scope: undoScopeSchema, reason }),
    output: z.object({ jobs: z.array(jobSchema) }),
    role: 'line-lead',
    maxInput: 2 * 1024 * 1024,
  },

  /** The commands as codes to scan, as a PDF. */
  'commands.sheet': { input: z.object({ paper }), output: pdf, role: 'technician' },
  /** A card that starts this batch, or goes on with it. */
  'commands.card': {
    input: z.object({ paper, start: batchStartSchema }),
    output: pdf,
    role: 'technician',
  },
  /** The key of the command codes, to give it to another station of the site; audited. */
  'commands.showKey': {
    input: z.object({ reason }),
    output: z.object({ key: z.string() }),
    role: 'admin',
  },
  /** Uses the key of another station, or (without `key`) a new one: what was printed before is void. */
  'commands.setKey': {
    input: z.object({ key: z.string().max(256).optional(), reason }),
    output: done,
    role: 'admin',
  },

  /** Oldest first; `after` is the `next` of the page above. */
  'sync.operations': {
    input: z.object({
      states: z.array(z.enum(operationStates)).max(operationStates.length).optional(),
      after: z.int().optional(),
      limit: pageSize,
    }),
    output: listed(operationSchema),
    role: 'technician',
  },
  'sync.now': { input: nothing, output: done, role: 'technician' },
  /** Puts a parked operation, or all of them, back into the queue. */
  'sync.retry': {
    input: z.object({ seq: z.int().optional() }),
    output: z.object({ retried: z.int() }),
    role: 'line-lead',
  },
  /** Gives a parked operation up, with a reason that is kept. */
  'sync.discard': {
    input: z.object({ seq: z.int(), reason: z.string().trim().min(1).max(256) }),
    output: done,
    role: 'line-lead',
  },

  /**
   * Takes an operation back: one that was not sent vanishes, with what follows from it; one that is
   * confirmed gets its inverse, where there is one.
   */
  'sync.undo': {
    input: z.object({ seq: z.int(), reason }),
    output: z.object({ withdrawn: z.int(), added: z.int() }),
    role: 'line-lead',
  },

  'cloud.connect': {
    input: cloudLinkSchema.extend({ appSecret: z.string().min(1).max(512) }),
    output: done,
    role: 'admin',
  },
  'cloud.disconnect': { input: nothing, output: done, role: 'admin' },

  'scanners.ports': {
    input: nothing,
    output: z.object({ items: z.array(portInfoSchema) }),
    role: 'technician',
  },
  'scanners.add': {
    input: scannerSchema.omit({ id: true }),
    output: scannerSchema,
    role: 'engineer',
  },
  /** What the scanner is from now on; its connection begins anew. */
  'scanners.change': { input: scannerSchema, output: scannerSchema, role: 'engineer' },
  'scanners.remove': {
    input: z.object({ id: z.string().max(64) }),
    output: done,
    role: 'engineer',
  },

  'units.add': { input: unitWishSchema, output: unitSchema, role: 'engineer' },
  'units.change': { input: unitSchema, output: unitSchema, role: 'engineer' },
  'units.remove': { input: z.object({ id: unitId }), output: done, role: 'engineer' },
  /** Reads whoever is there now, also one that was read before; a refusal is a verdict, too. */
  'units.query': {
    input: z.object({ id: unitId }),
    output: z.object({ items: z.array(verdictSchema) }),
    role: 'technician',
  },
  /** Asks as a profile says and registers nothing: the answer, and what would be taken out of it. */
  'units.try': {
    input: unitWishSchema,
    output: z.object({ items: z.array(unitTrialSchema) }),
    role: 'engineer',
  },

  /** The printers of the station, and those that the machine shows and nobody has set up yet. */
  'printers.list': {
    input: nothing,
    output: z.object({ items: z.array(stationPrinterSchema), found: z.array(printerFoundSchema) }),
    role: 'technician',
  },
  /** Asks the printer how it is, now. */
  'printers.status': { input: printerId, output: printerHealthSchema, role: 'technician' },
  /** Without `id` a new one. Of the folder printer only language and resolution change. */
  'printers.save': { input: printerWishSchema, output: printerSettingsSchema, role: 'engineer' },
  'printers.remove': { input: printerId, output: done, role: 'engineer' },
  /** Prints one calibration page on paper of that size; `printed`: what the printer itself counted. */
  'printers.test': {
    input: printerId.extend({ size: calibrationSizeSchema }),
    output: z.object({ printed: z.int().nullable() }),
    role: 'line-lead',
  },
  /** What was measured on that page becomes the printer's offset. */
  'printers.calibrate': {
    input: printerId.extend({ measured: measuredSchema }),
    output: printerSettingsSchema,
    role: 'engineer',
  },

  'preferences.set': {
    input: preferencesSchema.partial(),
    output: preferencesSchema,
    role: 'technician',
  },
  /** What is the reader's own affair, also before anybody is on duty. */
  'preferences.look': {
    input: preferencesSchema.pick({ language: true, theme: true, deviceColumns: true }).partial(),
    output: preferencesSchema,
    role: 'anybody',
  },
  /** Opens the vault; the first passphrase ever given is the one it is made with. */
  'vault.unlock': {
    input: z.object({ passphrase: z.string().min(1).max(1024) }),
    output: done,
    role: 'technician',
  },

  /** To choose from when logging on. */
  /** Windows show Scan only and set nothing up, until `kiosk.leave`. `pin`: to leave with, where there are no operators. */
  'kiosk.enter': {
    input: z.object({ pin: pinSchema.optional() }),
    output: done,
    role: 'engineer',
  },
  /** With the PIN of an operator from line lead up, or, without a name, with that of the kiosk. */
  'kiosk.leave': {
    input: z.object({ name: z.string().max(64).optional(), pin: z.string().max(64) }),
    output: done,
    role: 'anybody',
  },

  'operators.names': {
    input: nothing,
    output: z.object({ items: z.array(operatorNameTagSchema) }),
    role: 'anybody',
  },
  /** By name and PIN. One answer, `operator-refused`, for whatever is wrong; `operator-locked` after too many. */
  'operators.logOn': {
    input: z.object({ name: z.string().max(64), pin: z.string().max(64) }),
    output: onDutySchema,
    role: 'anybody',
  },
  'operators.logOff': { input: nothing, output: done, role: 'anybody' },
  /** Somebody touched the window: a sign that who is on duty is still there. */
  'operators.here': { input: nothing, output: done, role: 'anybody' },
  /** One's own, by who is on duty. */
  'operators.changePin': {
    input: z.object({ pin: z.string().max(64), newPin: pinSchema }),
    output: done,
    role: 'technician',
  },
  'operators.list': {
    input: nothing,
    output: z.object({ items: z.array(operatorSchema) }),
    role: 'admin',
  },
  /** Adds a person or changes one; without `pin` it stays as it is. The first must be an admin with a PIN. */
  'operators.save': {
    input: z.object({ name: operatorNameSchema, role: roleSchema, pin: pinSchema.optional() }),
    output: operatorSchema,
    role: 'admin',
  },
  'operators.remove': {
    input: z.object({ name: operatorNameSchema }),
    output: done,
    role: 'admin',
  },
  /** Makes the next code that is read this person's badge; null: no code any more. */
  'operators.enrolBadge': {
    input: z.object({ name: operatorNameSchema.nullable(), needsPin: z.boolean().default(false) }),
    output: done,
    role: 'admin',
  },
  'operators.revokeBadge': {
    input: z.object({ name: operatorNameSchema }),
    output: operatorSchema,
    role: 'admin',
  },
  /** Makes a new badge in place of the old one. Its code is told here and never again. */
  'operators.printBadge': {
    input: z.object({ name: operatorNameSchema, needsPin: z.boolean().default(false) }),
    output: z.object({ code: z.string() }),
    role: 'admin',
  },
  'operators.setLogOff': {
    input: z.object({ minutes: logOffMinutesSchema }),
    output: done,
    role: 'admin',
  },

  ...handoverCalls,

  ...auditCalls,
  ...diagnosticsCalls,

  'doctor.run': {
    input: nothing,
    output: z.object({ checks: z.array(checkSchema) }),
    role: 'technician',
  },

  /** Opens the demo line: its own folder, cloud, scanner and printer. */
  'demo.start': { input: nothing, output: done, role: 'technician' },
  /** The demo's own people must not keep anybody in it. */
  'demo.leave': { input: nothing, output: done, role: 'anybody' },
  'demo.set': {
    input: z.object({
      network: z.boolean().optional(),
      running: z.boolean().optional(),
      scannerPlugged: z.boolean().optional(),
    }),
    output: done,
    role: 'technician',
  },
  /** Makes the pretend scanner read one code of the kind asked for. */
  'demo.scan': {
    input: z.object({ kind: z.enum(['good', 'repeat', 'wrong', 'torn']) }),
    output: done,
    role: 'technician',
  },
} as const satisfies Record<string, Call>;

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller gives. */
export type CallInput<N extends CallName> = z.input<Contract[N]['input']>;
/** What a handler gets: checked, defaults filled in. */
export type CallChecked<N extends CallName> = z.output<Contract[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>;

export type Reply<N extends CallName = CallName> = Result<CallOutput<N>>;

export const isCallName = (name: string): name is CallName => Object.hasOwn(contract, name);

export type { Problem };
