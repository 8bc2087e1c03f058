import { z } from 'zod';
import { jobSchema } from './action.ts';
import { batchSchema } from './batch.ts';
import { exportInfoSchema } from './export.ts';
import { handoverStateSchema } from './handover.ts';
import { importInfoSchema } from './import.ts';
import { lineStateSchema } from './line.ts';
import { makerStateSchema } from './maker.ts';
import { queueCountsSchema } from './operation.ts';
import { onDutySchema, operatorsStateSchema } from './operator.ts';
import { stationPrinterSchema } from './printer.ts';
import { batchLedgerSchema, printerStateSchema, printJobSchema } from './printing.ts';
import { problemSchema } from './problem.ts';
import { readSchema } from './read.ts';
import { backupStateSchema, recoveryReportSchema } from './recovery.ts';
import { scannerStateSchema } from './scanner.ts';
import { cloudLinkSchema, preferencesSchema } from './settings.ts';
import { unitStateSchema } from './unit.ts';

/** One light of the status bar: how it is, and why if it is not well. */
export const lightSchema = z.object({
  level: z.enum(['off', 'ok', 'warn', 'bad']),
  problem: problemSchema.nullable(),
});
export type Light = z.infer<typeof lightSchema>;

/** The demo line's own switches and counters. */
export const demoStateSchema = z.object({
  network: z.boolean(),
  /** The pretend line is feeding units by itself. */
  running: z.boolean(),
  scannerPlugged: z.boolean(),
  /** Devices that the demo's station has registered, in all its batches. */
  devicesHere: z.int(),
  /** What the demo's cloud holds by its own count; null while the network is pulled. */
  cloudDevices: z.int().nullable(),
  cloudAllocated: z.int().nullable(),
});
export type DemoState = z.infer<typeof demoStateSchema>;

/**
 * Everything a window needs to draw itself, small enough to be pushed whole after each change.
 * Lists and history are calls, in pages. Times are epoch milliseconds.
 */
export const stateSchema = z.object({
  version: z.string(),
  stationId: z.string(),
  preferences: preferencesSchema,
  mode: z.enum(['real', 'demo']),
  /** This host can open the demo line. */
  demoAvailable: z.boolean(),
  demo: demoStateSchema.nullable(),
  lights: z.object({
    cloud: lightSchema,
    scanner: lightSchema,
    printer: lightSchema,
    disk: lightSchema,
  }),
  diskFreeBytes: z.int().nullable(),
  queue: queueCountsSchema.extend({ oldestAt: z.int().nullable() }),
  sync: z.object({
    link: cloudLinkSchema.nullable(),
    /** Sending now. */
    busy: z.boolean(),
    /** Stopped until a person gives a key that works. */
    paused: z.boolean(),
    nextTryAt: z.int().nullable(),
    lastSuccessAt: z.int().nullable(),
  }),
  batch: batchSchema.extend({ groupName: z.string(), now: lineStateSchema }).nullable(),
  /** Where the batch in hand makes its SNs; else null. */
  maker: makerStateSchema.nullable(),
  /** Newest first. */
  reads: z.array(readSchema),
  scanners: z.array(scannerStateSchema),
  units: z.array(unitStateSchema),
  /** The folder printer first. */
  printers: z.array(stationPrinterSchema),
  /** Actions at work and those of the last hour, newest first. */
  jobs: z.array(jobSchema).max(10),
  /** What another station hands over, on its way here. */
  handover: handoverStateSchema,
  /** Files being brought in, and those that ended in the last hour; the newest at the end. */
  imports: z.array(importInfoSchema).max(10),
  /** Files being made of what the station knows, and the last that were; newest first. */
  exports: z.array(exportInfoSchema).max(10),
  printing: z.object({
    pending: z.int(),
    printed: z.int(),
    lastFile: z.string().nullable(),
    /** Jobs of the queue that are not over, in their order; the first few. */
    jobs: z.array(printJobSchema).max(10).optional(),
    printers: z.array(printerStateSchema).optional(),
    /** Labels of the batch in work; null: none is. */
    ledger: batchLedgerSchema.nullable().optional(),
  }),
  /** Labels of undone units: how many pieces of paper are left, and whether scans tick them off now. */
  toDestroy: z.object({ left: z.int(), on: z.boolean() }),
  vault: z.object({
    state: z.enum(['open', 'locked', 'new']),
    backend: z.string(),
  }),
  groups: z.int(),
  /** Who is on duty. */
  operator: onDutySchema.nullable(),
  operators: operatorsStateSchema,
  /** Kiosk mode; `pin`: it has one of its own to be left with, else that of an operator is asked for. */
  kiosk: z.object({ on: z.boolean(), pin: z.boolean() }),
  backups: backupStateSchema,
  /** What a restore left to be read; null: nothing. */
  recovery: recoveryReportSchema.nullable(),
});
export type State = z.infer<typeof stateSchema>;
